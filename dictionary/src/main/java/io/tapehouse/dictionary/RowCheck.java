package io.tapehouse.dictionary;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A check of a file's own rows.
 *
 * @param name its name in {@code check_result}
 * @param rule what must hold between the columns
 * @param columns the columns of the table that it reads, in the order of the rule; of a sum with
 *     {@code -} in front where they are taken off
 * @param within how much the first may differ from what the rule expects, where each figure was
 *     rounded on its own; null: not at all
 * @param severity whether it keeps the rows out; null: it does
 */
public record RowCheck(
    String name,
    Rule rule,
    List<String> columns,
    @Nullable Integer within,
    @Nullable Severity severity) {

  /** What a failure means. */
  public enum Severity {
    /** Nothing of the file is loaded. */
    @JsonProperty("blocking")
    BLOCKING,
    /** It is loaded, and the failure is reported. */
    @JsonProperty("warning")
    WARNING,
    /**
     * The same, where the failure does not speak against the data: block trades, for example. It
     * leaves the condition of the date alone.
     */
    @JsonProperty("notice")
    NOTICE
  }

  /** What must hold between columns; a row that lacks one of them is not looked at. */
  public enum Rule {
    /** The first is the second in percent of the third, rounded to its own decimals. */
    @JsonProperty("percentage")
    PERCENTAGE(3),
    /** The first is the second less the third. */
    @JsonProperty("difference")
    DIFFERENCE(3),
    /** The first is at most the second, and that at most the third. */
    @JsonProperty("ascending")
    ASCENDING(3),
    /** The first is the sum of the others, of which some may be taken off. */
    @JsonProperty("sum")
    SUM(0),
    /**
     * The first over the second is within the third and the fourth, but for what rounding makes: 1
     * of the first.
     */
    @JsonProperty("quotient_within")
    QUOTIENT_WITHIN(4),
    /** Not nearly all figures of the file are whole thousands: odd lots are among them. */
    @JsonProperty("odd_lots")
    ODD_LOTS(1);

    private final int columns;

    Rule(int columns) {
      this.columns = columns;
    }
  }

  /** Refuses a number of columns that the rule does not have. */
  public RowCheck {
    columns = List.copyOf(columns);
    severity = severity == null ? Severity.BLOCKING : severity;
    boolean fits = rule == Rule.SUM ? columns.size() > 1 : columns.size() == rule.columns;
    if (!fits) {
      throw new IllegalArgumentException(
          "%s: expected the columns of %s, found %s".formatted(name, rule, columns));
    }
  }

  /** The columns of the table that it reads, by their names alone. */
  public List<String> names() {
    return columns.stream()
        .map(column -> isTakenOff(column) ? column.substring(1) : column)
        .toList();
  }

  /** Whether a column of a sum is taken off. */
  public static boolean isTakenOff(String column) {
    return column.startsWith("-");
  }
}

package io.tapehouse.extractors.tabular;

import io.tapehouse.dictionary.Declaration;
import io.tapehouse.dictionary.RowCheck;
import io.tapehouse.dictionary.Table;
import io.tapehouse.dictionary.Totals;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.text.BadCellException;
import io.tapehouse.extractors.text.TableRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds a file's own totals against the rows that they are sums of. Not safe for use by many
 * threads.
 */
final class TotalRows {

  private final List<Running> all;

  TotalRows(Declaration declaration, List<Table.Column> columns) {
    this.all = declaration.totals().stream().map(totals -> new Running(totals, columns)).toList();
  }

  /** Takes a row that is a total or an adjustment and no fact; false for one that is neither. */
  boolean take(TableRow row, RowValues values) throws BadCellException, UnreadableFileException {
    boolean taken = false;
    for (Running each : all) {
      taken |= each.take(row, values);
    }
    return taken;
  }

  /**
   * Adds a row of facts.
   *
   * @param read what the row has for each column of the table
   */
  void add(TableRow row, RowValues values, @Nullable Object[] read) {
    all.forEach(each -> each.add(values.published(row, each.totals.header()), read));
  }

  /** The checks; none where the file has no totals, or nothing that they could be sums of. */
  List<FileCheck> results() {
    return all.stream().filter(Running::isEvaluated).map(Running::result).toList();
  }

  /** What the rows of a group add up to, less adjustments, and what its total row has. */
  private static final class Sums {

    private final BigDecimal[] rows;
    private final long[] whole;
    private BigDecimal @Nullable [] total;

    Sums(int columns) {
      rows = new BigDecimal[columns];
      whole = new long[columns];
      Arrays.fill(rows, BigDecimal.ZERO);
    }

    /** Adds the figure of a column; most are whole numbers, whose sums are so too. */
    void add(int column, @Nullable Object value) {
      if (value instanceof Long number) {
        long sum = whole[column] + number;
        boolean overflows = ((whole[column] ^ sum) & (number ^ sum)) < 0;
        if (!overflows) {
          whole[column] = sum;
          return;
        }
      }
      rows[column] = rows[column].add(number(value));
    }

    /** What the rows add up to. */
    BigDecimal sum(int column) {
      return rows[column].add(BigDecimal.valueOf(whole[column]));
    }

    BigDecimal[] sums() {
      BigDecimal[] sums = new BigDecimal[rows.length];
      Arrays.setAll(sums, this::sum);
      return sums;
    }

    boolean agree() {
      for (int i = 0; i < rows.length; i++) {
        if (total == null || sum(i).compareTo(total[i]) != 0) {
          return false;
        }
      }
      return true;
    }
  }

  /** One kind of total. */
  private static final class Running {

    private final Totals totals;
    private final int[] groups;
    private final int[] sums;
    private final boolean[] adjusted;
    private final Map<List<@Nullable Object>, Sums> found = new LinkedHashMap<>();
    private long rowsAdded;
    private @Nullable Sums last;
    private List<@Nullable Object> lastGroup = List.of();

    Running(Totals totals, List<Table.Column> columns) {
      this.totals = totals;
      this.groups = positions(columns, totals.ofEach());
      this.sums = positions(columns, totals.addUp());
      this.adjusted = new boolean[sums.length];
      for (int i = 0; i < sums.length; i++) {
        adjusted[i] = totals.adjusted().contains(totals.addUp().get(i));
      }
    }

    boolean take(TableRow row, RowValues values) throws BadCellException, UnreadableFileException {
      String text = values.published(row, totals.header());
      boolean isTotal = totals.total().contains(text);
      if (totals.kept() || (!isTotal && !text.equals(totals.adjustment()))) {
        return false;
      }
      List<@Nullable Object> group = new ArrayList<>();
      for (int column : groups) {
        group.add(values.of(row, column));
      }
      BigDecimal[] figures = new BigDecimal[sums.length];
      for (int i = 0; i < sums.length; i++) {
        figures[i] = number(values.of(row, sums[i]));
      }
      Sums own = of(group);
      if (isTotal) {
        own.total = figures;
      } else {
        for (int i = 0; i < sums.length; i++) {
          own.rows[i] = adjusted[i] ? own.rows[i].subtract(figures[i]) : own.rows[i];
        }
      }
      return true;
    }

    void add(String text, @Nullable Object[] read) {
      boolean isTotal = totals.kept() && totals.total().contains(text);
      if (!isTotal && !totals.of().isEmpty() && !totals.of().contains(text)) {
        return;
      }
      Sums own = ofRow(read);
      if (isTotal) {
        own.total = Arrays.stream(sums).mapToObj(at -> number(read[at])).toArray(BigDecimal[]::new);
        return;
      }
      rowsAdded++;
      for (int i = 0; i < sums.length; i++) {
        own.add(i, read[sums[i]]);
      }
    }

    /** The sums of a row's group, which as a rule is that of the row before. */
    private Sums ofRow(@Nullable Object[] read) {
      Sums own = last;
      for (int i = 0; i < groups.length && own != null; i++) {
        own = Objects.equals(lastGroup.get(i), read[groups[i]]) ? own : null;
      }
      if (own == null) {
        List<@Nullable Object> group = new ArrayList<>();
        for (int column : groups) {
          group.add(read[column]);
        }
        own = of(group);
        last = own;
        lastGroup = group;
      }
      return own;
    }

    private Sums of(List<@Nullable Object> group) {
      return found.computeIfAbsent(group, key -> new Sums(sums.length));
    }

    /** Whether the file has rows that the totals are of; eras differ in what they set apart. */
    boolean isEvaluated() {
      return rowsAdded > 0 || totals.of().isEmpty();
    }

    FileCheck result() {
      List<Map.Entry<List<@Nullable Object>, Sums>> wrong =
          found.entrySet().stream().filter(entry -> !entry.getValue().agree()).toList();
      String expected =
          "%s of the %d total rows = the sums of their rows"
              .formatted(String.join(", ", totals.addUp()), found.size());
      return new FileCheck(
          Objects.requireNonNull(totals.name()),
          RowCheck.Severity.BLOCKING,
          wrong.isEmpty(),
          expected,
          wrong.isEmpty() ? null : text(wrong));
    }

    private static String text(List<Map.Entry<List<@Nullable Object>, Sums>> wrong) {
      Map.Entry<List<@Nullable Object>, Sums> first = wrong.get(0);
      BigDecimal[] total = first.getValue().total;
      return "%d otherwise, such as %s: rows add up to %s, the total is %s"
          .formatted(
              wrong.size(),
              first.getKey(),
              Arrays.toString(first.getValue().sums()),
              total == null ? "missing" : Arrays.toString(total));
    }
  }

  /** Where columns of the table are in a row that was read. */
  static int[] positions(List<Table.Column> columns, List<String> names) {
    List<String> all = columns.stream().map(Table.Column::name).toList();
    return names.stream()
        .mapToInt(
            name -> {
              if (!all.contains(name)) {
                throw new IllegalArgumentException(
                    "expected one of %s, found %s".formatted(all, name));
              }
              return all.indexOf(name);
            })
        .toArray();
  }

  /** The figure of a column; 0 where there is none. */
  static BigDecimal number(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return number;
    }
    return value instanceof Number number
        ? BigDecimal.valueOf(number.longValue())
        : BigDecimal.ZERO;
  }
}

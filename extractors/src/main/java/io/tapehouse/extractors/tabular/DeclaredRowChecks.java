package io.tapehouse.extractors.tabular;

import static java.util.stream.Collectors.joining;

import io.tapehouse.dictionary.Declaration;
import io.tapehouse.dictionary.RowCheck;
import io.tapehouse.dictionary.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The declared checks that look at each row by itself. Not safe for use by many threads. */
final class DeclaredRowChecks {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  /** Which part of the figures may be whole thousands where odd lots are among them. */
  private static final double MOST_ROUND = 0.9;

  private final List<Running> checks;

  DeclaredRowChecks(Declaration declaration, List<Table.Column> columns) {
    List<String> names = columns.stream().map(Table.Column::name).toList();
    int[] key =
        columns.stream()
            .filter(Table.Column::key)
            .map(Table.Column::name)
            .filter(name -> declaration.filling(name).isPresent())
            .mapToInt(names::indexOf)
            .toArray();
    this.checks =
        declaration.checks().stream().map(check -> new Running(check, names, key)).toList();
  }

  /** Looks at a row. */
  void look(@Nullable Object[] values) {
    checks.forEach(check -> check.look(values));
  }

  /** What each check found. */
  List<FileCheck> results() {
    List<FileCheck> results = new ArrayList<>();
    checks.forEach(check -> results.add(check.result()));
    return results;
  }

  private static final class Running {

    private final RowCheck check;
    private final BigDecimal within;
    private final int[] positions;
    private final int[] key;
    private long looked;
    private long wrong;
    private String example = "";

    Running(RowCheck check, List<String> names, int[] key) {
      this.check = check;
      this.key = key;
      this.within = BigDecimal.valueOf(Objects.requireNonNullElse(check.within(), 0));
      this.positions = check.names().stream().mapToInt(names::indexOf).toArray();
      for (int position : positions) {
        if (position < 0) {
          throw new IllegalArgumentException(
              "%s: expected columns of %s, found %s"
                  .formatted(check.name(), names, check.columns()));
        }
      }
    }

    void look(@Nullable Object[] values) {
      BigDecimal[] figures = new BigDecimal[positions.length];
      for (int i = 0; i < positions.length; i++) {
        Object value = values[positions[i]];
        if (value == null) {
          return;
        }
        figures[i] = TotalRows.number(value);
      }
      looked++;
      if (!holds(figures)) {
        wrong++;
        if (example.isEmpty()) {
          example =
              "%s: %s"
                  .formatted(
                      Arrays.stream(key)
                          .mapToObj(at -> Objects.toString(values[at]))
                          .collect(joining(" ")),
                      Stream.of(figures).map(BigDecimal::toPlainString).collect(joining(", ")));
        }
      }
    }

    private boolean holds(BigDecimal[] figures) {
      return switch (check.rule()) {
        case DIFFERENCE ->
            figures[1].subtract(figures[2]).subtract(figures[0]).abs().compareTo(within) <= 0;
        case ASCENDING ->
            figures[0].compareTo(figures[1]) <= 0 && figures[1].compareTo(figures[2]) <= 0;
        case PERCENTAGE ->
            figures[2].signum() == 0
                || figures[1]
                        .multiply(HUNDRED)
                        .divide(figures[2], figures[0].scale(), RoundingMode.HALF_UP)
                        .subtract(figures[0])
                        .abs()
                        // Publishers cut off as well as round.
                        .compareTo(BigDecimal.ONE.movePointLeft(figures[0].scale()))
                    <= 0;
        case SUM -> figures[0].compareTo(sum(figures)) == 0;
        case QUOTIENT_WITHIN ->
            figures[0].compareTo(figures[1].multiply(figures[2]).subtract(BigDecimal.ONE)) >= 0
                && figures[0].compareTo(figures[1].multiply(figures[3]).add(BigDecimal.ONE)) <= 0;
        case ODD_LOTS -> figures[0].remainder(THOUSAND).signum() != 0 || figures[0].signum() == 0;
      };
    }

    private BigDecimal sum(BigDecimal[] figures) {
      BigDecimal sum = BigDecimal.ZERO;
      for (int i = 1; i < figures.length; i++) {
        boolean takenOff = RowCheck.isTakenOff(check.columns().get(i));
        sum = takenOff ? sum.subtract(figures[i]) : sum.add(figures[i]);
      }
      return sum;
    }

    FileCheck result() {
      Object[] names = check.columns().toArray();
      String expected =
          switch (check.rule()) {
            case DIFFERENCE ->
                "%s = %s - %s".formatted(names) + (within.signum() == 0 ? "" : " within " + within);
            case ASCENDING -> "%s <= %s <= %s".formatted(names);
            case PERCENTAGE -> "%s = 100 * %s / %s".formatted(names);
            case SUM ->
                "%s = %s"
                    .formatted(
                        names[0],
                        String.join(" + ", check.columns().subList(1, names.length))
                            .replace("+ -", "- "));
            case QUOTIENT_WITHIN -> "%s / %s within %s and %s".formatted(names);
            case ODD_LOTS ->
                "%s in other than whole thousands in a tenth of the rows".formatted(names);
          };
      boolean passed =
          check.rule() == RowCheck.Rule.ODD_LOTS ? wrong <= looked * MOST_ROUND : wrong == 0;
      return new FileCheck(
          check.name(),
          Objects.requireNonNull(check.severity()),
          passed,
          expected,
          passed ? null : "%d of %d rows otherwise, such as %s".formatted(wrong, looked, example));
    }
  }
}

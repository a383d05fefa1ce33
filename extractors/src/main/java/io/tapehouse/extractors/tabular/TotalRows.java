package io.tapehouse.extractors.tabular;

import io.tapehouse.dictionary.Declaration;
import io.tapehouse.dictionary.Table;
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
 * Holds a file's own totals against the rows that they are sums of: the check {@code total_rows}.
 * Not safe for use by many threads.
 */
final class TotalRows {

  private static final String CHECK = "total_rows";

  private final Declaration.@Nullable Totals totals;
  private final int[] groups;
  private final int[] sums;
  private final boolean[] adjusted;
  private final Map<List<@Nullable Object>, Sums> found = new LinkedHashMap<>();

  TotalRows(Declaration declaration, List<Table.Column> columns) {
    this.totals = declaration.totals();
    if (totals == null) {
      this.groups = new int[0];
      this.sums = new int[0];
      this.adjusted = new boolean[0];
      return;
    }
    this.groups = positions(columns, totals.ofEach());
    this.sums = positions(columns, totals.addUp());
    this.adjusted = new boolean[sums.length];
    for (int i = 0; i < sums.length; i++) {
      adjusted[i] = totals.adjusted().contains(totals.addUp().get(i));
    }
  }

  /** What the rows of a group add up to, less adjustments, and what its total row has. */
  private static final class Sums {

    private final BigDecimal[] rows;
    private BigDecimal @Nullable [] total;

    Sums(int columns) {
      rows = new BigDecimal[columns];
      Arrays.fill(rows, BigDecimal.ZERO);
    }

    boolean agree() {
      for (int i = 0; i < rows.length; i++) {
        if (total == null || rows[i].compareTo(total[i]) != 0) {
          return false;
        }
      }
      return true;
    }
  }

  /** Takes a row that is a total or an adjustment; false for one that is neither. */
  boolean take(TableRow row, RowValues values) throws BadCellException, UnreadableFileException {
    if (totals == null) {
      return false;
    }
    String text = values.published(row, totals.header());
    boolean isTotal = text.equals(totals.total());
    if (!isTotal && !text.equals(totals.adjustment())) {
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
    Sums own = found.computeIfAbsent(group, key -> new Sums(sums.length));
    if (isTotal) {
      own.total = figures;
    } else {
      for (int i = 0; i < sums.length; i++) {
        own.rows[i] = adjusted[i] ? own.rows[i].subtract(figures[i]) : own.rows[i];
      }
    }
    return true;
  }

  /** Adds a row of facts. */
  void add(@Nullable Object[] values) {
    if (totals == null) {
      return;
    }
    List<@Nullable Object> group = new ArrayList<>();
    for (int column : groups) {
      group.add(values[column]);
    }
    Sums own = found.computeIfAbsent(group, key -> new Sums(sums.length));
    for (int i = 0; i < sums.length; i++) {
      own.rows[i] = own.rows[i].add(number(values[sums[i]]));
    }
  }

  /** The check; none where the file has no totals. */
  List<FileCheck> results() {
    if (totals == null || sums.length == 0) {
      return List.of();
    }
    List<Map.Entry<List<@Nullable Object>, Sums>> wrong =
        found.entrySet().stream().filter(entry -> !entry.getValue().agree()).toList();
    String expected =
        "%s of the %d total rows = the sums of their rows"
            .formatted(String.join(", ", totals.addUp()), found.size());
    return List.of(
        new FileCheck(
            CHECK,
            Declaration.RowCheck.Severity.BLOCKING,
            wrong.isEmpty(),
            expected,
            wrong.isEmpty() ? null : text(wrong)));
  }

  private static String text(List<Map.Entry<List<@Nullable Object>, Sums>> wrong) {
    Map.Entry<List<@Nullable Object>, Sums> first = wrong.get(0);
    BigDecimal[] total = first.getValue().total;
    return "%d otherwise, such as %s: rows add up to %s, the total is %s"
        .formatted(
            wrong.size(),
            first.getKey(),
            Arrays.toString(first.getValue().rows),
            total == null ? "missing" : Arrays.toString(total));
  }

  private static int[] positions(List<Table.Column> columns, List<String> names) {
    return names.stream()
        .mapToInt(
            name -> {
              List<String> all = columns.stream().map(Table.Column::name).toList();
              if (!all.contains(name)) {
                throw new IllegalArgumentException(
                    "expected one of %s, found %s".formatted(all, name));
              }
              return all.indexOf(name);
            })
        .toArray();
  }

  private static BigDecimal number(@Nullable Object value) {
    return value == null ? BigDecimal.ZERO : new BigDecimal(Objects.toString(value));
  }
}

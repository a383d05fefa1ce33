package io.tapehouse.extractors.tabular;

import io.tapehouse.dictionary.RowCheck;
import io.tapehouse.dictionary.SumOf;
import io.tapehouse.dictionary.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds the rows of one table of a file against those of another that they are the sums of. */
final class TableSums {

  private TableSums() {}

  /**
   * The check.
   *
   * @param own the rows with the sums
   * @param tables all tables of the file, those that are added up among them
   */
  static FileCheck check(SumOf sum, DeclaredRows own, List<DeclaredRows> tables) {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, String> column : new TreeMap<>(sum.columns()).entrySet()) {
      long total = sum(own, column.getKey());
      long rows =
          tables.stream()
              .filter(table -> table.table().name().equals(sum.table()))
              .mapToLong(table -> sum(table, column.getValue()))
              .sum();
      if (total != rows) {
        wrong.add("%s %d, the rows add up to %d".formatted(column.getKey(), total, rows));
      }
    }
    return new FileCheck(
        sum.name(),
        RowCheck.Severity.BLOCKING,
        wrong.isEmpty(),
        "%s = the sums over %s"
            .formatted(String.join(", ", new TreeMap<>(sum.columns()).keySet()), sum.table()),
        wrong.isEmpty() ? null : String.join("; ", wrong));
  }

  private static long sum(DeclaredRows rows, String column) {
    // The first column of the lake is the attempt, of which a row knows nothing.
    List<Table.Column> columns = rows.table().columns().subList(1, rows.table().columns().size());
    int at = TotalRows.positions(columns, List.of(column))[0];
    long sum = 0;
    for (@Nullable Object[] row : rows.rows()) {
      sum += row[at] instanceof Number number ? number.longValue() : 0;
    }
    return sum;
  }
}

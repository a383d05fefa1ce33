package io.tapehouse.extractors.tabular;

import io.tapehouse.extractors.text.RepeatedNames;
import io.tapehouse.extractors.text.TableRow;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of a file before its columns are known: headers and rows as published.
 *
 * @param title what stands above the header; empty where nothing does
 * @param headers names of the columns, without blanks around them
 * @param rows the rows, good and bad
 */
record FileTable(String title, List<String> headers, List<TableRow> rows) {

  /** Numbers headers that stand more than once. */
  FileTable {
    headers = RepeatedNames.numbered(headers);
  }

  /**
   * The table whose columns are the rows of this one: the first cell of each is its header, and the
   * headers of this one are the cells of its first column.
   */
  FileTable transposed() {
    List<String> names = new ArrayList<>(List.of(headers.get(0)));
    rows.stream()
        .filter(row -> row.problem().isEmpty())
        .forEach(row -> names.add(row.cells().isEmpty() ? "" : row.cells().get(0).strip()));
    List<TableRow> columns = new ArrayList<>();
    for (int i = 1; i < headers.size(); i++) {
      List<String> cells = new ArrayList<>(List.of(headers.get(i)));
      for (TableRow row : rows) {
        if (row.problem().isEmpty()) {
          cells.add(i < row.cells().size() ? row.cells().get(i) : "");
        }
      }
      columns.add(new TableRow(rows.get(0).line() + i - 1, cells, "", ""));
    }
    return new FileTable(title, names, columns);
  }
}

package io.tapehouse.orchestrator.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Aligned columns for people. The last one may have any text and is never padded. */
final class Columns {

  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  /** Columns with these names above them. */
  Columns(String... names) {
    rows.add(List.of(names));
  }

  /** Adds a row; a line break would tear the table. */
  Columns row(Object... cells) {
    rows.add(Stream.of(cells).map(cell -> cell.toString().replaceAll("\\R", " ")).toList());
    return this;
  }

  /** The lines; only {@code none} when there is no row. */
  List<String> lines(String none) {
    return rows.size() == 1 ? List.of(none) : lines();
  }

  /** The lines. */
  List<String> lines() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i));
        if (i < row.size() - 1) {
          line.append(" ".repeat(widths[i] - row.get(i).length())).append(GAP);
        }
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}

package io.tapehouse.dictionary;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statement of a migration that creates a table, in SQL that all engines take. Facts get no
 * keys: the checks of each load prove them. What Redshift wants besides is added when it runs.
 */
public final class TableDdl {

  private TableDdl() {}

  /** The lines of the statement, the last one with its semicolon. */
  public static List<String> lines(Table table) {
    List<String> parts = new ArrayList<>();
    for (Table.Column column : table.columns()) {
      parts.add(column.name() + " " + column.type() + (column.nullable() ? "" : " NOT NULL"));
    }
    if (!table.isLoaded() && !table.key().isEmpty()) {
      parts.add(
          table.key().stream()
              .map(Table.Column::name)
              .collect(Collectors.joining(", ", "PRIMARY KEY (", ")")));
    }
    List<String> lines = new ArrayList<>();
    lines.add("CREATE TABLE " + table.name() + " (");
    for (int i = 0; i < parts.size(); i++) {
      lines.add("    " + parts.get(i) + (i + 1 < parts.size() ? "," : ""));
    }
    lines.add(");");
    return lines;
  }
}

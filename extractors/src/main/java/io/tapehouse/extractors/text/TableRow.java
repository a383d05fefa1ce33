package io.tapehouse.extractors.text;

import java.util.List;

/**
 * A row of a published table.
 *
 * @param line line of a CSV, from 1; of JSON the row of its data, from 1
 * @param cells the cells in the order of the columns; empty for a row that could not be cut
 * @param problem why it could not be cut into cells; empty where it could
 * @param text the row as published; empty where only the cells are left of it
 */
public record TableRow(long line, List<String> cells, String problem, String text) {

  /** A row that could not be cut into cells. */
  public static TableRow broken(long line, String problem, String text) {
    return new TableRow(line, List.of(), problem, text);
  }

  /** The row as quarantine keeps it. */
  public String raw() {
    return text.isEmpty() ? "[\"" + String.join("\",\"", cells) + "\"]" : text;
  }
}

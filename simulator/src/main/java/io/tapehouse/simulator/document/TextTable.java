package io.tapehouse.simulator.document;

import java.util.List;

/**
 * The contents of a publication before they take a form. Cells are the publisher's texts without
 * padding or quotes.
 *
 * @param rows rows of as many cells as there are columns; a row with fewer is garbage and is
 *     written as it is
 */
public record TextTable(String title, List<String> columns, List<List<String>> rows) {

  public TextTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }
}

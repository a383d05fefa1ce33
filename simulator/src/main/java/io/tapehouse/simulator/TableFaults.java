package io.tapehouse.simulator;

import io.tapehouse.simulator.document.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Spoils the contents of a publication. */
final class TableFaults {

  private static final String GARBAGE = "#GARBAGE#";
  private static final String UNKNOWN_COLUMN = "新欄位";
  private static final int MANY = 10;
  private static final int MANY_OF_ROWS = 500;

  private TableFaults() {}

  static TextTable apply(PublisherFault fault, TextTable table, SimulatedDataset dataset) {
    int essential = column(table, dataset.essentialColumn());
    return switch (fault) {
      case MISSING_COLUMN -> eachRow(table, cells -> without(cells, essential));
      case NEW_COLUMN -> newColumn(table, essential);
      case GARBAGE_LINE -> garbage(table, 1);
      case MANY_GARBAGE_LINES -> garbage(table, Math.max(MANY, table.rows().size() / MANY_OF_ROWS));
      case ODD_VOLUME -> oddVolume(table);
      case WRONG_STOCK ->
          new TextTable(
              table.title(),
              table.columns(),
              table.rows().stream().map(cells -> with(without(cells, 0), 0, "0000")).toList());
      default -> table;
    };
  }

  private static TextTable newColumn(TextTable table, int position) {
    TextTable wider = eachRow(table, cells -> with(cells, position, "0"));
    List<String> columns = with(table.columns(), position, UNKNOWN_COLUMN);
    return new TextTable(table.title(), columns, wider.rows());
  }

  private static TextTable eachRow(TextTable table, UnaryOperator<List<String>> change) {
    List<List<String>> rows = table.rows().stream().map(change).toList();
    return new TextTable(table.title(), change.apply(table.columns()), rows);
  }

  private static TextTable garbage(TextTable table, int lines) {
    List<List<String>> rows = new ArrayList<>(table.rows());
    int distance = table.rows().size() / (lines + 1);
    for (int i = lines; i > 0; i--) {
      rows.add(i * distance, List.of(GARBAGE));
    }
    return new TextTable(table.title(), table.columns(), rows);
  }

  private static TextTable oddVolume(TextTable table) {
    int month = column(table, "到期月份");
    int volume = column(table, "成交數量");
    List<List<String>> rows = new ArrayList<>(table.rows());
    int row = rows.size() / 2;
    while (rows.get(row).get(month).contains("/")) {
      row++;
    }
    List<String> cells = new ArrayList<>(rows.get(row));
    cells.set(volume, Integer.toString(Integer.parseInt(cells.get(volume)) + 1));
    rows.set(row, cells);
    return new TextTable(table.title(), table.columns(), rows);
  }

  private static int column(TextTable table, String part) {
    for (int i = 0; i < table.columns().size(); i++) {
      if (table.columns().get(i).contains(part)) {
        return i;
      }
    }
    throw new IllegalStateException("no column with " + part + " in " + table.columns());
  }

  private static List<String> without(List<String> cells, int position) {
    List<String> rest = new ArrayList<>(cells);
    rest.remove(position);
    return rest;
  }

  private static List<String> with(List<String> cells, int position, String cell) {
    List<String> more = new ArrayList<>(cells);
    more.add(position, cell);
    return more;
  }
}

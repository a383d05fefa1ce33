package io.tapehouse.extractors.hkex;

import io.tapehouse.extractors.hkex.CcassHolding.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The table of a result page. Columns are known by their classes, wherever they stand. */
final class HoldingTable {

  private static final String ID = "col-participant-id";
  private static final String NAME = "col-participant-name";
  private static final String ADDRESS = "col-address";
  private static final String SHAREHOLDING = "col-shareholding";
  private static final String PERCENT = "col-shareholding-percent";
  private static final List<String> NEEDED = List.of(ID, NAME, ADDRESS, SHAREHOLDING);

  private static final String BODY = "mobile-list-body";
  private static final char NO_TEXT = '\uFFFD';
  private static final int QUOTED = 300;

  private final Element table;
  private final boolean withPercent;
  private final @Nullable List<PlainRows.Row> plainRows;

  private HoldingTable(
      Element table, boolean withPercent, @Nullable List<PlainRows.Row> plainRows) {
    this.table = table;
    this.withPercent = withPercent;
    this.plainRows = plainRows;
  }

  /** The values of a row, by the classes of their columns. */
  @FunctionalInterface
  private interface Cells {

    /** The value of a column; null: there is no cell of it, or none with a value. */
    @Nullable String value(String column);
  }

  /**
   * The table within {@code panel}.
   *
   * @param percentNeeded whether the summary has percentages, so that the rows must have them
   * @param plainRows the rows, where they are not in the tree; null: they are
   * @throws PageRefusal when there is no table, or it lacks a column
   */
  static HoldingTable of(
      Element panel, boolean percentNeeded, @Nullable List<PlainRows.Row> plainRows)
      throws PageRefusal {
    Element table = panel.selectFirst("table");
    if (table == null) {
      throw PageRefusal.damaged(
          "expected a table of participants, found '%s'".formatted(quoted(panel)));
    }
    Set<String> columns = new HashSet<>();
    for (Element header : table.select("thead th")) {
      columns.add(header.attr("data-column-class").strip());
      columns.addAll(header.classNames());
    }
    boolean withPercent = columns.contains(PERCENT);
    for (String needed : NEEDED) {
      requireColumn(needed, columns);
    }
    if (percentNeeded) {
      requireColumn(PERCENT, columns);
    }
    return new HoldingTable(table, withPercent, plainRows);
  }

  private static void requireColumn(String column, Set<String> columns) throws PageRefusal {
    if (!columns.contains(column)) {
      throw PageRefusal.columns(
          "expected a column of class %s, found the classes %s".formatted(column, columns));
    }
  }

  /** The words of the headers. */
  String headers() {
    return table.select("thead th").text();
  }

  /** The rows, in the order of the page. */
  List<CcassHolding> rows() throws PageRefusal {
    List<CcassHolding> rows = new ArrayList<>();
    if (plainRows != null) {
      if (!PlainRows.standIn(table)) {
        throw PageRefusal.damaged(
            "expected the rows in the body of the table, found them elsewhere");
      }
      for (PlainRows.Row row : plainRows) {
        rows.add(holding(row::value));
      }
      return rows;
    }
    for (Element body : table.children()) {
      if (!body.nameIs("tbody")) {
        continue;
      }
      for (Element row : body.children()) {
        if (row.nameIs("tr")) {
          rows.add(row(rows.size() + 1, row));
        }
      }
    }
    return rows;
  }

  private CcassHolding row(int number, Element row) throws PageRefusal {
    List<Element> cells = row.children();
    try {
      return holding(
          column -> {
            Element value = value(cells, column);
            return value == null ? null : value.text().strip();
          });
    } catch (PageRefusal e) {
      throw PageRefusal.damaged(
          "row %d: %s, in '%s'".formatted(number, e.getMessage(), quoted(row)));
    }
  }

  private CcassHolding holding(Cells cells) throws PageRefusal {
    String id = cell(cells, ID);
    String name = cell(cells, NAME);
    // The star is HKEX's mark of consenting investors, by the header.
    boolean starred = name.endsWith("*");
    String bare = starred ? name.substring(0, name.length() - 1).strip() : name;
    if (bare.isEmpty()) {
      throw PageRefusal.damaged("expected a name of the participant, found '%s'".formatted(name));
    }
    return new CcassHolding(
        id.isEmpty() ? null : id,
        bare,
        cell(cells, ADDRESS),
        starred ? Kind.CONSENTING : Kind.INTERMEDIARY,
        PublishedCells.whole("shareholding", cell(cells, SHAREHOLDING)),
        withPercent ? PublishedCells.percent("percentage", cell(cells, PERCENT)) : null);
  }

  /** The value of a cell, never the label that stands before it for narrow screens. */
  private static String cell(Cells cells, String column) throws PageRefusal {
    String text = cells.value(column);
    if (text == null) {
      throw PageRefusal.damaged(
          "expected a cell of class %s with a value, found none".formatted(column));
    }
    if (text.indexOf(NO_TEXT) >= 0) {
      throw PageRefusal.damaged("expected text in UTF-8 in %s, found '%s'".formatted(column, text));
    }
    return text;
  }

  private static @Nullable Element value(List<Element> cells, String column) {
    for (Element cell : cells) {
      if (cell.hasClass(column)) {
        for (Element part : cell.children()) {
          if (part.hasClass(BODY)) {
            return part;
          }
        }
      }
    }
    return null;
  }

  private static String quoted(Element element) {
    String text = element.text();
    return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "…";
  }
}

package io.tapehouse.extractors.twse;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of TWSE's CSV cut into cells. TWSE leaves quotes inside quoted cells unescaped and
 * writes {@code ="0050"}; a CSV library, which may take the rest of the file for one cell then, is
 * of no use here. A cell ends at a quote before a comma or before the end of the line; blanks
 * around its quotes are no part of it.
 *
 * @param cells the cells without their quotes
 * @param quoted how many cells have quotes
 * @param closed whether every quoted cell ends on the line
 */
record CsvLine(List<String> cells, int quoted, boolean closed) {

  static CsvLine split(String text) {
    List<String> cells = new ArrayList<>();
    int length = text.length();
    int quoted = 0;
    int at = 0;
    while (true) {
      int start = skipBlanks(text, at);
      int open = start < length && text.charAt(start) == '=' ? start + 1 : start;
      if (open < length && text.charAt(open) == '"') {
        quoted++;
        int close = closingQuote(text, open + 1);
        if (close < 0) {
          cells.add(text.substring(open + 1));
          return new CsvLine(cells, quoted, false);
        }
        cells.add(text.substring(open + 1, close).replace("\"\"", "\""));
        at = skipBlanks(text, close + 1);
      } else {
        int comma = text.indexOf(',', at);
        int end = comma < 0 ? length : comma;
        cells.add(text.substring(at, end));
        at = end;
      }
      if (at >= length) {
        return new CsvLine(cells, quoted, true);
      }
      at++;
    }
  }

  /** The cells without a blank one that a trailing comma makes. */
  List<String> withoutTrailingBlank() {
    return endsBlank() ? cells.subList(0, cells.size() - 1) : cells;
  }

  boolean endsBlank() {
    return cells.size() > 1 && cells.get(cells.size() - 1).isBlank();
  }

  /** Whether there is text in one cell at most: titles and notes are such lines. */
  boolean isText() {
    return cells.stream().filter(cell -> !cell.isBlank()).count() <= 1;
  }

  /**
   * Whether it is a title right above a header: text in one cell at most, but for units in
   * brackets; or the names of groups of columns, of which the first columns are none.
   */
  boolean isTitle() {
    return cells.get(0).isBlank()
        || cells.stream().filter(cell -> !cell.isBlank() && !cell.startsWith("(")).count() <= 1;
  }

  private static int closingQuote(String text, int from) {
    int at = text.indexOf('"', from);
    while (at >= 0) {
      int next = skipBlanks(text, at + 1);
      if (next >= text.length() || text.charAt(next) == ',') {
        return at;
      }
      at = text.indexOf('"', at + 1);
    }
    return at;
  }

  private static int skipBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }
}

package io.tapehouse.extractors.hkex;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a result's table where they stand in the markup that HKEX sends and browsers save,
 * and in no other: rows of cells, each of a label and a value. They are most of a page, and a tree
 * of its elements costs ten times as much as reading them. Anything else that stands there, be it a
 * single tag or attribute more, is for the parser of HTML.
 *
 * <p>The page is parsed with one empty row in their place, so the tree shows where they are.
 */
final class PlainRows {

  private static final String PANEL = "<div id=\"pnlResultNormal\">";
  private static final String BODY = "<tbody>";
  private static final String BODY_END = "</tbody>";
  private static final String ROW = "<tr>";
  private static final String ROW_END = "</tr>";
  private static final String CELL = "<td class=\"";
  private static final String CELL_END = "</td>";
  private static final String LABEL = "<div class=\"mobile-list-heading\">";
  private static final String VALUE = "<div class=\"mobile-list-body\">";
  private static final String END = "</div>";
  private static final String PLACE = "tapehouse-plain-rows";
  private static final Set<String> BREAKS = Set.of("<br>", "<br/>", "<br />");

  private final String text;
  private final List<Row> rows = new ArrayList<>();
  private int at;

  private PlainRows(String text) {
    this.text = text;
  }

  /** The values of a row by the classes of their cells. */
  static final class Row {

    private final List<String> classes = new ArrayList<>();
    private final List<String> values = new ArrayList<>();

    /** The value of the first cell of a class, its blanks as a browser shows them; null: none. */
    @Nullable String value(String column) {
      for (int i = 0; i < classes.size(); i++) {
        if (has(classes.get(i), column)) {
          return values.get(i);
        }
      }
      return null;
    }

    private static boolean has(String names, String name) {
      int from = names.indexOf(name);
      while (from >= 0) {
        int to = from + name.length();
        if ((from == 0 || names.charAt(from - 1) == ' ')
            && (to == names.length() || names.charAt(to) == ' ')) {
          return true;
        }
        from = names.indexOf(name, to);
      }
      return false;
    }
  }

  /**
   * Markup, and the rows that are no more in it.
   *
   * @param markup with an empty row in their place
   * @param rows the rows, in their order
   */
  record Cut(String markup, List<Row> rows) {}

  /** Cuts the rows out of a page; null where they are not plain, or there is no table. */
  static @Nullable Cut cut(String text) {
    int panel = text.indexOf(PANEL);
    int body = panel < 0 ? -1 : text.indexOf(BODY, panel);
    // A parser drops the character 0, or puts another in its place.
    if (body < 0 || text.indexOf('\0') >= 0) {
      return null;
    }
    PlainRows plain = new PlainRows(text);
    int begin = body + BODY.length();
    plain.at = begin;
    if (!plain.read()) {
      return null;
    }
    String place = "<tr id=\"" + PLACE + "\"></tr>";
    return new Cut(text.substring(0, begin) + place + text.substring(plain.at), plain.rows);
  }

  /** Whether the rows were those of {@code table}: all that it has, in its one body. */
  static boolean standIn(Element table) {
    List<Element> bodies = table.children().stream().filter(part -> part.nameIs("tbody")).toList();
    return bodies.size() == 1
        && bodies.get(0).childrenSize() == 1
        && bodies.get(0).child(0).id().equals(PLACE);
  }

  /** Reads up to the end of the body; false where something else than plain rows comes first. */
  private boolean read() {
    skipBlanks();
    while (!text.startsWith(BODY_END, at)) {
      Row row = new Row();
      if (!take(ROW)) {
        return false;
      }
      while (!take(ROW_END)) {
        if (!cell(row)) {
          return false;
        }
      }
      rows.add(row);
    }
    return true;
  }

  private boolean cell(Row row) {
    if (!text.startsWith(CELL, at)) {
      return false;
    }
    int from = at + CELL.length();
    int to = from;
    while (to < text.length() && isOfClasses(text.charAt(to))) {
      to++;
    }
    String classes = text.substring(from, to);
    at = to;
    if (!take("\">") || !label() || !text.startsWith(VALUE, at)) {
      return false;
    }
    from = at + VALUE.length();
    to = text.indexOf('<', from);
    if (to < 0) {
      return false;
    }
    row.classes.add(classes);
    row.values.add(shown(from, to));
    at = to;
    return take(END) && take(CELL_END);
  }

  /** Passes over the label that narrow screens show, and the line breaks in it. */
  private boolean label() {
    if (!text.startsWith(LABEL, at)) {
      return false;
    }
    int tag = text.indexOf('<', at + LABEL.length());
    while (tag >= 0 && !text.startsWith(END, tag)) {
      int end = text.indexOf('>', tag);
      if (end < 0 || !BREAKS.contains(text.substring(tag, end + 1))) {
        return false;
      }
      tag = text.indexOf('<', end);
    }
    at = tag;
    return tag >= 0 && take(END);
  }

  /** Passes over a tag and the blanks behind it. */
  private boolean take(String tag) {
    if (!text.startsWith(tag, at)) {
      return false;
    }
    at += tag.length();
    skipBlanks();
    return true;
  }

  private void skipBlanks() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
  }

  /** Text as the parser of HTML gives it: without entities, and with one blank for many. */
  private String shown(int from, int to) {
    String written = text.substring(from, to);
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      boolean blank = c == ' ' && i > 0 && i + 1 < written.length() && written.charAt(i - 1) != ' ';
      if (!blank && !isAlwaysItself(c)) {
        return new TextNode(Parser.unescapeEntities(written, false)).text().strip();
      }
    }
    return written;
  }

  /** ASCII that is neither blank nor the begin of an entity, and Chinese. */
  private static boolean isAlwaysItself(char c) {
    return (c > ' ' && c < 0x7F && c != '&') || (c >= 0x4E00 && c <= 0x9FFF);
  }

  private static boolean isOfClasses(char c) {
    return (c >= 'a' && c <= 'z') || c == '-' || c == ' ';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f';
  }
}

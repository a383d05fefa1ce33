package io.tapehouse.extractors.hkex;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * The markup of HKEX's search page, with or without a result. Everything is found by ids and
 * classes, since the words are in two languages and browsers save other markup than HKEX sends.
 */
final class SearchPage {

  private static final int QUOTED = 160;
  private static final int LAST_WORDS = 80;
  private static final int LOOKED_BACK = 4000;
  private static final String SELECTION = "search-bar__selectedItem-filter";
  private static final String BOX = "txtStockCode";
  private static final String RESULT = "pnlResult";
  private static final String CELL = "mobile-list-body";

  /** Of the title, in both languages. */
  private static final List<String> TITLE = List.of("CCASS", "中央結算系統", "中央结算系统");

  private final String text;
  private final Document document;
  private final @Nullable List<PlainRows.Row> plainRows;
  private final Map<String, Element> byId = new HashMap<>();
  private final Map<String, Element> inputs = new HashMap<>();
  private final List<Element> selections = new ArrayList<>();
  private @Nullable Element result;
  private boolean oldLayout;

  private SearchPage(String text, String parsed, @Nullable List<PlainRows.Row> plainRows) {
    this.text = text;
    this.plainRows = plainRows;
    document = Jsoup.parse(parsed);
    // One walk for all: a search for each thing costs as much as the rows of the table.
    document.traverse(
        (node, depth) -> {
          if (node instanceof Element element && element.attributesSize() > 0) {
            note(element);
          }
        });
  }

  private void note(Element element) {
    String id = element.id();
    if (!id.isEmpty()) {
      byId.putIfAbsent(id, element);
      if (result == null && id.startsWith(RESULT)) {
        result = element;
      }
      oldLayout |= id.equals("participantShareholdingList") || id.equals("txt_stock_code");
    }
    if (element.nameIs("input")) {
      inputs.putIfAbsent(element.attr("name"), element);
    } else if (element.nameIs("select")) {
      oldLayout |= element.attr("name").startsWith("ddlShareholding");
    } else if (element.hasClass(SELECTION)) {
      selections.add(element);
    }
  }

  /**
   * The page in {@code text}.
   *
   * @throws PageRefusal when it is another page, or of the layout before 2018
   */
  static SearchPage of(String text) throws PageRefusal {
    String form = form(unbroken(text));
    PlainRows.Cut cut = PlainRows.cut(form);
    return checked(
        cut == null
            ? new SearchPage(text, form, null)
            : new SearchPage(text, cut.markup(), cut.rows()));
  }

  /** The same, with all of the markup parsed. */
  static SearchPage whole(String text) throws PageRefusal {
    return checked(new SearchPage(unbroken(text), text, null));
  }

  /** Rows that are not in the tree; null: all are. */
  @Nullable List<PlainRows.Row> plainRows() {
    return plainRows;
  }

  /** The same with all of its rows in the tree. */
  SearchPage withRowsParsed() throws PageRefusal {
    return checked(new SearchPage(text, form(text), null));
  }

  /**
   * Refuses a page that breaks off, wherever it does: all that is read stands within the form, so
   * what ends before it may have lost anything.
   */
  private static String unbroken(String text) throws PageRefusal {
    int end = lastEnd(text);
    boolean nothingEnds = end < 0 && text.stripLeading().startsWith("<");
    if (nothingEnds || dataBegins(text, end)) {
      throw cutOff(text, text.length(), "");
    }
    return text;
  }

  /** Where the last of the tags stands that end a page; below 0: none does. */
  private static int lastEnd(String text) {
    return Math.max(
        text.lastIndexOf("</form"),
        Math.max(text.lastIndexOf("</body"), text.lastIndexOf("</html")));
  }

  /**
   * Whether anything that is read stands behind {@code end}. What follows is short, and Java
   * searches forwards many bytes at once and backwards one by one.
   */
  private static boolean dataBegins(String text, int end) {
    int box = text.indexOf(BOX);
    if (box < 0 && !text.contains(RESULT)) {
      return false;
    }
    return box > end || text.indexOf(RESULT, end) >= 0 || text.indexOf(CELL, end) >= 0;
  }

  /**
   * The form alone, in which everything stands that is read; menus, scripts and banners around it
   * are up to half of what a browser saves. All of the page where that is not so.
   */
  private static String form(String text) {
    int begin = text.indexOf("<form");
    int end = text.lastIndexOf("</form>");
    int box = text.indexOf(BOX + "\"");
    boolean holdsAll =
        begin >= 0
            && begin < text.indexOf(BOX)
            && box >= 0
            && box <= end
            && text.indexOf(CELL, end) < 0
            && text.indexOf(RESULT, end) < 0;
    return holdsAll ? text.substring(begin, end + "</form>".length()) : text;
  }

  private static SearchPage checked(SearchPage page) throws PageRefusal {
    if (page.oldLayout) {
      throw PageRefusal.columns(
          "expected the layout that HKEX has used since 2018, found the one of before:"
              + " pages of it are not read");
    }
    if (page.input(BOX) == null || page.input("txtShareholdingDate") == null) {
      throw PageRefusal.damaged(
          "expected HKEX's page 'CCASS Shareholding Search', found %s%s"
              .formatted(
                  page.words(), page.endsBeforeTheForm() ? ": it is cut off, not whole" : ""));
    }
    return page;
  }

  @Nullable Element byId(String id) {
    return byId.get(id);
  }

  /** The first panel of a result, whichever it is. */
  @Nullable Element result() {
    return result;
  }

  /** The text of the line that repeats the search for narrow screens; empty where there is none. */
  String selected(String what) {
    for (Element selection : selections) {
      if (selection.hasClass(what)) {
        return selection.text();
      }
    }
    return "";
  }

  /**
   * Whether nothing but end tags follows what the form holds. HKEX's pages go on with scripts, so
   * this one was still arriving when a browser saved it, which adds the end tags: what is missing
   * has to be looked for in the data.
   */
  boolean endsEarly() {
    int end = text.lastIndexOf("</form");
    return end >= 0 && withoutEndTags(text.substring(end)).isEmpty();
  }

  /** Whether a page without the boxes of the search is the beginning of one that has them. */
  private boolean endsBeforeTheForm() {
    // A browser takes the beginning of a tag for text.
    String words = document.body().text().replaceAll("^</?$|\uFFFD", "");
    boolean ours = TITLE.stream().anyMatch(document.title()::contains);
    return words.isBlank() || (ours && (text.indexOf("</form") < 0 || endsEarly()));
  }

  /** The failure of a page that {@link #endsEarly}. */
  PageRefusal cutOff(PageRefusal complaint) {
    return cutOff(text, text.lastIndexOf("</form"), "; " + complaint.getMessage());
  }

  private static PageRefusal cutOff(String text, int end, String complaint) {
    String last =
        withoutEndTags(text.substring(Math.max(0, end - LOOKED_BACK), end))
            .replaceAll("\\s+", " ")
            .replaceAll("\uFFFD+$", "");
    return PageRefusal.damaged(
        "expected a page that goes on to the end of its form, found the end of the page after '%s':"
                .formatted(last.substring(Math.max(0, last.length() - LAST_WORDS)))
            + " it is cut off, not whole"
            + complaint);
  }

  private static String withoutEndTags(String markup) {
    String left = markup.stripTrailing();
    int tag = left.lastIndexOf("</");
    while (tag >= 0 && left.indexOf('>', tag) == left.length() - 1) {
      left = left.substring(0, tag).stripTrailing();
      tag = left.lastIndexOf("</");
    }
    return left;
  }

  /** The box or hidden field of this name. */
  @Nullable Element input(String name) {
    Element byName = inputs.get(name);
    return byName != null ? byName : byId.get(name);
  }

  /** What the box or hidden field of this name holds; empty where there is none. */
  String value(String name) {
    Element input = input(name);
    return input == null ? "" : input.attr("value").strip();
  }

  /** What the page wants to tell its user in a window of its own. */
  Optional<String> alert() {
    return Optional.of(value("alertMsg")).filter(words -> !words.isEmpty());
  }

  /** Title and first words, for a message. */
  String words() {
    if (text.isBlank()) {
      return "nothing";
    }
    String words = document.title() + ": " + document.body().text();
    return "'" + (words.length() <= QUOTED ? words : words.substring(0, QUOTED) + "…") + "'";
  }
}

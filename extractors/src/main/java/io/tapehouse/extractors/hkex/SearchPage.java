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
  private static final String SELECTION = "search-bar__selectedItem-filter";
  private static final String BOX = "txtStockCode";
  private static final String RESULT = "pnlResult";

  private final String text;
  private final Document document;
  private final Map<String, Element> byId = new HashMap<>();
  private final Map<String, Element> inputs = new HashMap<>();
  private final List<Element> selections = new ArrayList<>();
  private @Nullable Element result;
  private boolean oldLayout;

  private SearchPage(String text, String parsed) {
    this.text = text;
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
    return checked(new SearchPage(text, form(text)));
  }

  /** The same, with all of the markup parsed. */
  static SearchPage whole(String text) throws PageRefusal {
    return checked(new SearchPage(text, text));
  }

  /**
   * The form alone, in which everything stands that is read; menus, scripts and banners around it
   * are up to half of what a browser saves. All of the page where that is not so.
   */
  private static String form(String text) {
    int begin = text.indexOf("<form");
    int end = text.lastIndexOf("</form>");
    boolean holdsAll =
        begin >= 0
            && begin < text.indexOf(BOX)
            && text.lastIndexOf(BOX + "\"", end) >= 0
            && text.lastIndexOf("mobile-list-body") < end
            && text.lastIndexOf(RESULT) < end;
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
          "expected HKEX's page 'CCASS Shareholding Search', found %s".formatted(page.words()));
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

  /** What the line says that repeats the search for narrow screens; empty where there is none. */
  String selected(String what) {
    for (Element selection : selections) {
      if (selection.hasClass(what)) {
        return selection.text();
      }
    }
    return "";
  }

  /** Whether the page goes on to the end of its form after {@code mark}: it was not cut off. */
  boolean goesOnAfter(String mark) {
    int from = Math.max(text.indexOf(mark), 0);
    return text.indexOf("</form", from) >= 0
        || text.indexOf("</body", from) >= 0
        || text.indexOf("</html", from) >= 0;
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

package io.tapehouse.extractors.hkex;

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

  private final String text;
  private final Document document;

  private SearchPage(String text, Document document) {
    this.text = text;
    this.document = document;
  }

  /**
   * The page in {@code text}.
   *
   * @throws PageRefusal when it is another page, or of the layout before 2018
   */
  static SearchPage of(String text) throws PageRefusal {
    SearchPage page = new SearchPage(text, Jsoup.parse(text));
    if (page.document.selectFirst("#participantShareholdingList, [name^=ddlShareholding]")
        != null) {
      throw PageRefusal.columns(
          "expected the layout that HKEX has used since 2018, found the one of before:"
              + " pages of it are not read");
    }
    if (page.input("txtStockCode") == null || page.input("txtShareholdingDate") == null) {
      throw PageRefusal.damaged(
          "expected HKEX's page 'CCASS Shareholding Search', found %s", page.words());
    }
    return page;
  }

  Document document() {
    return document;
  }

  @Nullable Element byId(String id) {
    return document.getElementById(id);
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
    Element byId = document.getElementById(name);
    return byId != null ? byId : document.selectFirst("input[name=" + name + "]");
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

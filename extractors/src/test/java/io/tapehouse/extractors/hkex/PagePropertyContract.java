package io.tapehouse.extractors.hkex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Random pages, whole and broken, with fixed seeds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PagePropertyContract {

  private static final List<String> MARKUP =
      List.of(
          " ",
          "\n\t",
          "&nbsp;",
          "&amp",
          "&lt;b&gt;",
          "&#20013;",
          "\u00A0",
          "\u200B",
          "\u0000",
          "\uFFFD",
          "<",
          ">",
          "\"",
          "<br>",
          "<b>",
          "</b>",
          "</div>",
          "</td>",
          "<tr>",
          "</tr>",
          "<tbody>",
          "</tbody>",
          "</table>",
          "<table><tbody><tr><td class=\"col-address\">",
          "<div id=\"pnlResultNormal\">",
          "<!--",
          "<!-- -->",
          "<script>",
          "<input name=\"txtStockCode\" value=\"1\">");

  private final int pages;

  PagePropertyContract(int pages) {
    this.pages = pages;
  }

  long[] seeds() {
    return new Random(9868).longs(pages).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void bothMarkupsInEveryEncodingReadTheSame(long seed) throws Exception {
    CcassPage page = RandomPages.page(new Random(seed), 60);
    String server = WrittenPage.server(page);
    for (String text : List.of(server, WrittenPage.browser(server))) {
      assertThat(CcassPageReader.read(SearchPage.whole(text))).isEqualTo(page);
      for (byte[] bytes : encodings(text)) {
        assertThat(CcassPageReader.read(file(page), bytes)).isEqualTo(page);
        assertThat(CcassPageReader.readAny("saved.html", bytes)).isEqualTo(page);
      }
    }
    assertThat(copied(page)).isEqualTo(page);
  }

  /**
   * Rows are read without a parser where their markup is plain; whatever else stands there, not.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void markupWithinTheRowsIsReadAsAParserReadsIt(long seed) throws Exception {
    Random random = new Random(seed);
    CcassPage page = RandomPages.page(random, 6);
    String text = WrittenPage.server(page);
    assertThat(SearchPage.of(text).plainRows()).hasSameSizeAs(page.holdings());
    int from = text.indexOf("pnlResultNormal");
    int to = text.indexOf("</form>");
    for (String more : MARKUP) {
      for (int i = 0; i < 40; i++) {
        int at = from + random.nextInt(to - from);
        byte[] other = utf8(text.substring(0, at) + more + text.substring(at));
        assertThat(outcome(SearchPage::of, other))
            .as("%s at %d", more, at)
            .isEqualTo(outcome(SearchPage::whole, other));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void columnsMayStandInAnyOrderAndLabelsBehindValues(long seed) throws Exception {
    Random random = new Random(seed);
    CcassPage page = RandomPages.page(random, 20);
    Document document = Jsoup.parse(WrittenPage.server(page));
    document.outputSettings().prettyPrint(false);
    for (Element row : document.select("#pnlResultNormal tr, .ccass-search-datarow")) {
      shuffle(row, random);
    }
    for (Element cell :
        document.select("#pnlResultNormal td, .ccass-search-datarow > :has(.value)")) {
      shuffle(cell, random);
    }
    assertThat(CcassPageReader.read(file(page), utf8(document.outerHtml()))).isEqualTo(page);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aPageCutOffAnywhereIsRefusedOrTheSame(long seed) throws Exception {
    Random random = new Random(seed);
    CcassPage page = RandomPages.page(random, 12);
    byte[] bytes = utf8(WrittenPage.server(page));
    for (int at = random.nextInt(61); at < bytes.length; at += 61) {
      refusedOrSame(page, Arrays.copyOf(bytes, at));
    }
  }

  /** Within a tag, an entity, a number, a character of three bytes: wherever it is. */
  @ParameterizedTest
  @ValueSource(longs = {9868, 700, 5})
  void aPageCutOffAtAnyByteIsNotWhole(long seed) throws Exception {
    CcassPage page = RandomPages.page(new Random(seed), 3);
    String server = WrittenPage.server(page);
    int dataEnds = utf8(server.substring(0, server.indexOf("</form>"))).length;
    byte[] bytes = utf8(server);
    for (int at = 0; at < bytes.length; at++) {
      byte[] part = Arrays.copyOf(bytes, at);
      if (at >= dataEnds + "</form".length()) {
        assertThat(CcassPageReader.read(file(page), part)).as("%d bytes", at).isEqualTo(page);
      } else {
        notWhole(page, at, part);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"quoted-printable", "base64", "8bit"})
  void aSingleFileCutOffAnywhereIsNotWhole(String encoding) throws Exception {
    CcassPage page = RandomPages.page(new Random(9868), 2);
    String server = WrittenPage.server(page);
    byte[] bytes = SavedMessage.of(server).encoded(encoding).bytes();
    int refused = 0;
    // With less than the first field it is no message yet.
    for (int at = "From: <Saved by Blink>".length(); at < bytes.length; at += 5) {
      byte[] part = Arrays.copyOf(bytes, at);
      try {
        assertThat(CcassPageReader.read(file(page), part)).as("%d bytes", at).isEqualTo(page);
      } catch (UnreadableFileException e) {
        notWhole(page, at, part);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(server.indexOf("</form>") / 5);
  }

  private static void notWhole(CcassPage page, int at, byte[] part) {
    assertThatThrownBy(() -> CcassPageReader.read(file(page), part))
        .as("%d bytes", at)
        .isInstanceOfSatisfying(
            UnreadableFileException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DAMAGED))
        .hasMessageContaining("expected ")
        .hasMessageContaining("cut off, not whole");
  }

  /** A browser adds the end tags that did not arrive. */
  @ParameterizedTest
  @MethodSource("seeds")
  void aPageSavedWhileItArrivesIsRefusedOrTheSame(long seed) throws Exception {
    Random random = new Random(seed);
    CcassPage page = RandomPages.page(random, 12);
    String text = WrittenPage.server(page);
    // Without rows nothing on the page could tell.
    int from = page.holdings().isEmpty() ? text.indexOf("pnlResultNormal") : 0;
    for (int at = from + random.nextInt(89); at < text.length(); at += 89) {
      refusedOrSame(page, utf8(WrittenPage.browserOfPart(text.substring(0, at))));
    }
  }

  private static void refusedOrSame(CcassPage page, byte[] bytes) {
    assertThat(outcome(SearchPage::of, bytes)).isEqualTo(outcome(SearchPage::whole, bytes));
    CcassPage read;
    try {
      read = CcassPageReader.read(file(page), bytes);
    } catch (UnreadableFileException e) {
      assertThat(e)
          .hasMessageContaining("hkex.ccass_shareholding " + page.date())
          .hasMessageContaining("expected ")
          .hasMessageContaining("cut off, not whole");
      assertThat(e.kind()).isEqualTo(Kind.DAMAGED);
      return;
    }
    assertThat(read).isEqualTo(page);
  }

  private interface Markup {
    SearchPage of(String text) throws PageRefusal;
  }

  private static Object outcome(Markup markup, byte[] bytes) {
    try {
      return CcassPageReader.read(markup.of(PageText.of(bytes)));
    } catch (PageRefusal e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** The results stand within the form today; they are read wherever they stand. */
  @ParameterizedTest
  @MethodSource("seeds")
  void aResultOutsideTheFormIsReadToo(long seed) throws Exception {
    CcassPage page = RandomPages.page(new Random(seed), 12);
    Document document = Jsoup.parse(WrittenPage.server(page));
    document.outputSettings().prettyPrint(false);
    document.body().appendChildren(document.select("[id^=pnlResult]"));
    assertThat(CcassPageReader.read(file(page), utf8(document.outerHtml()))).isEqualTo(page);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aPageWithoutOneOfItsRowsIsRefused(long seed) {
    CcassPage page = RandomPages.page(new Random(seed), 12);
    int rows = page.holdings().size();
    for (int missing = 0; missing < rows; missing++) {
      Document document = Jsoup.parse(WrittenPage.server(page));
      document.select("#pnlResultNormal tbody tr").get(missing).remove();
      refused(page, document)
          .hasMessageContaining("expected %d rows".formatted(rows))
          .hasMessageContaining("found %d with".formatted(rows - 1));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aPageWithoutARowOfItsSummaryIsRefused(long seed) {
    CcassPage page = RandomPages.page(new Random(seed), 12);
    int rows = Jsoup.parse(WrittenPage.server(page)).select(".ccass-search-datarow").size();
    for (int missing = 0; missing < rows; missing++) {
      Document document = Jsoup.parse(WrittenPage.server(page));
      document.select(".ccass-search-datarow").get(missing).remove();
      refused(page, document).hasMessageContaining("expected ");
    }
  }

  /** Any other digit in a shareholding or a count breaks a sum. */
  @ParameterizedTest
  @MethodSource("seeds")
  void anotherDigitIsRefused(long seed) {
    Random random = new Random(seed);
    CcassPage page = RandomPages.page(random, 12);
    String numbers =
        "td.col-shareholding .mobile-list-body, .shareholding .value, .number-of-participants .value";
    int count = Jsoup.parse(WrittenPage.server(page)).select(numbers).size();
    for (int i = 0; i < count; i++) {
      Document document = Jsoup.parse(WrittenPage.server(page));
      Element number = document.select(numbers).get(i);
      String text = number.text();
      char last = text.charAt(text.length() - 1);
      number.text(text.substring(0, text.length() - 1) + (char) ('0' + (last - '0' + 1) % 10));
      refused(page, document).hasMessageContaining("expected ");
    }
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(
      CcassPage page, Document document) {
    document.outputSettings().prettyPrint(false);
    byte[] bytes = utf8(document.outerHtml());
    return assertThatThrownBy(() -> CcassPageReader.read(file(page), bytes))
        .isInstanceOfSatisfying(
            UnreadableFileException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DAMAGED));
  }

  private static void shuffle(Element parent, Random random) {
    List<Element> children = new ArrayList<>(parent.children());
    Collections.shuffle(children, random);
    parent.empty();
    parent.appendChildren(children);
  }

  private static SourceFile file(CcassPage page) {
    return new SourceFile("hkex.ccass_shareholding", page.date(), page.stockCode() + ".html");
  }

  private static List<byte[]> encodings(String text) {
    String marked = "\uFEFF" + text;
    return List.of(
        utf8(text),
        utf8(marked),
        marked.getBytes(StandardCharsets.UTF_16LE),
        marked.getBytes(StandardCharsets.UTF_16BE));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Object copied(CcassPage page) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(page);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }
}

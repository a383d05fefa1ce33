package io.tapehouse.extractors.hkex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CcassStockListReaderTest {

  private static final SourceFile FILE =
      new SourceFile("hkex.ccass_stock_list", LocalDate.of(2026, 5, 12), "stocklist");

  @Test
  void bothFormsReadTheSame() throws Exception {
    CcassStockList json =
        read("[{\"c\":\"00001\",\"n\":\"FIRST & CO\"},{\"c\":\"93997\",\"n\":\"第二有限公司\"}]");
    CcassStockList page =
        read(page("20260512", row("00001", "FIRST & CO"), row("93997", "第二有限公司")));
    assertThat(json).isEqualTo(page);
    assertThat(json.date()).isEqualTo(FILE.date());
    assertThat(json.stocks())
        .containsExactly(
            new ListedStock("00001", "FIRST & CO"), new ListedStock("93997", "第二有限公司"));
    assertThat(json.rowsRead()).isEqualTo(2);
  }

  @Test
  void badRowsAreSetAside() throws Exception {
    CcassStockList list =
        read(
            "[{\"c\":\"00001\",\"n\":\"FIRST\"},{\"c\":\"1\",\"n\":\"X\"},{\"c\":\"00003\"},7,"
                + "{\"c\":\"00004\",\"n\":\"FOURTH\"}]");
    assertThat(list.stocks()).extracting(ListedStock::code).containsExactly("00001", "00004");
    assertThat(list.rowsRead()).isEqualTo(5);
    assertThat(list.badRows()).hasSize(3);
    assertThat(list.badRows().get(0).line()).isEqualTo(2);
    assertThat(list.badRows().get(0).reason())
        .isEqualTo("expected a stock code of five digits, found '1'");
    assertThat(list.badRows().get(1).reason()).isEqualTo("expected the name of 00003, found ''");
    CcassStockList page = read(page("20260512", row("00001", "FIRST"), "<tr><td>00002</td></tr>"));
    assertThat(page.badRows()).hasSize(1);
  }

  @Test
  void tooManyBadRows() {
    refused(Kind.TOO_MANY_BAD_ROWS, page("20260512", row("A", "B").repeat(4)));
  }

  @Test
  void aCodeTwice() {
    refused(
        Kind.DAMAGED,
        "[{\"c\":\"00001\",\"n\":\"FIRST\"},{\"c\":\"00001\",\"n\":\"FIRST\"}]",
        "expected each code once, found 00001 in rows 1 and 2");
  }

  @Test
  void aListOfAnotherDay() {
    refused(
        Kind.WRONG_DATE,
        page("20260511", row("00001", "FIRST")),
        "expected the list of 20260512, found the one of 20260511");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "<table>"})
  void nothing(String form) {
    refused(Kind.NO_DATA, form.equals("[]") ? form : page("20260512"), "a list of 0 rows");
  }

  @Test
  void anythingElse() {
    refused(Kind.DAMAGED, "<title>Access Denied</title>", "List of Stocks");
    refused(Kind.DAMAGED, "", "List of Stocks");
    refused(Kind.DAMAGED, "[{\"c\":\"00001\",\"n\":\"FIRST\"}] and more", "whole array");
  }

  @Test
  void aListThatIsCutOffAnywhere() throws Exception {
    String json = "[{\"c\":\"00001\",\"n\":\"FIRST\"},{\"c\":\"00002\",\"n\":\"SECOND\"}]";
    for (int at = 0; at < json.length(); at++) {
      refused(Kind.DAMAGED, json.substring(0, at));
    }
    String page = page("20260512", row("00001", "FIRST"), row("00002", "SECOND"));
    CcassStockList whole = read(page);
    for (int at = 0; at < page.length(); at++) {
      String part = page.substring(0, at);
      CcassStockList read;
      try {
        read = read(part);
      } catch (UnreadableFileException e) {
        assertThat(e.kind()).isEqualTo(Kind.DAMAGED);
        continue;
      }
      assertThat(read).isEqualTo(whole);
    }
  }

  private static void refused(Kind kind, String text, String... words) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            UnreadableFileException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageStartingWith("hkex.ccass_stock_list 2026-05-12 stocklist")
        .hasMessageContainingAll(words.length == 0 ? new String[] {"expected"} : words);
  }

  private static CcassStockList read(String text) throws UnreadableFileException {
    return CcassStockListReader.read(FILE, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String row(String code, String name) {
    return """
        <tr>
        <td style="text-align: center;">
        %s
        </td>
        <td style="text-align: left;">
        <a href="#" onclick="ssc(this)">
        %s</a>
        </td>
        </tr>
        """
        .formatted(code, name);
  }

  private static String page(String date, String... rows) {
    return """
        <html><head><title>List of Stocks</title></head><body>
        <form name="form1" method="post" action="./stocklist.aspx?sortby=stockcode&amp;shareholdingdate=%s" id="form1">
        <input type="hidden" name="hfSortBy" id="hfSortBy" value="stockcode" />
        <table class="table"><thead><tr><th colspan="2">List of Stocks</th></tr>
        <tr><th>Stock Code</th><th>Stock Name</th></tr></thead><tbody>
        %s</tbody></table></form></body></html>
        """
        .formatted(date, String.join("\n", rows));
  }
}

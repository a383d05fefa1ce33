package io.tapehouse.extractors.hkex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.hkex.CcassPage.Language;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each reason to refuse a page, and what is no reason. */
class RefusedPagesTest {

  private static final LocalDate DATE = LocalDate.of(2025, 9, 12);
  private static final SourceFile FILE =
      new SourceFile("hkex.ccass_shareholding", DATE, "00017.html");

  private static final CcassHolding BROKER =
      new CcassHolding(
          "B01234",
          "EXAMPLE SECURITIES & CO",
          "1 EXAMPLE ROAD",
          CcassHolding.Kind.INTERMEDIARY,
          1_234_000,
          new BigDecimal("12.34"));
  private static final CcassHolding CLEARING =
      new CcassHolding(
          null,
          "EXAMPLE CLEARING CO. LTD.",
          "",
          CcassHolding.Kind.INTERMEDIARY,
          754,
          new BigDecimal("0.00"));
  private static final CcassHolding INVESTOR =
      new CcassHolding(
          null,
          "EXAMPLE INVESTOR",
          "*****",
          CcassHolding.Kind.CONSENTING,
          5_000,
          new BigDecimal("0.05"));
  private static final CcassPage PAGE =
      new CcassPage(
          "00017",
          "EXAMPLE HOLDINGS",
          DATE,
          DATE,
          Language.ENGLISH,
          10_000_000L,
          new CcassCategory(1_234_754, 2, new BigDecimal("12.34")),
          new CcassCategory(5_000, 1, new BigDecimal("0.05")),
          new CcassCategory(100, 3, new BigDecimal("0.00")),
          new CcassCategory(1_239_854, 6, new BigDecimal("12.39")),
          List.of(BROKER, INVESTOR, CLEARING));
  private static final String TEXT = WrittenPage.server(PAGE);

  @Test
  void thePageItselfIsRead() throws Exception {
    assertThat(read(TEXT)).isEqualTo(PAGE);
    assertThat(PAGE.hasPercentages()).isTrue();
  }

  @Test
  void anotherDayThanTheFiles() {
    SourceFile tomorrow = new SourceFile(FILE.dataset(), DATE.plusDays(1), FILE.name());
    assertThatThrownBy(() -> CcassPageReader.read(tomorrow, utf8(TEXT)))
        .isInstanceOfSatisfying(
            UnreadableFileException.class, e -> assertThat(e.kind()).isEqualTo(Kind.WRONG_DATE))
        .hasMessageContaining(
            "expected the shareholding of 00017 on 2025-09-13, found it of 2025-09-12");
  }

  @Test
  void anotherDayInTheLineBelowTheForm() {
    String text = TEXT.replace("\n2025/09/12\n", "\n2025/09/11\n");
    assertThat(text).isNotEqualTo(TEXT);
    refused(Kind.WRONG_DATE, text).hasMessageContaining("to name one date");
  }

  @Test
  void anotherStockInTheLineBelowTheForm() {
    refused(Kind.DAMAGED, TEXT.replace("00017 <b>", "00018 <b>"))
        .hasMessageContaining("to name one stock, found 00017 and '00018 EXAMPLE HOLDINGS'");
  }

  /** On a Sunday the site answers with Saturday, or Friday, as its box shows. */
  @Test
  void anEarlierDayThanAskedIsWhatThePageSays() throws Exception {
    String text =
        TEXT.replace(
            "id=\"originalShareholdingDate\" value=\"2025/09/12\"",
            "id=\"originalShareholdingDate\" value=\"2025/09/14\"");
    CcassPage page = read(text);
    assertThat(page.date()).isEqualTo(DATE);
    assertThat(page.askedDate()).isEqualTo(LocalDate.of(2025, 9, 14));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"col-participant-id", "col-participant-name", "col-address", "col-shareholding\""})
  void aColumnThatIsNeeded(String column) {
    refused(Kind.WRONG_COLUMNS, TEXT.replace(column, "col-new\""))
        .hasMessageContaining("expected a column of class " + column.replace("\"", ""));
  }

  @Test
  void noPercentagesInTheRowsThoughInTheSummary() {
    refused(Kind.WRONG_COLUMNS, TEXT.replace("col-shareholding-percent", "col-new"))
        .hasMessageContaining("expected a column of class col-shareholding-percent");
  }

  @Test
  void noColumnOfPercentagesAndNoneInTheSummaryIsFine() throws Exception {
    String text =
        TEXT.replaceAll("(class=\"value\">)[\\d.]+%", "$1")
            .replace("col-shareholding-percent", "col-new");
    CcassPage page = read(text);
    assertThat(page.hasPercentages()).isFalse();
    assertThat(page.holdings()).extracting(CcassHolding::percent).containsOnlyNulls();
  }

  @Test
  void aKindOfParticipantsThatIsNotKnown() {
    refused(Kind.WRONG_COLUMNS, TEXT.replace("Market Intermediaries", "Market Makers"))
        .hasMessageContaining("found 'Market Makers'");
  }

  @Test
  void aRowThatCannotBeRead() {
    refused(Kind.DAMAGED, TEXT.replace(">1,234,000<", ">1,234.000<"))
        .hasMessageContaining("row 1: expected a whole number as shareholding, found '1,234.000'")
        .hasMessageContaining("EXAMPLE SECURITIES & CO");
    refused(Kind.DAMAGED, TEXT.replace(">1,234,000<", "><"))
        .hasMessageContaining("row 1: expected a whole number as shareholding, found ''");
    refused(Kind.DAMAGED, TEXT.replace(">1,234,000<", ">99999999999999999999<"))
        .hasMessageContaining("row 1: expected a whole number");
    refused(Kind.DAMAGED, TEXT.replace(">0.05%</div>\n</td>", ">0.05</div>\n</td>"))
        .hasMessageContaining("row 2: expected a percentage");
  }

  @Test
  void aConsentingInvestorCountedAmongIntermediaries() {
    refused(Kind.DAMAGED, TEXT.replace("EXAMPLE INVESTOR *", "EXAMPLE INVESTOR"))
        .hasMessageContaining("expected 2 rows of intermediaries with 1234754 shares together")
        .hasMessageContaining("found 3 with 1239754");
  }

  @Test
  void aBlankPercentageIsNoZero() throws Exception {
    String text = TEXT.replace(">0.05%</div>\n</td>", "></div>\n</td>");
    assertThat(read(text).holdings().get(1).percent()).isNull();
  }

  @Test
  void aBlankPercentageOfTheLastRowAlone() {
    refused(Kind.DAMAGED, TEXT.replace(">0.00%</div>\n</td>", "></div>\n</td>"))
        .hasMessageContaining("row 3: expected a percentage as in all others, found none: cut off");
  }

  @Test
  void noIssuedSharesIsNoZero() throws Exception {
    assertThat(read(TEXT.replace(">10,000,000<", "><")).issuedShares()).isNull();
    assertThat(read(TEXT.replace(">10,000,000<", ">0<")).issuedShares()).isNull();
    refused(Kind.DAMAGED, TEXT.replace(">10,000,000<", ">n/a<"))
        .hasMessageContaining("expected a whole number as total number of issued shares");
  }

  @Test
  void bytesThatAreNoText() {
    byte[] bytes = utf8(TEXT.replace("EXAMPLE CLEARING", "EX\u0001MPLE CLEARING"));
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 1) {
        bytes[i] = (byte) 0xA4;
      }
    }
    assertThatThrownBy(() -> CcassPageReader.read(FILE, bytes))
        .hasMessageContaining("row 3: expected text in UTF-8 in col-participant-name");
  }

  @Test
  void aSearchForOneParticipant() {
    refused(
            Kind.DAMAGED,
            TEXT.replace("name=\"txtParticipantID\"", "name=\"txtParticipantID\" value=\"B01234\""))
        .hasMessageContaining("expected a search for all participants, found one for 'B01234'");
  }

  @Test
  void theLayoutOfBefore() {
    refused(
            Kind.WRONG_COLUMNS,
            "<html><body><form><select name=\"ddlShareholdingDay\"><option>1</select></form>"
                + "<div id=\"pnlResultSummary\"><table></table></div>"
                + "<table id=\"participantShareholdingList\"><tr class=\"row0\"><td>B01234</table>"
                + "</body></html>")
        .hasMessageContaining("layout that HKEX has used since 2018");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html><head><title>Access Denied</title></head><body>Reference #18</body></html>",
        "{\"c\":1}"
      })
  void anotherPage(String text) {
    refused(Kind.DAMAGED, text)
        .hasMessageContaining(
            "expected HKEX's page 'CCASS Shareholding Search', found "
                + (text.isEmpty() ? "nothing" : "'"));
    assertThatThrownBy(() -> CcassForm.read("answer", utf8(text)))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageStartingWith("answer: expected HKEX's page")
        .hasMessageContaining(text.contains("Denied") ? "Access Denied: Reference #18" : "found");
  }

  @Test
  void theFormAlone() throws Exception {
    String text =
        WrittenPage.bareForm("00017", DATE, LocalDate.of(2025, 9, 20), "Stock code does not exist");
    refused(Kind.NO_DATA, text)
        .hasMessageContaining(
            "found the form alone, for stock '00017' on '2025/09/12', with the message 'Stock code does"
                + " not exist'");
    CcassForm form = CcassForm.read(FILE, utf8(text));
    assertThat(form.alert()).contains("Stock code does not exist");
    // The server sends a script that writes it.
    assertThat(form.newestDate()).contains(LocalDate.of(2025, 9, 20));
    assertThat(form.action()).isEqualTo("./searchsdw.aspx");
    assertThat(form.fields())
        .containsEntry("today", "20250921")
        .containsEntry("txtParticipantID", "")
        .doesNotContainKey("originalShareholdingDate");
    assertThat(CcassForm.read(FILE, utf8(WrittenPage.browser(text))).fields())
        .isEqualTo(form.fields());
    String cut = text.substring(0, text.indexOf("</form>"));
    refused(Kind.DAMAGED, cut).hasMessageContaining("cut off");
    assertThatThrownBy(() -> CcassForm.read(FILE, utf8(cut))).hasMessageContaining("cut off");
  }

  @Test
  void aMessageAboutAPageThatIsFiledNowhereNamesIt() {
    assertThatThrownBy(() -> CcassPageReader.readAny("saved page.html", utf8("rubbish")))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageStartingWith("saved page.html: expected ");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(Kind kind, String text) {
    return assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            UnreadableFileException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageStartingWith("hkex.ccass_shareholding 2025-09-12 00017.html: ")
        .hasMessageContaining("expected ");
  }

  private static CcassPage read(String text) throws UnreadableFileException {
    return CcassPageReader.read(FILE, utf8(text));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

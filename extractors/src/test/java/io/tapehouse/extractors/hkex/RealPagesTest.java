package io.tapehouse.extractors.hkex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.hkex.CcassPage.Language;
import io.tapehouse.extractors.twse.Captures;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Pages that browsers really saved. */
class RealPagesTest {

  private static final String DATASET = "hkex.ccass_shareholding";

  @Test
  void everyPageIsWholeAndOfItsDay() throws Exception {
    List<Path> files = Captures.files(DATASET);
    assertThat(files).hasSizeGreaterThan(40);
    for (Path path : files) {
      SourceFile file = Captures.source(path);
      byte[] bytes = Files.readAllBytes(path);
      CcassPage page = CcassPageReader.read(file, bytes);
      assertThat(page.stockCode()).isEqualTo("09868");
      assertThat(page.stockName()).isEqualTo("XPENG INC.");
      assertThat(page.date()).isEqualTo(file.date());
      assertThat(page.askedDate()).isAfterOrEqualTo(page.date());
      assertThat(page.language()).isEqualTo(Language.ENGLISH);
      assertThat(page.issuedShares()).isGreaterThan(1_900_000_000L);
      assertThat(page.consenting()).isNull();
      assertThat(page.nonConsenting()).isNotNull();
      assertThat(page.holdings().size()).isBetween(230, 270);
      assertThat(page.holdings())
          .allSatisfy(holding -> assertThat(holding.participantId()).matches("[ABCP]\\d{5}"))
          .allSatisfy(
              holding -> assertThat(holding.participantName()).doesNotContain("Participant"))
          .allSatisfy(holding -> assertThat(holding.address()).doesNotContain("Address"));
      assertThat(CcassPageReader.readAny(path.toString(), bytes)).isEqualTo(page);
      assertThat(CcassPageReader.read(SearchPage.whole(PageText.of(bytes)))).isEqualTo(page);
      assertThat(SearchPage.of(PageText.of(bytes)).plainRows()).hasSameSizeAs(page.holdings());
    }
  }

  @Test
  void aSaturdayHasTheHoldingsOfItsFriday() throws Exception {
    Map<LocalDate, CcassPage> pages = pages();
    int pairs = 0;
    for (CcassPage saturday : pages.values()) {
      CcassPage friday = pages.get(saturday.date().minusDays(1));
      if (saturday.date().getDayOfWeek() == DayOfWeek.SATURDAY && friday != null) {
        assertThat(saturday.holdings()).isEqualTo(friday.holdings());
        assertThat(saturday.total()).isEqualTo(friday.total());
        pairs++;
      }
    }
    assertThat(pairs).isGreaterThan(3);
  }

  @Test
  void pagesOfOneDayAreTheSame() throws Exception {
    Map<LocalDate, CcassPage> first = new TreeMap<>();
    for (Path path : Captures.files(DATASET)) {
      CcassPage page = CcassPageReader.read(Captures.source(path), Files.readAllBytes(path));
      CcassPage before = first.putIfAbsent(page.date(), page);
      if (before != null) {
        assertThat(page.holdings()).isEqualTo(before.holdings());
      }
    }
  }

  /** HKEX cuts percentages to two decimals; that of the total is the sum of those cut before. */
  @Test
  void percentagesAreCutAndNotRounded() throws Exception {
    int rows = 0;
    int roundedOtherwise = 0;
    int totalOtherwise = 0;
    for (CcassPage page : pages().values()) {
      Long issued = page.issuedShares();
      assertThat(issued).isNotNull();
      for (CcassHolding holding : page.holdings()) {
        assertThat(holding.percent())
            .isEqualTo(percent(holding.shareholding(), issued, RoundingMode.DOWN));
        rows++;
        if (percent(holding.shareholding(), issued, RoundingMode.HALF_UP)
                .compareTo(holding.percent())
            != 0) {
          roundedOtherwise++;
        }
      }
      BigDecimal sum = BigDecimal.ZERO;
      for (CcassCategory category :
          Arrays.asList(page.intermediaries(), page.consenting(), page.nonConsenting())) {
        if (category != null) {
          assertThat(category.percent())
              .isEqualTo(percent(category.shareholding(), issued, RoundingMode.DOWN));
          sum = sum.add(category.percent());
        }
      }
      assertThat(page.total().percent()).isEqualTo(sum);
      if (percent(page.total().shareholding(), issued, RoundingMode.DOWN).compareTo(sum) != 0) {
        totalOtherwise++;
      }
    }
    assertThat(rows).isGreaterThan(7_000);
    assertThat(roundedOtherwise).isGreaterThan(rows / 10);
    assertThat(totalOtherwise).isPositive();
  }

  private static BigDecimal percent(long shares, long issued, RoundingMode rounding) {
    return BigDecimal.valueOf(shares)
        .multiply(BigDecimal.valueOf(100))
        .divide(BigDecimal.valueOf(issued), 2, rounding);
  }

  @Test
  void aPageThatIsCutOffIsNotWhole() throws Exception {
    Path path = Captures.files(DATASET).get(0);
    SourceFile file = Captures.source(path);
    byte[] bytes = Files.readAllBytes(path);
    CcassPage whole = CcassPageReader.read(file, bytes);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int dataEnds = text.lastIndexOf("mobile-list-body");
    int summary = text.indexOf("pnlResultSummary");
    Random random = new Random(9868);
    List<Integer> cuts = new ArrayList<>();
    random.ints(200, 0, bytes.length).forEach(cuts::add);
    // In the summary, the first rows and the last one, byte after byte but for some.
    int table = text.indexOf("pnlResultNormal");
    for (int at = summary; at < table + 3000; at += 7) {
      cuts.add(at);
    }
    for (int at = dataEnds - 500; at < dataEnds + 100; at += 3) {
      cuts.add(at);
    }
    int refused = 0;
    for (int at : cuts) {
      byte[] part = Arrays.copyOf(bytes, at);
      try {
        assertThat(CcassPageReader.read(file, part)).isEqualTo(whole);
        assertThat(at).isGreaterThan(dataEnds);
      } catch (UnreadableFileException e) {
        assertThat(e.kind()).isEqualTo(Kind.DAMAGED);
        assertThat(e).hasMessageContaining("cut off, not whole");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(800);
  }

  /** As many bytes as had arrived when the page was saved, with the browser's end tags. */
  @Test
  void aPageSavedWhileItArrivedIsNotWhole() throws Exception {
    Path path = Captures.files(DATASET).get(0);
    SourceFile file = Captures.source(path);
    String text = Files.readString(path);
    int dataEnds = text.lastIndexOf("mobile-list-body");
    for (int at : new Random(9868).ints(60, 0, dataEnds).toArray()) {
      byte[] part =
          WrittenPage.browserOfPart(text.substring(0, at)).getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> CcassPageReader.read(file, part))
          .as("%d characters", at)
          .isInstanceOfSatisfying(
              UnreadableFileException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DAMAGED))
          .hasMessageContaining("cut off, not whole");
    }
  }

  @Test
  void anotherDayIsRefused() throws Exception {
    Path path = Captures.files(DATASET).get(0);
    SourceFile file = Captures.source(path);
    SourceFile other = new SourceFile(file.dataset(), file.date().plusDays(1), file.name());
    byte[] bytes = Files.readAllBytes(path);
    assertThatThrownBy(() -> CcassPageReader.read(other, bytes))
        .isInstanceOfSatisfying(
            UnreadableFileException.class, e -> assertThat(e.kind()).isEqualTo(Kind.WRONG_DATE))
        .hasMessageContaining("on 2025-09-12, found it of 2025-09-11");
  }

  @Test
  void theBareFormIsNoData() throws Exception {
    byte[] bytes = Captures.bytes("_no_data/hkex_ccass/form_no_result.html");
    SourceFile file = new SourceFile(DATASET, LocalDate.of(2024, 10, 1), "00700.html");
    assertThatThrownBy(() -> CcassPageReader.read(file, bytes))
        .isInstanceOfSatisfying(
            UnreadableFileException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NO_DATA))
        .hasMessageContaining("for stock '00700' on '2024/10/01'");
    CcassForm form = CcassForm.read(file, bytes);
    assertThat(form.action()).isEqualTo("./searchsdw.aspx");
    assertThat(form.newestDate()).contains(LocalDate.of(2025, 11, 11));
    assertThat(form.alert()).isEmpty();
    assertThat(form.fields())
        .containsEntry("txtStockCode", "00700")
        .containsEntry("__VIEWSTATEGENERATOR", "A7B2BBE2")
        .containsEntry("today", "20251112")
        .containsEntry("alertMsg", "");
    assertThat(new ArrayList<>(form.fields().keySet()))
        .containsExactly(
            "__EVENTTARGET",
            "__EVENTARGUMENT",
            "__VIEWSTATE",
            "__VIEWSTATEGENERATOR",
            "today",
            "sortBy",
            "sortDirection",
            "originalShareholdingDate",
            "alertMsg",
            "txtShareholdingDate",
            "txtStockCode",
            "txtStockName",
            "txtParticipantID",
            "txtParticipantName",
            "txtSelPartID");
  }

  @Test
  void aResultHasTheFormToo() throws Exception {
    Path path = Captures.files(DATASET).get(0);
    CcassForm form = CcassForm.read("page", Files.readAllBytes(path));
    assertThat(form.fields()).hasSize(15).containsEntry("txtStockName", "XPENG INC.");
    assertThat(form.newestDate()).isPresent();
  }

  @Test
  void theRealStockListHasAllCodes() throws Exception {
    Path path = Captures.files("hkex.ccass_stock_list").get(0);
    SourceFile file = Captures.source(path);
    byte[] bytes = Files.readAllBytes(path);
    CcassStockList list = CcassStockListReader.read(file, bytes);
    assertThat(list.stocks()).hasSize(4_755);
    assertThat(list.badRows()).isEmpty();
    assertThat(list.stocks().get(0))
        .isEqualTo(new ListedStock("00001", "CK HUTCHISON HOLDINGS LIMITED"));
    assertThat(list.stocks().get(4_754))
        .isEqualTo(new ListedStock("93997", "NINGBO JIFENG AUTO PARTS CO.,LTD (A #603997)"));
    String text = new String(bytes, StandardCharsets.UTF_8);
    byte[] cut = text.substring(0, text.length() / 2).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> CcassStockListReader.read(file, cut)).hasMessageContaining("cut off");
    SourceFile other = new SourceFile(file.dataset(), file.date().plusDays(1), file.name());
    assertThatThrownBy(() -> CcassStockListReader.read(other, bytes))
        .hasMessageContaining("expected the list of 20191028, found the one of 20191027");
  }

  private static Map<LocalDate, CcassPage> pages() throws Exception {
    Map<LocalDate, CcassPage> pages = new TreeMap<>();
    for (Path path : Captures.files(DATASET)) {
      CcassPage page = CcassPageReader.read(Captures.source(path), Files.readAllBytes(path));
      pages.put(page.date(), page);
    }
    return pages;
  }
}

package io.tapehouse.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CcassFaultsTest {

  private static final SimulatorConfig CONFIG =
      SimulatorConfig.defaults().withToday(LocalDate.of(2025, 10, 25));
  private static final String SEARCH = "hkex.ccass_shareholding";
  private static final String LIST =
      CcassVisitor.LIST + "?sortby=stockcode&shareholdingdate=20251024";
  private static final String DATE = "2025/10/16";

  private ExchangeSimulator simulator = ExchangeSimulator.start(CONFIG);

  @AfterEach
  void stop() {
    simulator.close();
  }

  private CcassVisitor with(String... rules) {
    simulator.close();
    simulator =
        ExchangeSimulator.start(CONFIG.withFaults(rules).withSlowness(Duration.ofMinutes(1)));
    return new CcassVisitor(simulator);
  }

  private static CcassPage clean(String code, String date) throws IOException {
    try (ExchangeSimulator untroubled = ExchangeSimulator.start(CONFIG)) {
      return new CcassVisitor(untroubled).search(code, date);
    }
  }

  @ParameterizedTest
  @CsvSource({"http_429, 429", "http_403, 403", "http_500, 500", "http_503, 503"})
  void statusThenThePage(String fault, int status) throws IOException {
    CcassVisitor visitor = with(SEARCH + "@2025-10-16=" + fault + "*2");
    Map<String, String> fields = visitor.filledIn("09868", DATE);
    assertThat(visitor.post(CcassVisitor.ENGLISH, fields).statusCode()).isEqualTo(status);
    assertThat(visitor.post(CcassVisitor.ENGLISH, fields).statusCode()).isEqualTo(status);
    assertThat(visitor.search("09868", DATE).text()).isEqualTo(clean("09868", DATE).text());
    assertThat(simulator.requests(SEARCH)).isEqualTo(4);
  }

  @Test
  void theFormFailsLikeAnyRequest() throws IOException {
    CcassVisitor visitor = with(SEARCH + "=http_503*1", SEARCH + "=html_page*1");
    assertThat(visitor.get(CcassVisitor.ENGLISH).statusCode()).isEqualTo(503);
    assertThat(visitor.get(CcassVisitor.ENGLISH).body()).contains("Access Denied");
    assertThat(visitor.search("09868", DATE).isResult()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "cut_short"})
  void connectionBreaks(String fault) throws IOException {
    CcassVisitor visitor = with(SEARCH + "@2025-10-16=" + fault);
    visitor.readForm(CcassVisitor.ENGLISH);
    assertThatIOException().isThrownBy(() -> visitor.search("09868", DATE));
  }

  @ParameterizedTest
  @ValueSource(strings = {SEARCH, "hkex.ccass_stock_list"})
  void pagesThatAreNone(String dataset) throws IOException {
    CcassVisitor visitor =
        with(dataset + "@2025-10-24=html_page*1", dataset + "@2025-10-24=empty_file*1");
    String denied = answer(visitor, dataset);
    assertThat(denied).contains("Access Denied").doesNotContain("__VIEWSTATE");
    assertThat(answer(visitor, dataset)).isEmpty();
    assertThat(answer(visitor, dataset)).contains("__VIEWSTATE");
  }

  private static String answer(CcassVisitor visitor, String dataset) throws IOException {
    return dataset.equals(SEARCH)
        ? visitor.search("09868", "2025/10/24").text()
        : visitor.get(LIST).body();
  }

  @Test
  void theListOfStocksFailsTooWhereItIsJson() throws IOException {
    CcassVisitor visitor =
        with("hkex.ccass_stock_list=empty_file*1", "hkex.ccass_stock_list=html_page*1");
    String[] header = {"X-Requested-With", "XMLHttpRequest"};
    assertThat(visitor.get(LIST, header).body()).isEmpty();
    assertThat(visitor.get(LIST, header).body()).contains("Access Denied");
    assertThat(visitor.get(LIST, header).body()).startsWith("[{");
  }

  @Test
  void anotherDay() throws IOException {
    CcassPage page = with(SEARCH + "=wrong_date*1").search("09868", DATE);
    assertThat(page.field("txtShareholdingDate")).isEqualTo("2025/10/15");
    assertThat(page.rows()).isEqualTo(clean("09868", "2025/10/15").rows());
  }

  @Test
  void anotherStock() throws IOException {
    CcassVisitor visitor = with(SEARCH + "=wrong_stock*1");
    CcassPage page = visitor.search("09618", DATE);
    assertThat(page.field("txtStockCode")).isEqualTo("09868");
    assertThat(page.rows()).isEqualTo(clean("09868", DATE).rows());
    assertThat(visitor.search("09618", DATE).field("txtStockCode")).isEqualTo("09618");
  }

  @Test
  void missingRowsShowInTheSummaryAlone() throws IOException {
    CcassPage whole = clean("09868", DATE);
    CcassPage page = with(SEARCH + "=missing_rows").search("09868", DATE);
    assertThat(page.rows()).isEqualTo(whole.rows().subList(0, page.rows().size()));
    assertThat(page.rows().size()).isBetween(100, whole.rows().size() - 50);
    assertThat(page.summary()).isEqualTo(whole.summary());
    assertThat(page.text()).endsWith("</html>\n");
  }

  @Test
  void blankPercent() throws IOException {
    CcassPage page = with(SEARCH + "=blank_percent").search("09868", DATE);
    assertThat(page.rows()).allMatch(row -> row.percent().isEmpty());
    assertThat(page.holdings()).isEqualTo(clean("09868", DATE).holdings());
  }

  @Test
  void throttledIsTheFormWithoutAWord() throws IOException {
    CcassVisitor visitor = with(SEARCH + "=throttle_as_no_data*1");
    CcassPage page = visitor.search("09868", DATE);
    assertThat(page.isResult()).isFalse();
    assertThat(page.field("alertMsg")).isEmpty();
    assertThat(visitor.search("09868", DATE).isResult()).isTrue();
  }

  @Test
  void afterARedeploymentTheFormMustBeReadAgain() throws IOException {
    CcassVisitor visitor = with(SEARCH + "=redeployed*1");
    assertThat(visitor.search("09868", DATE).isResult()).isFalse();
    assertThat(visitor.search("09868", DATE).isResult()).isFalse();
    assertThat(visitor.search("00700", DATE).isResult()).isFalse();
    visitor.readForm(CcassVisitor.ENGLISH);
    assertThat(visitor.search("09868", DATE).text())
        .isNotEqualTo(clean("09868", DATE).text())
        .contains("pnlResultNormal");
    assertThat(visitor.search("09868", DATE).rows()).isEqualTo(clean("09868", DATE).rows());
  }

  @Test
  void aRuleIsNotUsedUpByAnswersThatCannotShowIt() throws IOException {
    CcassVisitor visitor = with(SEARCH + "=wrong_stock*1");
    visitor.readForm(CcassVisitor.ENGLISH);
    assertThat(visitor.search("09868", "2019/01/01").isResult()).isFalse();
    assertThat(visitor.search("99999", DATE).isResult()).isFalse();
    assertThat(visitor.search("09868", DATE).field("txtStockCode")).isNotEqualTo("09868");
  }

  @Test
  void aRuleIsOfTheDayThatIsAskedFor() throws IOException {
    CcassVisitor visitor = with(SEARCH + "@2025-10-19=blank_percent*2");
    assertThat(visitor.search("09868", "2025/10/18").issued()).isNotEmpty();
    assertThat(visitor.search("09868", "2025/10/19").issued()).isEmpty();
    assertThat(visitor.search("00700", "2025/10/19").issued()).isEmpty();
    assertThat(visitor.search("00388", "2025/10/19").issued()).isNotEmpty();
  }

  @Test
  void aRepostHasOtherHoldingsThatStillAddUp() throws IOException {
    CcassVisitor visitor = with(SEARCH + "@2025-10-16=repost");
    CcassPage first = visitor.search("09868", DATE);
    CcassPage other = visitor.search("00700", DATE);
    CcassPage second = visitor.search("09868", DATE);
    assertThat(first.rows()).isEqualTo(clean("09868", DATE).rows());
    assertThat(other.rows()).isEqualTo(clean("00700", DATE).rows());
    assertThat(second.rows()).isNotEqualTo(first.rows());
    assertThat(second.total()).isEqualTo(first.total());
    Map<String, Long> changed = new HashMap<>(second.holdings());
    first.holdings().forEach((id, shares) -> changed.remove(id, shares));
    assertThat(changed).hasSize(4);
    assertThat(visitor.search("09868", DATE).rows()).isEqualTo(second.rows());
  }

  @Test
  void countsRequestsThatComeAtOnce() throws IOException {
    CcassVisitor visitor = with(SEARCH + "@2025-10-16=slow");
    for (int i = 0; i < 20; i++) {
      visitor.search("09868", "2025/10/15");
    }
    assertThat(simulator.mostAtOnce(SEARCH)).isEqualTo(1);
    assertThat(simulator.moments(SEARCH)).hasSize(21).isSorted();
    visitor.get(LIST);
    assertThat(simulator.moments("hkex")).hasSize(22);
    List<CompletableFuture<Void>> slow = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      slow.add(CompletableFuture.runAsync(() -> searchUntilClosed(visitor)));
    }
    await().until(() -> simulator.mostAtOnce(SEARCH) == 3);
    assertThat(simulator.mostAtOnce("hkex")).isEqualTo(3);
    assertThat(simulator.mostAtOnce("hkex.ccass_stock_list")).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> simulator.mostAtOnce("hkex.ccass_stock_lists"))
        .withMessageContaining("hkex.ccass_stock_list");
    simulator.close();
    slow.forEach(CompletableFuture::join);
  }

  private static void searchUntilClosed(CcassVisitor visitor) {
    try {
      visitor.search("09868", DATE);
    } catch (IOException e) {
      // The simulator was closed before it had answered.
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hkex.ccass_shareholding=truncated_zip",
        "hkex.ccass_shareholding=partial_day",
        "hkex.ccass_shareholding=garbage_line",
        "hkex.ccass_stock_list=wrong_stock",
        "hkex.ccass_stock_list=repost",
        "taifex.futures_tick=redeployed",
        "twse.mi_5mins_index=missing_rows"
      })
  void refusesWhatCannotShow(String rule) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultRule.parse(rule))
        .withMessageContaining("cannot show");
  }
}

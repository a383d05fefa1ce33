package io.tapehouse.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("calendar")
class CcassProtocolTest {

  private static final SimulatorConfig CONFIG =
      SimulatorConfig.defaults().withToday(LocalDate.of(2025, 10, 25));

  private ExchangeSimulator simulator = ExchangeSimulator.start(CONFIG);
  private CcassVisitor visitor = new CcassVisitor(simulator);

  @AfterEach
  void stop() {
    simulator.close();
  }

  private void restart(SimulatorConfig config) {
    simulator.close();
    simulator = ExchangeSimulator.start(config);
    visitor = new CcassVisitor(simulator);
  }

  @Test
  void theFormHasWhatASearchNeeds() throws IOException {
    CcassPage form = new CcassPage(visitor.get(CcassVisitor.ENGLISH).body());
    assertThat(form.isResult()).isFalse();
    assertThat(form.document().select("#form1").attr("action")).isEqualTo("./searchsdw.aspx");
    assertThat(form.document().select("input[type=hidden]").eachAttr("name"))
        .containsExactly(
            "__EVENTTARGET",
            "__EVENTARGUMENT",
            "__VIEWSTATE",
            "__VIEWSTATEGENERATOR",
            "today",
            "sortBy",
            "sortDirection",
            "originalShareholdingDate",
            "alertMsg");
    assertThat(form.field("__VIEWSTATE")).matches("[A-Za-z0-9+/]{40,}=*");
    assertThat(form.field("__VIEWSTATEGENERATOR")).isEqualTo("A7B2BBE2");
    assertThat(form.field("today")).isEqualTo("20251025");
    assertThat(form.field("sortBy")).isEqualTo("shareholding");
    assertThat(form.field("sortDirection")).isEqualTo("desc");
    assertThat(form.field("originalShareholdingDate")).isEmpty();
    assertThat(form.field("alertMsg")).isEmpty();
    assertThat(form.field("txtShareholdingDate")).isEqualTo("2025/10/24");
    assertThat(form.document().select("#txtShareholdingDate").attr("data-reset"))
        .isEqualTo("2025/10/24");
  }

  @Test
  void theViewStateIsThatOfTheBuild() throws IOException {
    String first = new CcassPage(visitor.get(CcassVisitor.ENGLISH).body()).field("__VIEWSTATE");
    restart(CONFIG.withSeed(5));
    assertThat(new CcassPage(visitor.get(CcassVisitor.CHINESE).body()).field("__VIEWSTATE"))
        .isEqualTo(first);
  }

  @Test
  void aSearchSaysWhatItFound() throws IOException {
    CcassPage page = visitor.search("09868", "2025/10/16");
    assertThat(page.isResult()).isTrue();
    assertThat(page.field("txtShareholdingDate")).isEqualTo("2025/10/16");
    assertThat(page.field("originalShareholdingDate")).isEqualTo("2025/10/16");
    assertThat(page.field("txtStockCode")).isEqualTo("09868");
    assertThat(page.field("txtStockName")).isEqualTo("PEARL RIVER MOTORS INC.");
    assertThat(page.document().select(".search-bar__selectedItem-filter.searchDate").text())
        .isEqualTo("Shareholding Date: 2025/10/16");
    assertThat(page.document().select("#txtShareholdingDate").attr("data-reset"))
        .isEqualTo("2025/10/24");
    assertThat(page.summary()).doesNotContainKey("Consenting Investor Participants");
    assertThat(simulator.requests("hkex.ccass_shareholding")).isEqualTo(2);
  }

  @Test
  void thePageIsAsTheServerSendsIt() throws IOException {
    String page = visitor.search("01128", "2025/10/17").text();
    assertThat(page.strip()).startsWith("<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Trans");
    assertThat(page).doesNotContain("\r");
    assertThat(page.split("<th ", -1)).hasSize(6);
    assertThat(page.split("</th>", -1)).hasSize(5);
    assertThat(page).containsPattern("<input name=\"(\\w+)\" [^>]* name=\"\\1\" />");
    assertThat(page).containsPattern("mobile-list-body\">[^<]* & [^<]*</div>");
    assertThat(page).contains("value=\"LANTAU ROBOTICS &amp; DRONES LIMITED\"");
    int rows = new CcassPage(page).rows().size();
    assertThat(page.length() / rows).isBetween(1300, 1600);
  }

  @ParameterizedTest
  @CsvSource({
    // A Sunday, and two holidays.
    "2025/10/19, 2025/10/18",
    "2025/10/07, 2025/10/06",
    "2025/10/01, 2025/09/30",
    // The first day that can be asked for, today a year ago.
    "2024/10/25, 2024/10/25"
  })
  void theSiteSilentlyAnswersWithAnotherDay(String asked, String shown) throws IOException {
    CcassPage page = visitor.search("09868", asked);
    assertThat(page.field("txtShareholdingDate")).isEqualTo(shown);
    assertThat(page.field("originalShareholdingDate")).isEqualTo(asked);
    assertThat(page.rows()).isEqualTo(visitor.search("09868", shown).rows());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024/10/24", "2025/10/25", "24/10/2025", "2025/02/30", ""})
  void otherDatesGetTheFormAlone(String date) throws IOException {
    CcassPage page = visitor.search("09868", date);
    assertThat(page.isResult()).isFalse();
    assertThat(page.field("alertMsg")).isEmpty();
    assertThat(page.field("txtShareholdingDate")).isEqualTo(date);
    assertThat(page.field("txtStockCode")).isEqualTo("09868");
    assertThat(page.field("originalShareholdingDate")).isEmpty();
  }

  @Test
  void anUnknownStockGetsAnAlert() throws IOException {
    CcassPage page = visitor.search("99999", "2025/10/24");
    assertThat(page.isResult()).isFalse();
    assertThat(page.field("alertMsg")).isNotEmpty();
  }

  @Test
  void anotherViewStateOrButtonGetsTheFormAlone() throws IOException {
    Map<String, String> fields = visitor.filledIn("09868", "2025/10/24");
    assertThat(found(fields)).isTrue();
    String viewState = fields.put("__VIEWSTATE", "/wEPDwUKMTIz");
    assertThat(found(fields)).isFalse();
    fields.put("__VIEWSTATE", viewState);
    fields.put("__EVENTTARGET", "");
    assertThat(found(fields)).isFalse();
  }

  private boolean found(Map<String, String> fields) throws IOException {
    return new CcassPage(visitor.post(CcassVisitor.ENGLISH, fields).body()).isResult();
  }

  @Test
  void aStockIsFoundByItsName() throws IOException {
    Map<String, String> fields = visitor.filledIn("", "2025/10/24");
    fields.put("txtStockName", "pearl river motors");
    CcassPage page = new CcassPage(visitor.post(CcassVisitor.ENGLISH, fields).body());
    assertThat(page.field("txtStockCode")).isEqualTo("09868");
  }

  @Test
  void theChinesePageHasTheSameNumbers() throws IOException {
    CcassPage english = visitor.search("00060", "2025/10/24");
    Document form = visitor.readForm(CcassVisitor.CHINESE);
    assertThat(form.title()).isEqualTo("中央結算系統持股紀錄查詢服務");
    CcassPage chinese =
        new CcassPage(
            visitor.post(CcassVisitor.CHINESE, visitor.filledIn("00060", "2025/10/24")).body());
    assertThat(chinese.field("txtStockName")).isEqualTo("峰景纜車酒店有限公司");
    assertThat(chinese.rows())
        .extracting(CcassPage.Row::id, CcassPage.Row::shares)
        .containsExactlyElementsOf(
            english.rows().stream()
                .map(row -> org.assertj.core.groups.Tuple.tuple(row.id(), row.shares()))
                .toList());
    assertThat(chinese.summary().keySet())
        .containsExactly("市場中介者", "願意披露的投資者戶口持有人", "不願意披露的投資者戶口持有人", "總數");
    assertThat(chinese.summary().values()).containsExactlyElementsOf(english.summary().values());
  }

  @Test
  void theListOfStocksIsAPage() throws IOException {
    String address = CcassVisitor.LIST + "?sortby=stockcode&shareholdingdate=20251024";
    HttpResponse<String> answer = visitor.get(address);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    Document page = Jsoup.parse(answer.body());
    assertThat(page.select("form").attr("action"))
        .isEqualTo("./stocklist.aspx?sortby=stockcode&shareholdingdate=20251024");
    assertThat(page.select("tbody tr").eachText())
        .hasSize(24)
        .contains(
            "00700 HARBOUR NETWORKS HOLDINGS LIMITED", "70001 CANTON BANK CO., LTD. (A #000001)");
    assertThat(simulator.requests("hkex.ccass_stock_list")).isEqualTo(1);
    assertThat(visitor.get(CcassVisitor.LIST + "?shareholdingdate=20250926").body())
        .doesNotContain("02616");
    assertThat(visitor.get(CcassVisitor.LIST + "?shareholdingdate=x").statusCode()).isEqualTo(404);
  }

  @Test
  void theListOfStocksIsJsonForScripts() throws IOException {
    String address = CcassVisitor.LIST + "?sortby=stockcode&shareholdingdate=20251024";
    HttpResponse<String> answer = visitor.get(address, "X-Requested-With", "XMLHttpRequest");
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).contains("json");
    assertThat(answer.body())
        .startsWith("[{\"c\":\"00001\",\"n\":\"")
        .contains("{\"c\":\"87001\",\"n\":\"PEARL RIVER DELTA REAL ESTATE INVESTMENT TRUST\"}");
    restart(CONFIG.withCcass(SimulatedCcass.defaults().withStockListForm(StockListForm.JSON)));
    assertThat(visitor.get(address).body()).isEqualTo(answer.body());
    restart(CONFIG.withCcass(SimulatedCcass.defaults().withStockListForm(StockListForm.PAGE)));
    assertThat(visitor.get(address, "X-Requested-With", "XMLHttpRequest").body()).contains("<html");
  }

  @Test
  void nothingElseTakesForms() throws IOException {
    assertThat(visitor.post(CcassVisitor.LIST, Map.of()).statusCode()).isEqualTo(405);
    assertThat(visitor.post("www.twse.com.tw/rwd/zh/TAIEX/MI_5MINS_INDEX", Map.of()).statusCode())
        .isEqualTo(405);
    assertThat(visitor.get("www3.hkexnews.hk/sdw/search/partlist.aspx").statusCode())
        .isEqualTo(404);
  }

  @Test
  void withoutADayItGoesByTheClockInHongKong() throws IOException {
    Clock clock = Clock.fixed(Instant.parse("2025-10-14T17:00:00Z"), ZoneOffset.UTC);
    restart(SimulatorConfig.defaults().withCcass(SimulatedCcass.defaults().withClock(clock)));
    CcassPage form = new CcassPage(visitor.get(CcassVisitor.ENGLISH).body());
    assertThat(form.field("today")).isEqualTo("20251015");
    assertThat(form.field("txtShareholdingDate")).isEqualTo("2025/10/14");
    assertThat(visitor.search("09868", "2021/03/03").isResult()).isTrue();
    assertThat(visitor.search("09868", "2025/10/15").isResult()).isFalse();
  }
}

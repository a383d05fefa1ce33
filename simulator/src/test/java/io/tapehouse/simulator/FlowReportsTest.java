package io.tapehouse.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Institutional investors and margin loans in the shapes of both exchanges. */
@Tag("calendar")
class FlowReportsTest {

  private static ExchangeSimulator simulator;
  private static Visitor visitor;

  @BeforeAll
  static void start() {
    simulator = ExchangeSimulator.start(SimulatorConfig.defaults().withVolume(0.1));
    visitor = new Visitor(simulator);
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @ParameterizedTest
  @CsvSource({"20120502, 12", "20141128, 12", "20141201, 16", "20171215, 16", "20171218, 19"})
  void institutionalInvestorsAreSplitAsInTheirEra(String date, int columns) throws IOException {
    JsonNode answer = get("www.twse.com.tw/rwd/zh/fund/T86?response=json&date=" + date);
    assertThat(answer.path("fields")).hasSize(columns);
    assertThat(answer.path("total").asInt()).isEqualTo(answer.path("data").size());
    long before = Long.MAX_VALUE;
    for (JsonNode row : answer.path("data")) {
      assertThat(row).hasSize(columns);
      long foreign = number(row.path(4));
      long trust = number(row.path(columns == 19 ? 10 : 7));
      long dealer = number(row.path(columns == 19 ? 11 : 8));
      long total = number(row.path(columns - 1));
      assertThat(foreign + trust + dealer).isEqualTo(total).isLessThanOrEqualTo(before);
      before = total;
    }
  }

  @Test
  void theMarketIsTheSumOfItsThreeInvestors() throws IOException {
    JsonNode rows =
        get("www.twse.com.tw/fund/BFI82U?response=json&type=day&dayDate=20241105").path("data");
    long net = 0;
    for (int i = 0; i < 4; i++) {
      net += number(rows.path(i).path(3));
    }
    assertThat(number(rows.path(5).path(3))).isEqualTo(net);
  }

  @Test
  void theOtcMarketHasSevenKindsUnderThreeNames() throws IOException {
    JsonNode answer =
        get("www.tpex.org.tw/www/zh-tw/insti/dailyTrade?type=Daily&date=2024/11/05&response=json");
    JsonNode table = answer.path("tables").path(0);
    assertThat(answer.path("date").asText()).isEqualTo("20241105");
    assertThat(table.path("date").asText()).isEqualTo("113/11/05");
    assertThat(table.path("fields")).hasSize(24);
    assertThat(table.path("totalCount").asInt()).isEqualTo(table.path("data").size());
    JsonNode row = table.path("data").path(0);
    assertThat(number(row.path(4)) + number(row.path(13)) + number(row.path(22)))
        .isEqualTo(number(row.path(23)));
  }

  @ParameterizedTest
  @CsvSource({"2012/05/02, 12", "2014/12/01, 16", "2018/01/12, 16", "2018/01/15, 24"})
  void theOtcMarketSplitsInvestorsAsInItsEra(String date, int columns) throws IOException {
    JsonNode table =
        get("www.tpex.org.tw/www/zh-tw/insti/dailyTrade?type=Daily&response=json&date=" + date)
            .path("tables")
            .path(0);
    assertThat(table.path("fields")).hasSize(columns);
    table.path("data").forEach(row -> assertThat(row).hasSize(columns));
  }

  @Test
  void todaysBalanceOfMarginLoansIsTomorrowsOfTheDayBefore() throws IOException {
    String path = "www.twse.com.tw/rwd/zh/marginTrading/MI_MARGN?response=json&date=";
    JsonNode today = get(path + "20241105").path("tables");
    JsonNode next = get(path + "20241106").path("tables");
    for (int i = 0; i < 3; i++) {
      assertThat(next.path(0).path("data").path(i).path(4))
          .isEqualTo(today.path(0).path("data").path(i).path(5));
    }
    long stocks = 0;
    for (JsonNode row : today.path(1).path("data")) {
      stocks += number(row.path(6));
      assertThat(number(row.path(5)) + number(row.path(2)) - number(row.path(3)))
          .isEqualTo(number(row.path(6)) + number(row.path(4)));
    }
    assertThat(number(today.path(0).path("data").path(0).path(5))).isEqualTo(stocks);
  }

  @Test
  void theOtcMarketHasItsSumsBelow() throws IOException {
    JsonNode table =
        get("www.tpex.org.tw/www/zh-tw/margin/balance?date=2024/11/05&response=json")
            .path("tables")
            .path(0);
    long loans = 0;
    for (JsonNode row : table.path("data")) {
      loans += number(row.path(6));
    }
    assertThat(number(table.path("summary").path(0).path(6))).isEqualTo(loans);
    assertThat(table.path("summary").path(1)).hasSize(20);
  }

  @Test
  void onAClosedDayTheOtcMarketHasNamesAndNoRows() throws IOException {
    JsonNode answer = get("www.tpex.org.tw/www/zh-tw/margin/balance?date=2024/11/03&response=json");
    assertThat(answer.path("stat").asText()).isEqualTo("ok");
    assertThat(answer.path("tables").path(0).path("fields")).hasSize(20);
    assertThat(answer.path("tables").path(0).path("data")).isEmpty();
  }

  private static JsonNode get(String path) throws IOException {
    return new ObjectMapper().readTree(visitor.get(path).body());
  }

  private static long number(JsonNode cell) {
    return Long.parseLong(cell.asText().replace(",", ""));
  }
}

package io.tapehouse.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("calendar")
class TwseReportsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INDEX = "www.twse.com.tw/exchangeReport/MI_5MINS_INDEX?response=";
  private static final String HISTORY = "www.twse.com.tw/rwd/zh/TAIEX/MI_5MINS_HIST?response=";
  private static final String HOLIDAYS =
      "www.twse.com.tw/holidaySchedule/holidaySchedule?response=";

  private static ExchangeSimulator simulator;
  private static Visitor visitor;

  @BeforeAll
  static void start() {
    simulator =
        ExchangeSimulator.start(
            SimulatorConfig.defaults()
                .withTyphoonDays(LocalDate.of(2024, 10, 31))
                .withToday(LocalDate.of(2024, 11, 20)));
    visitor = new Visitor(simulator);
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @ParameterizedTest
  @CsvSource({"20241104, 20241105, 113/11/05", "20240205, 20240215, 113/02/15"})
  void theDaysReportIsTheSeriesWithoutItsFirstRow(String before, String date, String roc)
      throws IOException {
    JsonNode series = json(INDEX + "json&date=" + date).get("data");
    assertThat(series).hasSize(3_241);
    assertThat(series.get(0).get(0).asText()).isEqualTo("09:00:00");
    assertThat(series.get(3_240).get(0).asText()).isEqualTo("13:30:00");
    JsonNode dayBefore = json(INDEX + "json&date=" + before).get("data");
    for (int column = 1; column < 35; column++) {
      assertThat(series.get(0).get(column)).isEqualTo(dayBefore.get(3_240).get(column));
    }
    List<Double> prints = new ArrayList<>();
    for (int row = 1; row < series.size(); row++) {
      prints.add(number(series.get(row).get(1)));
    }
    JsonNode day = row(json(HISTORY + "json&date=" + date), roc);
    assertThat(number(day.get(1))).isEqualTo(prints.get(0));
    assertThat(number(day.get(2))).isEqualTo(Collections.max(prints));
    assertThat(number(day.get(3))).isEqualTo(Collections.min(prints));
    assertThat(number(day.get(4))).isEqualTo(prints.get(prints.size() - 1));
  }

  @Test
  void bothFormsAndBothAddressesSayTheSame() throws IOException {
    String csv = new String(visitor.get(INDEX + "csv&date=20241105").body(), Visitor.MS950);
    String[] lines = csv.split("\r\n", -1);
    assertThat(lines[0]).isEqualTo("\"113年11月05日 每5秒指數統計\"");
    assertThat(lines[1]).startsWith("\"時間\",\"發行量加權股價指數\",").endsWith("\",");
    assertThat(lines[2]).startsWith("=\"09:00:00\",\"").endsWith("\",");
    JsonNode reply =
        json("www.twse.com.tw/rwd/zh/TAIEX/MI_5MINS_INDEX?response=json&date=20241105");
    assertThat(reply.get("stat").asText()).isEqualTo("OK");
    assertThat(reply.get("date").asText()).isEqualTo("20241105");
    assertThat(lines[2]).contains("\"" + reply.get("data").get(0).get(1).asText() + "\"");
  }

  @Test
  void historyLacksClosedDaysAndDaysToCome() throws IOException {
    JsonNode october = json(HISTORY + "json&date=20241001").get("data");
    List<String> days = new ArrayList<>();
    october.forEach(row -> days.add(row.get(0).asText()));
    assertThat(days).contains("113/10/30").doesNotContain("113/10/10", "113/10/31", "113/10/12");
    JsonNode november = json(HISTORY + "json&date=20241101").get("data");
    assertThat(november.get(november.size() - 1).get(0).asText()).isEqualTo("113/11/20");
    assertThat(json(HISTORY + "json&date=20091201").get("data").get(0).get(0).asText())
        .isEqualTo(" 98/12/01");
  }

  @Test
  void closedDaysHaveNoData() throws IOException {
    for (String date : List.of("20241031", "20241103", "20240207", "20241121")) {
      assertThat(visitor.get(INDEX + "json&date=" + date).body())
          .asString()
          .isEqualTo("{\"stat\":\"很抱歉，沒有符合條件的資料!\",\"total\":0}");
      assertThat(visitor.get(INDEX + "csv&date=" + date).body()).isEmpty();
    }
    for (String file : List.of(Visitor.FUTURES, Visitor.SPREADS, Visitor.REPORT, Visitor.OPTIONS)) {
      var answer = visitor.taifex(file, LocalDate.of(2024, 10, 31));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).contains("text/html");
      assertThat(answer.body()).asString().contains("<html");
    }
  }

  @Test
  void scheduleMarksOpenDaysAndHidesTyphoons() throws IOException {
    byte[] csv = visitor.get(HOLIDAYS + "csv&queryYear=113").body();
    String[] lines = new String(csv, Visitor.MS950).split("\n", -1);
    assertThat(lines[0]).isEqualTo("中華民國113年有價證券集中交易市場開（休）市日期表");
    assertThat(lines[1]).startsWith("名稱,日期,星期,說明,備註(");
    assertThat(lines)
        .contains(
            "\"中華民國開國紀念日\",\"1月1日\",\"一\",\"依規定放假1日。\",\"\"",
            "\"國曆新年開始交易日\",\"1月2日\",\"二\",\"國曆新年開始交易。\",\"o\"")
        .anyMatch(line -> line.contains("\"2月6日\"") && line.endsWith("\"*\""))
        .noneMatch(line -> line.contains("10月31日"));
    JsonNode reply =
        json("www.twse.com.tw/rwd/zh/holidaySchedule/holidaySchedule?response=json&date=20260101");
    assertThat(reply.get("stat").asText()).isEqualTo("ok");
    assertThat(reply.get("data").get(0).get(0).asText()).isEqualTo("2026-01-01");
    assertThat(reply.get("data").get(0)).hasSize(3);
  }

  @Test
  void makeUpDaysNeverFallOnHolidays() throws IOException {
    // April 4 of 2021 is a Sunday and the 5th a holiday of its own.
    String csv = new String(visitor.get(HOLIDAYS + "csv&queryYear=110").body(), Visitor.MS950);
    assertThat(csv).contains("\"兒童節\",\"4月6日\"");
  }

  private static JsonNode json(String path) throws IOException {
    return JSON.readTree(visitor.get(path).body());
  }

  private static JsonNode row(JsonNode reply, String date) {
    for (JsonNode row : reply.get("data")) {
      if (row.get(0).asText().equals(date)) {
        return row;
      }
    }
    throw new AssertionError("no row of " + date);
  }

  private static double number(JsonNode cell) {
    return Double.parseDouble(cell.asText().replace(",", ""));
  }
}

package io.tapehouse.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports of a day or a week in the shapes of their publishers. */
@Tag("calendar")
class DailyReportsTest {

  private static final LocalDate DATE = LocalDate.of(2024, 11, 5);

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

  @Test
  void valuationsAreTextsButForTheYearAndTheSameInBothForms() throws IOException {
    String path = "www.twse.com.tw/rwd/zh/afterTrading/BWIBBU_d?date=20241105&response=";
    JsonNode json = new ObjectMapper().readTree(visitor.get(path + "json").body());
    JsonNode first = json.path("data").path(0);
    assertThat(json.path("total").asInt()).isEqualTo(json.path("data").size());
    assertThat(first.path(2).isTextual()).isTrue();
    assertThat(first.path(3).isInt()).isTrue();
    assertThat(first.path(6).asText()).isEqualTo("113/3");
    String csv = new String(visitor.get(path + "csv").body(), Visitor.MS950);
    assertThat(csv).startsWith("\"113年11月05日 ").endsWith("。\"\r\n");
    assertThat(csv.lines().skip(2).findFirst().orElseThrow())
        .startsWith("\"%s\",\"%s\",".formatted(first.path(0).asText(), first.path(1).asText()));
  }

  @Test
  void beforeTheChangeOf2017ThereAreFiveColumns() throws IOException {
    String path = "www.twse.com.tw/exchangeReport/BWIBBU_d?date=20170412&response=json";
    JsonNode json = new ObjectMapper().readTree(visitor.get(path).body());
    assertThat(json.path("fields")).hasSize(5);
    assertThat(json.path("data").path(0)).hasSize(5);
  }

  @Test
  void putsAndCallsAreThoseOfTheTickFile() throws Exception {
    long puts = 0;
    long calls = 0;
    for (List<String> row : visitor.rows(Visitor.OPTIONS, DATE, 2)) {
      long lots = row.get(1).equals("TXO") ? Long.parseLong(row.get(7)) : 0;
      puts += row.get(4).equals("P") ? lots : 0;
      calls += row.get(4).equals("C") ? lots : 0;
    }
    String[] lines = ratio("2024/11/05").split("\r\n", -1);
    assertThat(lines[1]).startsWith("2024/11/05,%d,%d,".formatted(puts / 2, calls / 2));
    assertThat(lines[1]).endsWith(",");
    assertThat(lines[0]).doesNotEndWith(",");
    assertThat(ratio("2024/11/03").split("\r\n", -1)).containsExactly(lines[0], "");
  }

  @ParameterizedTest
  @CsvSource({"20241108, 20241108", "20241110, 20241108", "20241107, 20241101"})
  void theLatestWeekIsTheOneThatThereIs(String asked, String found) throws IOException {
    String path = "smart.tdcc.com.tw/opendata/getOD.ashx?id=1-5&asked=" + asked;
    String csv = new String(visitor.get(path).body(), StandardCharsets.UTF_8);
    List<List<Long>> security =
        csv.lines()
            .filter(line -> line.startsWith(found + ",1101,"))
            .map(line -> Arrays.stream(line.split(",", -1)).skip(2).limit(3).map(Long::valueOf))
            .map(cells -> cells.toList())
            .toList();
    assertThat(csv).startsWith("\uFEFF資料日期,");
    assertThat(security).hasSize(17);
    long shares = security.subList(0, 15).stream().mapToLong(row -> row.get(2)).sum();
    assertThat(security.get(16).get(2)).isEqualTo(shares - security.get(15).get(2));
  }

  @ParameterizedTest
  @CsvSource({"20241108, 2024/11/09, 1131109", "20241107, 2024/11/02, 1131102"})
  void listsOfSecuritiesAndCompaniesAreMadeOnTheDayAfterTheWeek(
      String asked, String made, String ofTheRepublic) throws IOException {
    byte[] body = visitor.get("isin.twse.com.tw/isin/C_public.jsp?strMode=4&asked=" + asked).body();
    String page = new String(body, Visitor.MS950);
    assertThat(page).contains("最近更新日期:" + made + "  ", "<B> 股票 <B>", "1103\u3000");
    byte[] csv = visitor.get("mopsfin.twse.com.tw/opendata/t187ap03_O.csv?asked=" + asked).body();
    List<String> lines = new String(csv, StandardCharsets.UTF_8).lines().toList();
    assertThat(lines.get(0)).startsWith("\uFEFF出表日期,公司代號,").doesNotContain("\"");
    assertThat(lines.get(1)).startsWith("\"%s\",\"1103\",".formatted(ofTheRepublic));
    assertThat(lines).hasSize(811);
    assertThat(
            visitor.get("isin.twse.com.tw/isin/C_public.jsp?strMode=9&asked=" + asked).statusCode())
        .isEqualTo(404);
  }

  private static String ratio(String date) throws IOException, InterruptedException {
    URI address = simulator.baseUri().resolve("/www.taifex.com.tw/cht/3/pcRatioDown");
    String form = "queryStartDate=%s&queryEndDate=%s".formatted(date, date);
    HttpRequest request =
        HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString(form)).build();
    byte[] body =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    return new String(body, Visitor.MS950);
  }
}

package io.tapehouse.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The daily reports of the futures exchange agree with its tick files and with one another. */
@Tag("calendar")
class TaifexReportsTest {

  private static final LocalDate DATE = LocalDate.of(2024, 11, 20);
  private static final String ASKED = "2024/11/20";

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
  void dailyVolumesAreTheLotsOfTheTickFile() throws Exception {
    Map<String, Long> ticks = new TreeMap<>();
    for (List<String> row : visitor.rows(Visitor.FUTURES, DATE, 1)) {
      int lot = row.get(2).contains("/") ? 4 : 2;
      ticks.merge(row.get(1) + " " + row.get(2), Long.parseLong(row.get(5)) / lot, Long::sum);
    }
    Map<String, Long> days = new TreeMap<>();
    List<List<String>> rows = rows("futDataDown", ASKED);
    rows.forEach(
        row -> days.merge(row.get(1) + " " + row.get(2), Long.parseLong(row.get(9)), Long::sum));
    days.values().removeIf(lots -> lots == 0);
    assertThat(days).isEqualTo(ticks);
    assertThat(rows).allSatisfy(row -> assertThat(row).hasSize(20).endsWith(""));
    assertThat(rows.stream().map(row -> row.get(17))).contains("一般", "盤後");
  }

  @Test
  void pricesOfASessionAreThoseOfTheTickFile() throws Exception {
    List<BigDecimal> prints =
        visitor.rows(Visitor.FUTURES, DATE, 1).stream()
            .filter(row -> row.get(1).equals("TX") && row.get(2).equals("202412"))
            .filter(row -> row.get(0).equals("20241120") && row.get(3).compareTo("060000") > 0)
            .map(row -> new BigDecimal(row.get(4)))
            .toList();
    List<String> day =
        rows("futDataDown", ASKED).stream()
            .filter(row -> row.get(1).equals("TX") && row.get(2).equals("202412"))
            .filter(row -> row.get(17).equals("一般"))
            .findFirst()
            .orElseThrow();
    assertThat(new BigDecimal(day.get(3))).isEqualByComparingTo(prints.get(0));
    assertThat(new BigDecimal(day.get(4)))
        .isEqualByComparingTo(prints.stream().max(BigDecimal::compareTo).orElseThrow());
    assertThat(new BigDecimal(day.get(5)))
        .isEqualByComparingTo(prints.stream().min(BigDecimal::compareTo).orElseThrow());
    assertThat(new BigDecimal(day.get(6))).isEqualByComparingTo(prints.get(prints.size() - 1));
  }

  @Test
  void putsAndCallsAreTheSumsOfTheDailyReportWithoutTheOpenInterestOfTheLastDay() throws Exception {
    long[] sums = new long[4];
    boolean expiring = false;
    for (List<String> row : rows("optDataDown", ASKED)) {
      if (row.get(1).equals("TXO")) {
        int side = row.get(4).equals("賣權") ? 0 : 1;
        sums[side] += Long.parseLong(row.get(9));
        expiring |= row.get(10).equals("0");
        sums[2 + side] += List.of("0", "-").contains(row.get(10)) ? 0 : Long.parseLong(row.get(11));
      }
    }
    List<String> ratio = rows("pcRatioDown", ASKED).get(0);
    assertThat(expiring).isTrue();
    assertThat(List.of(ratio.get(1), ratio.get(2), ratio.get(4), ratio.get(5)))
        .isEqualTo(Arrays.stream(sums).mapToObj(Long::toString).toList());
  }

  @Test
  void netLotsAreExactAndNetValuesRoundedOnTheirOwn() throws Exception {
    List<List<String>> rows = rows("futContractsDateDown", ASKED);
    assertThat(rows).hasSize(18).allSatisfy(row -> assertThat(row).hasSize(15));
    assertThat(rows)
        .allSatisfy(row -> assertThat(figure(row, 7)).isEqualTo(figure(row, 3) - figure(row, 5)))
        .allSatisfy(
            row ->
                assertThat(Math.abs(figure(row, 8) - figure(row, 4) + figure(row, 6)))
                    .isLessThanOrEqualTo(1));
    assertThat(rows("callsAndPutsDateDown", ASKED))
        .hasSize(18)
        .allSatisfy(row -> assertThat(row.get(2)).isIn("CALL", "PUT"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"largeTraderFutDown", "largeTraderOptDown"})
  void theTenLargestHoldMoreThanTheFiveAndNotesFollowAfterABlankLine(String report)
      throws Exception {
    String text = text(report, ASKED);
    assertThat(text).contains("\r\n\r\n月份類別格式");
    List<List<String>> rows = rows(report, ASKED);
    assertThat(rows.stream().map(row -> row.get(row.size() - 7)).collect(Collectors.toSet()))
        .contains("666666", "999999");
    assertThat(rows)
        .filteredOn(row -> !row.contains("-"))
        .isNotEmpty()
        .allSatisfy(
            row -> {
              int last = row.size() - 1;
              assertThat(figure(row, last - 4)).isLessThanOrEqualTo(figure(row, last - 2));
              assertThat(figure(row, last - 2)).isLessThanOrEqualTo(figure(row, last));
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "futContractsDateDown",
        "callsAndPutsDateDown",
        "largeTraderFutDown",
        "largeTraderOptDown"
      })
  void aClosedDayHasAPageWithAnAlert(String report) throws Exception {
    byte[] body = body(report, "2024/11/17");
    assertThat(new String(body, StandardCharsets.UTF_8)).contains("alert(\"查無資料\")");
  }

  @ParameterizedTest
  @ValueSource(strings = {"futDataDown", "optDataDown"})
  void aClosedDayHasAHeaderAlone(String report) throws Exception {
    assertThat(rows(report, "2024/11/17")).isEmpty();
    assertThat(text(report, "2024/11/17")).startsWith("交易日期,契約,");
  }

  private static long figure(List<String> row, int column) {
    return Long.parseLong(row.get(column));
  }

  /** The rows below the header, without notes. */
  private static List<List<String>> rows(String report, String date) throws Exception {
    return text(report, date)
        .lines()
        .skip(1)
        .takeWhile(line -> !line.isEmpty())
        .map(line -> Arrays.stream(line.split(",", -1)).map(String::strip).toList())
        .toList();
  }

  private static String text(String report, String date) throws Exception {
    return new String(body(report, date), Visitor.MS950);
  }

  private static byte[] body(String report, String date) throws IOException, InterruptedException {
    URI address = simulator.baseUri().resolve("/www.taifex.com.tw/cht/3/" + report);
    String form = "queryStartDate=%s&queryEndDate=%s".formatted(date, date);
    HttpRequest request =
        HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString(form)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
  }
}

package io.tapehouse.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FuturesFilesTest {

  private static final LocalDate SETTLEMENT = LocalDate.of(2024, 11, 20);
  private static ExchangeSimulator simulator;
  private static Visitor visitor;

  @BeforeAll
  static void start() {
    simulator = ExchangeSimulator.start(SimulatorConfig.defaults().withVolume(0.3));
    visitor = new Visitor(simulator);
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2021-07-26", "2024-11-05", "2024-11-20", "2025-02-03", "2026-02-23"})
  void volumesAddUpToTheReport(LocalDate date) throws IOException {
    Map<String, Long> market = new TreeMap<>();
    for (List<String> row : visitor.rows(Visitor.FUTURES, date, 1)) {
      long volume = Long.parseLong(row.get(5));
      assertThat(volume % (row.get(2).contains("/") ? 4 : 2)).as(row.toString()).isZero();
      market.merge(row.get(1), volume, Long::sum);
    }
    Map<String, Long> spread = new TreeMap<>();
    for (List<String> row : visitor.rows(Visitor.SPREADS, date, 1)) {
      long volume = Long.parseLong(row.get(5));
      spread.merge(row.get(1), row.get(8).equals("*") ? volume : volume / 2, Long::sum);
    }
    List<List<String>> report = visitor.rows(Visitor.REPORT, date, 2);
    for (List<String> row : report.subList(0, report.size() - 1)) {
      assertThat(Long.parseLong(row.get(3))).isEqualTo(market.remove(row.get(1)));
      assertThat(Long.parseLong(row.get(2))).isEqualTo(spread.getOrDefault(row.get(1), 0L));
    }
    assertThat(market).isEmpty();
    List<String> total = report.get(report.size() - 1);
    assertThat(total.get(0)).isEqualTo("合計");
    assertThat(total.get(3)).isEqualTo(Long.toString(sum(report, 3)));
    assertThat(total.get(2)).isEqualTo(Long.toString(sum(report, 2)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-11-05", "2024-11-20"})
  void spreadFilesAgreeRowForRow(LocalDate date) throws IOException {
    List<List<String>> main = visitor.rows(Visitor.FUTURES, date, 1);
    List<List<String>> orders = visitor.rows(Visitor.SPREADS, date, 1);
    assertThat(main.stream().filter(row -> row.get(2).contains("/")).map(row -> row.subList(0, 8)))
        .containsExactlyInAnyOrderElementsOf(
            orders.stream()
                .filter(row -> row.get(8).equals("*"))
                .map(row -> row.subList(0, 8))
                .toList());
    Set<List<String>> singles = new HashSet<>();
    main.forEach(row -> singles.add(row.subList(0, 6)));
    for (List<String> order : orders) {
      double near = Double.parseDouble(order.get(6));
      double far = Double.parseDouble(order.get(7));
      assertThat(Double.parseDouble(order.get(4)))
          .isCloseTo(far - near, org.assertj.core.data.Offset.offset(1e-6));
      if (!order.get(8).equals("*")) {
        String[] months = order.get(2).split("/", -1);
        String half = Long.toString(Long.parseLong(order.get(5)) / 2);
        assertThat(singles).contains(leg(order, months[0], order.get(6), half));
        assertThat(singles).contains(leg(order, months[1], order.get(7), half));
      }
    }
  }

  @Test
  void nightBelongsToTheTradingDayBefore() throws IOException {
    assertThat(dates(LocalDate.of(2024, 11, 5))).containsExactlyInAnyOrder("20241104", "20241105");
    assertThat(dates(LocalDate.of(2024, 11, 18)))
        .containsExactlyInAnyOrder("20241115", "20241116", "20241118");
    assertThat(dates(LocalDate.of(2025, 2, 3)))
        .containsExactlyInAnyOrder("20250122", "20250123", "20250203");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-11-05", "2024-11-20"})
  void indexFuturesPrintAtBothEndsOfBothSessions(LocalDate date) throws IOException {
    List<String> day = new ArrayList<>();
    List<String> night = new ArrayList<>();
    String tradingDate = date.format(DateTimeFormatter.BASIC_ISO_DATE);
    for (List<String> row : visitor.rows(Visitor.FUTURES, date, 1)) {
      if (row.get(1).equals("TX")) {
        boolean isDay = row.get(0).equals(tradingDate) && row.get(3).compareTo("050100") > 0;
        (isDay ? day : night).add(row.get(3));
      }
    }
    assertThat(day).allMatch(time -> time.compareTo("084500") >= 0);
    assertThat(day).anyMatch(time -> time.compareTo("084700") < 0);
    assertThat(day).contains("134500").allMatch(time -> time.compareTo("134500") <= 0);
    assertThat(night).anyMatch(time -> time.startsWith("1500") || time.startsWith("1501"));
    assertThat(night).anyMatch(time -> time.startsWith("0458") || time.startsWith("0459"));
    assertThat(night).allMatch(time -> time.compareTo("150000") >= 0 || time.startsWith("0"));
  }

  @Test
  void expiringContractsStopEarly() throws IOException {
    List<List<String>> rows = visitor.rows(Visitor.FUTURES, SETTLEMENT, 1);
    Map<String, String> last =
        rows.stream()
            .filter(row -> row.get(0).equals("20241120"))
            .filter(row -> row.get(1).equals("MTX") || row.get(1).equals("CDF"))
            .collect(
                Collectors.toMap(
                    row -> row.get(1) + row.get(2),
                    row -> row.get(3),
                    (left, right) -> left.compareTo(right) > 0 ? left : right));
    assertThat(last.get("MTX202411")).isEqualTo("133000");
    assertThat(last.get("CDF202411")).isEqualTo("133000");
    assertThat(last.get("MTX202412")).isEqualTo("134500");
    assertThat(last).containsKeys("MTX202411W4", "MTX202412W1").doesNotContainKey("MTX202411W3");
    assertThat(months(LocalDate.of(2024, 11, 21))).doesNotContain("202411");
  }

  @Test
  void settlementMovesOverTheLunarNewYear() throws IOException {
    assertThat(months(LocalDate.of(2026, 2, 23))).contains("202602");
    assertThat(months(LocalDate.of(2026, 2, 24))).doesNotContain("202602");
  }

  @Test
  void laysOutTheFileAsTheExchangeDoes() throws IOException {
    LocalDate date = LocalDate.of(2024, 11, 5);
    String text = Visitor.text(visitor.taifex(Visitor.FUTURES, date).body());
    String[] lines = text.split("\r\n", -1);
    assertThat(lines[0]).endsWith(",開盤集合競價 ");
    assertThat(lines).anyMatch(line -> line.matches("20241105,MTX {4},202411 {5},084500,.*,\\*"));
    assertThat(lines).anyMatch(line -> line.matches(".*,CCF {4},202411/202412,.*,-?\\.\\d+,.*, "));
    List<String> order = new ArrayList<>();
    Set<String> twice = new HashSet<>();
    int repeated = 0;
    for (List<String> row : visitor.rows(Visitor.FUTURES, date, 1)) {
      order.add(row.get(1) + " " + row.get(2).split("/", -1)[0]);
      repeated += twice.add(String.join(",", row)) ? 0 : 1;
    }
    assertThat(order).isSorted();
    assertThat(repeated).isPositive();
    assertThat(order).anyMatch(contract -> contract.startsWith("TMF"));
    assertThat(visitor.rows(Visitor.FUTURES, LocalDate.of(2024, 7, 26), 1))
        .noneMatch(row -> row.get(1).equals("TMF"));
  }

  @Test
  void evenTheQuietestDayHasItsOpenAndClose() throws IOException {
    try (ExchangeSimulator quiet =
        ExchangeSimulator.start(SimulatorConfig.defaults().withVolume(0.0001))) {
      List<String> times =
          new Visitor(quiet)
              .rows(Visitor.FUTURES, LocalDate.of(2024, 11, 5), 1).stream()
                  .filter(row -> row.get(1).equals("TX"))
                  .map(row -> row.get(3))
                  .toList();
      assertThat(times).contains("150000", "084500", "134500");
      assertThat(times).anyMatch(time -> time.compareTo("045800") >= 0 && time.startsWith("04"));
    }
  }

  @Test
  void aNormalDayHasSixtyThousandRows() throws IOException {
    try (ExchangeSimulator normal = ExchangeSimulator.start(SimulatorConfig.defaults())) {
      Visitor client = new Visitor(normal);
      LocalDate date = LocalDate.of(2024, 11, 5);
      assertThat(client.rows(Visitor.FUTURES, date, 1)).hasSizeBetween(50_000, 70_000);
      assertThat(client.rows(Visitor.OPTIONS, date, 2)).hasSizeBetween(35_000, 50_000);
    }
  }

  private static List<String> leg(List<String> order, String month, String price, String volume) {
    return List.of(order.get(0), order.get(1), month, order.get(3), price, volume);
  }

  private static long sum(List<List<String>> report, int column) {
    return report.subList(0, report.size() - 1).stream()
        .mapToLong(row -> Long.parseLong(row.get(column)))
        .sum();
  }

  private static Set<String> dates(LocalDate date) throws IOException {
    return visitor.rows(Visitor.FUTURES, date, 1).stream()
        .map(row -> row.get(0))
        .collect(Collectors.toSet());
  }

  private static Set<String> months(LocalDate date) throws IOException {
    return visitor.rows(Visitor.FUTURES, date, 1).stream()
        .map(row -> row.get(2))
        .collect(Collectors.toSet());
  }
}

package io.tapehouse.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.simulator.CcassPage.Line;
import io.tapehouse.simulator.CcassPage.Row;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CcassMarketTest {

  private static final LocalDate TODAY = LocalDate.of(2025, 10, 25);
  private static final SimulatorConfig CONFIG = SimulatorConfig.defaults().withToday(TODAY);

  /** A month of them, with two holidays between them. */
  private static final List<LocalDate> BUSINESS_DAYS =
      LocalDate.of(2025, 9, 15)
          .datesUntil(LocalDate.of(2025, 10, 18))
          .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0)
          .filter(day -> !day.equals(LocalDate.of(2025, 10, 1)))
          .filter(day -> !day.equals(LocalDate.of(2025, 10, 7)))
          .toList();

  private final ExchangeSimulator simulator = ExchangeSimulator.start(CONFIG);
  private final CcassVisitor visitor = new CcassVisitor(simulator);

  @AfterEach
  void stop() {
    simulator.close();
  }

  private List<String> codes() throws IOException {
    return codes(visitor);
  }

  private static List<String> codes(CcassVisitor visitor) throws IOException {
    return Jsoup.parse(
            visitor.get(CcassVisitor.LIST + "?sortby=stockcode&shareholdingdate=20251024").body())
        .select("tbody > tr")
        .stream()
        .map(row -> row.select("td").get(0).text())
        .toList();
  }

  @Test
  void everySummaryAddsUp() throws IOException {
    assertThat(codes()).hasSize(24).isSorted();
    for (String code : codes()) {
      CcassPage page = visitor.search(code, "2025/10/24");
      Map<String, Line> summary = page.summary();
      List<Row> investors = page.rows().stream().filter(row -> row.name().endsWith(" *")).toList();
      List<Row> others = page.rows().stream().filter(row -> !row.name().endsWith(" *")).toList();
      Line none = new Line(0, 0, "");
      Line intermediaries = summary.getOrDefault("Market Intermediaries", none);
      Line consenting = summary.getOrDefault("Consenting Investor Participants", none);
      Line hidden = summary.getOrDefault("Non-consenting Investor Participants", none);
      Line total = summary.getOrDefault("Total", none);
      assertThat(others).as(code).hasSize(intermediaries.holders()).hasSizeBetween(18, 432);
      assertThat(investors).as(code).hasSize(consenting.holders());
      assertThat(others.stream().mapToLong(Row::shares).sum()).isEqualTo(intermediaries.shares());
      assertThat(investors.stream().mapToLong(Row::shares).sum()).isEqualTo(consenting.shares());
      assertThat(intermediaries.shares() + consenting.shares() + hidden.shares())
          .isEqualTo(total.shares());
      assertThat(intermediaries.holders() + consenting.holders() + hidden.holders())
          .isEqualTo(total.holders());
      assertThat(page.rows()).as(code).allMatch(row -> row.shares() > 0);
      assertThat(page.rows().stream().map(Row::shares).toList())
          .isSortedAccordingTo((left, right) -> Long.compare(right, left));
      if (!page.issued().isEmpty()) {
        long issued = CcassPage.number(page.issued());
        assertThat(total.shares()).as(code).isLessThan(issued);
        assertThat(page.rows())
            .allMatch(row -> row.percent().equals(percent(row.shares(), issued)));
        // The printed parts added up, which may be two hundredths less than the whole.
        assertThat(new BigDecimal(total.percent().replace("%", "")))
            .isBetween(
                new BigDecimal(percent(total.shares(), issued).replace("%", ""))
                    .subtract(new BigDecimal("0.02")),
                new BigDecimal(percent(total.shares(), issued).replace("%", "")));
      }
    }
  }

  private static String percent(long shares, long issued) {
    return BigDecimal.valueOf(shares)
            .multiply(BigDecimal.valueOf(100))
            .divide(BigDecimal.valueOf(issued), 2, RoundingMode.DOWN)
        + "%";
  }

  @Test
  void aQuarterOfTheRowsChangesFromOneDayToTheNext() throws IOException {
    int rows = 0;
    int changed = 0;
    Set<String> cameOrWent = new HashSet<>();
    for (String code : List.of("00700", "09868", "00001", "00005", "87001")) {
      Map<String, Long> before = visitor.search(code, LocalDate.of(2025, 9, 12)).holdings();
      for (LocalDate day : BUSINESS_DAYS) {
        Map<String, Long> now = visitor.search(code, day).holdings();
        Set<String> all = new HashSet<>(before.keySet());
        all.addAll(now.keySet());
        rows += all.size();
        for (String id : all) {
          changed += Objects.equals(before.get(id), now.get(id)) ? 0 : 1;
          if (!before.containsKey(id) || !now.containsKey(id)) {
            cameOrWent.add(code + id);
          }
        }
        before = now;
      }
    }
    assertThat((double) changed / rows).isBetween(0.15, 0.35);
    assertThat(cameOrWent).hasSizeGreaterThan(10);
  }

  @Test
  void whatOneGivesAnotherTakes() throws IOException {
    CcassPage before = visitor.search("09868", LocalDate.of(2025, 9, 12));
    int conserved = 0;
    for (LocalDate day : BUSINESS_DAYS) {
      CcassPage now = visitor.search("09868", day);
      assertThat(now.holdings()).isNotEqualTo(before.holdings());
      conserved += now.total().shares() == before.total().shares() ? 1 : 0;
      before = now;
    }
    // Some shares are deposited or withdrawn now and then.
    assertThat(conserved).isGreaterThan(BUSINESS_DAYS.size() / 2).isLessThan(BUSINESS_DAYS.size());
  }

  @Test
  void someMovesAreEqualAndOpposite() throws IOException {
    Map<String, Long> before = visitor.search("00700", LocalDate.of(2025, 9, 12)).holdings();
    int pairs = 0;
    for (LocalDate day : BUSINESS_DAYS) {
      Map<String, Long> now = visitor.search("00700", day).holdings();
      Set<Long> changes = new HashSet<>();
      for (Map.Entry<String, Long> row : before.entrySet()) {
        changes.add(now.getOrDefault(row.getKey(), 0L) - row.getValue());
      }
      pairs += (int) changes.stream().filter(to -> to > 1000 && changes.contains(-to)).count();
      before = now;
    }
    assertThat(pairs).isGreaterThan(10);
  }

  @Test
  void largeBlocksMove() throws IOException {
    Map<String, Long> before = visitor.search("00001", LocalDate.of(2024, 11, 1)).holdings();
    CcassPage page = visitor.search("00001", LocalDate.of(2025, 10, 24));
    long issued = CcassPage.number(page.issued());
    assertThat(page.holdings())
        .anySatisfy(
            (id, shares) ->
                assertThat(Math.abs(shares - before.getOrDefault(id, 0L)))
                    .isGreaterThan(issued / 200));
  }

  @Test
  void aSaturdayShowsTheHoldingsOfFriday() throws IOException {
    CcassPage friday = visitor.search("09868", "2025/10/17");
    CcassPage saturday = visitor.search("09868", "2025/10/18");
    assertThat(saturday.rows()).isEqualTo(friday.rows());
    assertThat(saturday.summary()).isEqualTo(friday.summary());
    assertThat(saturday.field("txtShareholdingDate")).isEqualTo("2025/10/18");
    assertThat(visitor.search("09868", "2025/10/16").rows()).isNotEqualTo(friday.rows());
  }

  @Test
  void theSplitMakesTenOfOne() throws IOException {
    CcassPage before = visitor.search("00388", "2025/09/23");
    CcassPage after = visitor.search("00388", "2025/09/24");
    assertThat(CcassPage.number(after.issued())).isEqualTo(10 * CcassPage.number(before.issued()));
    assertThat(after.rows()).allMatch(row -> row.shares() % 10 == 0);
    Map<String, Long> holdings = after.holdings();
    long tenfold =
        before.holdings().entrySet().stream()
            .filter(row -> holdings.getOrDefault(row.getKey(), 0L) == 10 * row.getValue())
            .count();
    assertThat(tenfold).isGreaterThan(before.rows().size() / 2);
    assertThat((double) after.total().shares() / before.total().shares()).isBetween(9.9, 10.1);
  }

  @Test
  void withoutAnIssuedFigureThePercentagesAreBlank() throws IOException {
    CcassPage blank = visitor.search("01128", "2025/10/15");
    assertThat(blank.rows()).hasSizeGreaterThan(18).allMatch(row -> row.percent().isEmpty());
    assertThat(blank.issued()).isEmpty();
    assertThat(blank.total().percent()).isEmpty();
    assertThat(blank.total().shares()).isPositive();
    assertThat(visitor.search("01128", "2025/10/16").rows())
        .allMatch(row -> row.percent().endsWith("%"));
  }

  @Test
  void investorsHaveNoId() throws IOException {
    CcassPage page = visitor.search("00060", "2025/10/24");
    List<Row> withoutId = page.rows().stream().filter(row -> row.id().isEmpty()).toList();
    assertThat(withoutId).hasSizeGreaterThan(5);
    assertThat(withoutId)
        .filteredOn(row -> !row.name().endsWith(" *"))
        .singleElement()
        .isEqualTo(
            new Row(
                "",
                "HONG KONG SECURITIES CLEARING CO. LTD.",
                "8 CONNAUGHT PLACE CENTRAL HONG KONG",
                754,
                "0.00%"));
    assertThat(withoutId).anyMatch(row -> row.address().matches("\\*+"));
    assertThat(withoutId).anyMatch(row -> row.name().equals("O'HARA PROPERTIES & CO LIMITED *"));
    assertThat(page.rows()).anyMatch(row -> row.address().contains(" & "));
  }

  @Test
  void namesAreNoKeys() throws IOException {
    List<Row> mainland =
        visitor.search("00700", "2025/10/24").rows().stream()
            .filter(row -> row.name().equals("CHINA SECURITIES DEPOSITORY AND CLEARING"))
            .toList();
    assertThat(mainland).extracting(Row::id).contains("A00003", "A00004");
  }

  @Test
  void aParticipantChangesItsName() throws IOException {
    assertThat(name("B01009", visitor.search("09868", "2025/10/04")))
        .isEqualTo("STAR FERRY GLOBAL SECURITIES (HONG KONG) CO LTD");
    assertThat(name("B01009", visitor.search("09868", "2025/10/06")))
        .isEqualTo("STAR FERRY GLOBAL WEALTH MANAGEMENT (HONG KONG) CO LTD");
  }

  private static String name(String id, CcassPage page) {
    return page.rows().stream()
        .filter(row -> row.id().equals(id))
        .map(Row::name)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aStockIsUnknownBeforeItIsListed() throws IOException {
    assertThat(visitor.search("02616", "2025/09/27").isResult()).isFalse();
    assertThat(visitor.search("02616", "2025/09/29").isResult()).isTrue();
  }

  @Test
  void theSameInAnyOrderAndProcess() throws IOException {
    List<String> days = List.of("2025/10/24", "2025/02/03", "2025/10/13");
    List<String> forwards = new ArrayList<>();
    for (String day : days) {
      forwards.add(visitor.search("00700", day).text());
    }
    try (ExchangeSimulator other = ExchangeSimulator.start(CONFIG)) {
      CcassVisitor stranger = new CcassVisitor(other);
      for (int i = days.size() - 1; i >= 0; i--) {
        assertThat(stranger.search("00700", days.get(i)).text()).isEqualTo(forwards.get(i));
      }
    }
    try (ExchangeSimulator other = ExchangeSimulator.start(CONFIG.withSeed(2))) {
      assertThat(new CcassVisitor(other).search("00700", "2025/10/24").holdings())
          .isNotEqualTo(visitor.search("00700", "2025/10/24").holdings());
    }
  }

  @Test
  void asManyStocksAsWanted() throws IOException {
    SimulatedCcass many = SimulatedCcass.defaults().withStocks(2000);
    try (ExchangeSimulator other = ExchangeSimulator.start(CONFIG.withCcass(many))) {
      CcassVisitor stranger = new CcassVisitor(other);
      assertThat(codes(stranger)).hasSize(2000).doesNotHaveDuplicates().containsAll(codes());
      assertThat(stranger.search("01234", "2025/10/24").isResult()).isTrue();
      assertThat(stranger.search("00700", "2025/10/24").text())
          .isEqualTo(visitor.search("00700", "2025/10/24").text());
    }
  }
}

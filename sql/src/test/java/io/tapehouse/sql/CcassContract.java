package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.dictionary.calendar.CalendarDay.Source;
import io.tapehouse.sql.LoadReport.DatasetReport;
import io.tapehouse.sql.LoadReport.Outcome;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Hong Kong's shareholdings on every warehouse. */
abstract class CcassContract extends WarehouseTestBase {

  private static final LocalDate WEDNESDAY = MONDAY.plusDays(2);
  private static final LocalDate THURSDAY = MONDAY.plusDays(3);

  private static CcassPage page(String stock, LocalDate date, Object... holdersAndShares) {
    Map<String, Long> shares = new java.util.LinkedHashMap<>();
    for (int i = 0; i < holdersAndShares.length; i += 2) {
      shares.put((String) holdersAndShares[i], ((Integer) holdersAndShares[i + 1]).longValue());
    }
    return CcassPage.of(stock, date, shares);
  }

  private void loaded(CcassDay... batch) {
    List<DatasetLoad> loads = new ArrayList<>();
    for (CcassDay day : batch) {
      try (LakeDay written = day.in(lake)) {
        loads.add(written.write());
      }
    }
    assertThat(load(loads).datasets())
        .allSatisfy(
            report -> {
              assertThat(report.failures()).isEmpty();
              assertThat(report.outcome()).isEqualTo(Outcome.COMMITTED);
            });
  }

  private List<String> holdings() {
    return sorted(CcassTables.QUERIES.get("ccass_holding"));
  }

  private void holds(CcassDay... days) {
    new CcassTables(Arrays.asList(days))
        .lines()
        .forEach(
            (table, lines) ->
                assertThat(sorted(CcassTables.QUERIES.get(table))).as(table).isEqualTo(lines));
  }

  @Test
  void aDayEntersAndTheNextIsAppended() {
    CcassDay monday =
        CcassDay.of(MONDAY, page("00001", MONDAY, "B01001", 500, "C00019", 200, "I-0a", 3));
    CcassDay tuesday =
        CcassDay.of(TUESDAY, page("00001", TUESDAY, "B01001", 500, "C00019", 201, "B01002", 4));
    loaded(monday);
    assertThat(holdings())
        .containsExactly(
            "00001,B01001,2021-07-26,,500",
            "00001,C00019,2021-07-26,,200",
            "00001,I-0a,2021-07-26,,3");
    loaded(tuesday);
    assertThat(holdings())
        .containsExactly(
            "00001,B01001,2021-07-26,,500",
            "00001,B01002,2021-07-27,,4",
            "00001,C00019,2021-07-26,2021-07-27,200",
            "00001,C00019,2021-07-27,,201",
            "00001,I-0a,2021-07-26,2021-07-27,3");
    holds(monday, tuesday);
  }

  @Test
  void aGapSplitsNothingAndShowsNothing() {
    CcassDay monday = CcassDay.of(MONDAY, page("00001", MONDAY, "B01001", 500));
    CcassDay wednesday = CcassDay.of(WEDNESDAY, page("00001", WEDNESDAY, "B01001", 500));
    loaded(monday);
    loaded(wednesday);
    assertThat(holdings()).containsExactly("00001,B01001,2021-07-26,,500");
    holds(monday, wednesday);
    assertThat(rows("SELECT * FROM ccass_gap")).isEmpty();
    warehouse.replaceCalendar(
        "CCASS",
        List.of(MONDAY, TUESDAY, WEDNESDAY, THURSDAY).stream()
            .map(date -> new CalendarDay(date, true, false, Source.SCHEDULE, ""))
            .toList(),
        CLOCK.instant());
    assertThat(rows("SELECT * FROM ccass_gap")).containsExactly("00001,2021-07-27");
  }

  @Test
  void aDayThatComesLateSplitsARun() {
    CcassDay monday = CcassDay.of(MONDAY, page("00001", MONDAY, "B01001", 500, "B01002", 1));
    CcassDay tuesday = CcassDay.of(TUESDAY, page("00001", TUESDAY, "B01001", 400, "B01002", 1));
    CcassDay wednesday = CcassDay.of(WEDNESDAY, page("00001", WEDNESDAY, "B01001", 500));
    loaded(wednesday);
    loaded(monday);
    loaded(tuesday);
    assertThat(holdings())
        .containsExactly(
            "00001,B01001,2021-07-26,2021-07-27,500",
            "00001,B01001,2021-07-27,2021-07-28,400",
            "00001,B01001,2021-07-28,,500",
            "00001,B01002,2021-07-26,2021-07-28,1");
    holds(monday, tuesday, wednesday);
  }

  @Test
  void anotherPostingJoinsWhatItHadSplit() {
    CcassDay monday = CcassDay.of(MONDAY, page("00001", MONDAY, "B01001", 500));
    CcassDay wrong =
        CcassDay.of(
            TUESDAY, page("00001", TUESDAY, "B01001", 400), page("00005", TUESDAY, "C00010", 9));
    CcassDay wednesday =
        CcassDay.of(
            WEDNESDAY,
            page("00001", WEDNESDAY, "B01001", 500),
            page("00005", WEDNESDAY, "C00010", 9));
    CcassDay right = CcassDay.of(TUESDAY, page("00001", TUESDAY, "B01001", 500)).version(2);
    loaded(monday, wrong, wednesday);
    assertThat(holdings()).hasSize(4);
    loaded(right);
    assertThat(holdings())
        .containsExactly("00001,B01001,2021-07-26,,500", "00005,C00010,2021-07-28,,9");
    holds(monday, right, wednesday);
    assertThat(
            rows(
                """
                SELECT table_name, status, rows_written FROM load_ledger
                WHERE partition_date = '2021-07-27' ORDER BY table_name, load_id"""))
        .containsExactly(
            "ccass_holding,superseded,2",
            "ccass_holding,committed,1",
            "ccass_participant_name,superseded,2",
            "ccass_participant_name,committed,1",
            "ccass_percent,superseded,0",
            "ccass_percent,committed,0",
            "ccass_summary,superseded,2",
            "ccass_summary,committed,1");
  }

  @Test
  void aPostingWithoutAStockTakesItsDayAndItsHolders() {
    CcassDay monday =
        CcassDay.of(MONDAY, page("00001", MONDAY, "B01001", 5), page("00005", MONDAY, "C00010", 9));
    CcassDay without = CcassDay.of(MONDAY, page("00001", MONDAY, "B01001", 5)).version(2);
    loaded(monday);
    assertThat(rows("SELECT id FROM ccass_participant ORDER BY id"))
        .containsExactly("B01001", "C00010");
    loaded(without);
    assertThat(rows("SELECT id FROM ccass_participant ORDER BY id")).containsExactly("B01001");
    holds(without);
  }

  @Test
  void theSameAgainChangesNothing() {
    CcassDay monday = CcassDay.of(MONDAY, page("00001", MONDAY, "B01001", 500));
    loaded(monday);
    List<String> before = rows("SELECT * FROM load_ledger ORDER BY load_id");
    DatasetReport again = load(monday.in(lake));
    assertThat(again.outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(rows("SELECT * FROM load_ledger ORDER BY load_id")).isEqualTo(before);
    holds(monday);
  }

  @Test
  void namesAreThoseOfTheNewestDay() {
    CcassDay monday =
        CcassDay.of(MONDAY, page("00001", MONDAY, "B01001", 500)).calling("B01001", "en", "OLD");
    CcassDay tuesday =
        CcassDay.of(TUESDAY, page("00001", TUESDAY, "B01001", 500)).calling("B01001", "en", "NEW");
    CcassPage page = page("00001", WEDNESDAY, "B01001", 500, "B01002", 1);
    List<CcassPage> chinese =
        List.of(new CcassPage("00001", WEDNESDAY, "zh", page.issued(), true, 0, page.holdings()));
    CcassDay wednesday =
        new CcassDay(
            WEDNESDAY,
            1,
            chinese,
            List.of(
                new CcassDay.Name("B01001", "zh", "新名"), new CcassDay.Name("B01002", "zh", "乙")));
    loaded(tuesday, wednesday);
    loaded(monday);
    assertThat(rows("SELECT * FROM ccass_participant ORDER BY id"))
        .containsExactly("B01001,B01001,broker,NEW,新名", "B01002,B01002,broker,乙,乙");
    assertThat(
            rows(
                """
                SELECT "language", name, first_date, last_date, days FROM ccass_participant_history
                WHERE participant_id = 'B01001' ORDER BY 1, 3"""))
        .containsExactly(
            "en,OLD,2021-07-26,2021-07-26,1",
            "en,NEW,2021-07-27,2021-07-27,1",
            "zh,新名,2021-07-28,2021-07-28,1");
    holds(monday, tuesday, wednesday);
    loaded(tuesday.calling("B01001", "en", "OTHER").version(2));
    assertThat(rows("SELECT name FROM ccass_participant WHERE id = 'B01001'"))
        .containsExactly("OTHER");
  }

  @Test
  void percentagesThatNobodyWouldComputeAreKept() {
    CcassPage usual =
        page("00001", MONDAY, "B01001", 333, "B01002", 1, "B01003", 2, "B01004", 9_999)
            .printing("B01001", new BigDecimal("3.34"))
            .printing("B01002", null);
    CcassPage without =
        new CcassPage("00002", MONDAY, "en", null, true, 0, usual.holdings().subList(0, 3));
    CcassPage silent =
        new CcassPage(
            "00003",
            MONDAY,
            "en",
            10_000L,
            false,
            0,
            List.of(new CcassPage.Holding("B01001", 5_000, null)));
    CcassPage none =
        new CcassPage(
            "00004",
            MONDAY,
            "en",
            0L,
            true,
            0,
            List.of(new CcassPage.Holding("B01001", 0, new BigDecimal("0.00"))));
    CcassDay monday = CcassDay.of(MONDAY, usual, without, silent, none);
    loaded(monday);
    assertThat(sorted(CcassTables.QUERIES.get("ccass_percent")))
        .containsExactly(
            "00001,2021-07-26,B01001,3.34",
            "00001,2021-07-26,B01002,",
            "00002,2021-07-26,B01001,3.34",
            "00002,2021-07-26,B01003,0.02",
            "00004,2021-07-26,B01001,0.00");
    holds(monday);
  }

  @Test
  void aPageThatContradictsItselfRefusesItsDayAlone() {
    CcassDay monday = CcassDay.of(MONDAY, page("00001", MONDAY, "B01001", 500));
    CcassDay tuesday = CcassDay.of(TUESDAY, page("00001", TUESDAY, "B01001", 400, "C00019", 1));
    loaded(monday);
    try (LakeDay cut =
            tuesday.in(lake).change("DELETE FROM ccass_row WHERE participant_id = 'C00019'");
        LakeDay wednesday =
            CcassDay.of(WEDNESDAY, page("00001", WEDNESDAY, "B01001", 500)).in(lake)) {
      LoadReport report = load(List.of(cut.write(), wednesday.write()));
      assertThat(report.datasets())
          .extracting(DatasetReport::outcome)
          .containsExactly(Outcome.REFUSED, Outcome.COMMITTED);
      assertThat(report.datasets().get(0).failures())
          .containsExactly(
              "hkex.ccass_shareholding 2021-07-27: ccass_sum: expected rows and shares of the summary, found 1"
                  + " otherwise, such as 00001: 1 rows with 400 shares");
    }
    assertThat(holdings()).containsExactly("00001,B01001,2021-07-26,,500");
    assertThat(rows("SELECT id FROM ccass_participant")).containsExactly("B01001");
    assertThat(
            rows(
                "SELECT status, rows_written FROM load_ledger WHERE partition_date = '2021-07-27' AND"
                    + " table_name = 'ccass_holding'"))
        .containsExactly("refused,0");
  }

  @Test
  void aRefusedFirstDayLeavesNothing() {
    try (LakeDay day =
        CcassDay.of(MONDAY, page("00001", MONDAY, "B01001", 500))
            .in(lake)
            .change("UPDATE ccass_page SET total_shareholding = 1")) {
      assertThat(load(List.of(day.write())).datasets().get(0).failures())
          .containsExactly(
              "hkex.ccass_shareholding 2021-07-26: ccass_total: expected categories that add up to the total, found"
                  + " 1 otherwise, such as 00001");
    }
    holds();
  }

  @Test
  void everyCheckCanFail() {
    CcassDay monday =
        CcassDay.of(
            MONDAY,
            page("00001", MONDAY, "B01001", 500, "C00019", 1),
            page("00005", MONDAY, "B01001", 5));
    String name = "hkex.ccass_shareholding 2021-07-26: ";
    assertThat(
            load(monday.in(lake).change("DELETE FROM ccass_name WHERE code = 'C00019'")).failures())
        .containsExactly(
            name
                + "ccass_name: expected a name of each holder, found 1 otherwise, such as a holder of 00001");
    assertThat(
            load(monday
                    .version(2)
                    .in(lake)
                    .change("UPDATE ccass_row SET participant_id = 'B01001'"))
                .failures())
        .containsExactly(
            name
                + "unique_key: expected each holder once a page, found 1 otherwise, such as 00001 B01001");
    assertThat(
            load(monday
                    .version(3)
                    .in(lake)
                    .change("UPDATE ccass_page SET trading_date = '2021-07-27'"))
                .failures())
        .containsExactly(
            name
                + "partition_date: expected trading dates of the partition, found 2 otherwise, such as 00001"
                + " 2021-07-27");
    assertThat(
            load(monday
                    .version(4)
                    .in(lake)
                    .change(
                        "INSERT INTO ccass_page SELECT * FROM ccass_page WHERE stock_code = '00005'")
                    .change(
                        "INSERT INTO ccass_name SELECT * FROM ccass_name WHERE code = 'C00019'"))
                .failures())
        .containsExactly(
            name
                + "unique_key: expected each key once, found 1 otherwise, such as C00019 2021-07-26 en",
            name
                + "unique_key: expected each key once, found 1 otherwise, such as 00005 2021-07-26");
    assertThat(
            load(monday
                    .version(5)
                    .in(lake)
                    .change("DELETE FROM ccass_row WHERE stock_code = '00005'"))
                .failures())
        .containsExactly(
            name
                + "ccass_sum: expected rows and shares of the summary, found 1 otherwise, such as 00005: 0 rows with"
                + " 0 shares");
    holds();
  }

  @Test
  void aListOfStocksTellsWhichPagesAreMissing() {
    try (LakeDay list =
            new LakeDay(lake, "hkex.ccass_stock_list", MONDAY)
                .fill(
                    "ccass_listed_stock",
                    "VALUES ('00001', DATE '2021-07-26', 'CKH'), ('00005', DATE '2021-07-26', 'HSBC')");
        LakeDay pages = CcassDay.of(MONDAY, page("00001", MONDAY, "B01001", 500)).in(lake);
        LakeDay other = CcassDay.of(TUESDAY, page("00001", TUESDAY, "B01001", 500)).in(lake)) {
      LoadReport report = load(List.of(pages.write(), other.write(), list.write()));
      assertThat(report.datasets())
          .extracting(DatasetReport::outcome)
          .containsOnly(Outcome.COMMITTED);
      assertThat(report.datasets().get(0).warnings())
          .containsExactly(
              "hkex.ccass_shareholding 2021-07-26: ccass_stock_list: expected pages of all 2 stocks of the list,"
                  + " found none of 1, such as 00005");
      assertThat(report.datasets().get(1).warnings()).isEmpty();
    }
    assertThat(
            rows(
                "SELECT partition_date, status FROM check_result WHERE check_name = 'ccass_stock_list' ORDER BY 1"))
        .containsExactly("2021-07-26,failed", "2021-07-27,not_evaluated");
    assertThat(rows("SELECT * FROM ccass_gap")).containsExactly("00005,2021-07-26");
    assertThat(rows("SELECT stock_code, trading_date, stock_name FROM ccass_stock_list ORDER BY 1"))
        .containsExactly("00001,2021-07-26,CKH", "00005,2021-07-26,HSBC");
  }

  @Test
  void corporateActionsAreThoseOfTheYear() {
    LocalDate year = LocalDate.of(2021, 1, 1);
    committed(
        new LakeDay(lake, "hkex.corporate_actions", year)
            .fill(
                "corporate_action",
                """
                VALUES ('HKEX', '00700', DATE '2021-05-15', 'split', 1, 5, NULL),
                    ('HKEX', '00001', DATE '2021-12-31', 'consolidation', 10, 1, 'circular')"""));
    committed(
        new LakeDay(lake, "hkex.corporate_actions", year)
            .version(2)
            .fill(
                "corporate_action",
                "VALUES ('HKEX', '00700', DATE '2021-05-15', 'split', 1, 5, 'circular')"));
    assertThat(
            rows(
                "SELECT stock_code, trading_date, kind, old_shares, new_shares, note FROM stock_corporate_action"))
        .containsExactly("00700,2021-05-15,split,1.00000000,5.00000000,circular");
    DatasetReport report =
        load(
            new LakeDay(lake, "hkex.corporate_actions", year)
                .version(3)
                .fill(
                    "corporate_action",
                    "VALUES ('HKEX', '00700', DATE '2022-05-15', 'split', 1, 5, 'circular')"));
    assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
  }

  /** In how many random orders {@link #anyOrderGivesTheSameTables} loads. */
  abstract int orders();

  @Test
  void oneOrderGivesTheTables() {
    givesTheTables(1);
  }

  @Test
  @Tag("endurance")
  void anyOrderGivesTheSameTables() {
    givesTheTables(orders());
  }

  private void givesTheTables(int orders) {
    CcassPosts posts = new CcassPosts(Long.getLong("tapehouse.orders.seed", 1));
    Map<String, List<String>> expected = new CcassTables(posts.newest()).lines();
    Map<CcassDay, DatasetLoad> written = posts.writtenTo(lake);
    for (int order = 0; order < orders; order++) {
      if (order > 0) {
        closeWarehouse();
        openAnother();
      }
      fence = 0;
      List<List<CcassDay>> batches = posts.batches(order);
      for (List<CcassDay> batch : batches) {
        assertThat(load(batch.stream().map(written::get).toList()).datasets())
            .allSatisfy(report -> assertThat(report.failures()).isEmpty());
      }
      String of = "order " + order + ": " + batches;
      expected.forEach(
          (table, lines) ->
              assertThat(sorted(CcassTables.QUERIES.get(table)))
                  .as("%s of %s", table, of)
                  .isEqualTo(lines));
    }
  }

  /** Opens an empty warehouse beside the same lake. */
  private void openAnother() {
    warehouse = open(folder.resolve(String.valueOf(System.nanoTime())), lake, CLOCK);
    warehouse.migrate();
  }
}

package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.dictionary.calendar.CalendarDay.Source;
import io.tapehouse.sql.LoadReport.DatasetReport;
import io.tapehouse.store.lake.Lake;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What files of Taiwan say of one another: each agreement passes, and each tampered value fails.
 */
abstract class ReconciliationContract extends WarehouseTestBase {

  private static final String NO_CHECKS = "SELECT NULL, NULL, NULL, NULL, NULL, NULL WHERE false";

  /**
   * TWSE's daily report: two stocks and a fund in US dollars, of which 800 were paid, that is
   * 24,000 TWD.
   */
  static LakeDay report(Lake lake, LocalDate date) {
    return new LakeDay(lake, "twse.mi_index", date)
        .fill(
            "stock_daily",
            """
            SELECT 'TWSE', code, DATE '%s', low, high, low, high, 0, false, shares, paid, 2, NULL, NULL, NULL, NULL, NULL
            FROM (VALUES ('1101', 34, 35.5, 7000, 245000), ('2330', 595, 600, 1000, 598000),
                ('00636K', 8, 8, 100, 800)) k(code, low, high, shares, paid)"""
                .formatted(date))
        .fill(
            "index_close_daily",
            "SELECT 'TAIEX', '發行量加權股價指數', DATE '%s', 17100.5, -10, -0.06".formatted(date))
        .fill(
            "market_daily",
            """
            SELECT 'TWSE', DATE '%s', category, paid, shares, trades
            FROM (VALUES ('stock', 843000, 8000, 4), ('warrant', 1000, 500, 1), ('total', 868000, 8600, 7))
                k(category, paid, shares, trades)"""
                .formatted(date))
        .fill(
            "market_breadth",
            "SELECT 'TWSE', DATE '%s', 'market', 5, 1, 4, 0, 3, 2, 1".formatted(date))
        .fill("file_check", NO_CHECKS);
  }

  /** What institutions bought and sold of TSMC, in shares. */
  static LakeDay institutions(Lake lake, LocalDate date) {
    return new LakeDay(lake, "twse.t86", date)
        .fill(
            "stock_institutional",
            """
            SELECT 'TWSE', '2330', DATE '%s', 500, 100, 400, 0, 0, 0, 20, 10, 10, 5, 7, 2, 5, 0, 0, 0, NULL, NULL, 415"""
                .formatted(date))
        .fill("file_check", NO_CHECKS);
  }

  /** The same in TWD, and warrants among what dealers hedge with. */
  static LakeDay institutionsInMoney(Lake lake, LocalDate date) {
    return new LakeDay(lake, "twse.bfi82u", date)
        .fill(
            "market_institutional",
            """
            SELECT 'TWSE', DATE '%s', investor, bought, sold, bought - sold
            FROM (VALUES ('foreign', 299000, 59700), ('trust', 11950, 5975), ('dealer_self', 4180, 1195),
                ('dealer_hedge', 9999, 8888)) k(investor, bought, sold)"""
                .formatted(date))
        .fill("file_check", NO_CHECKS);
  }

  /** The valuation of both stocks. */
  static LakeDay valuation(Lake lake, LocalDate date) {
    return new LakeDay(lake, "twse.bwibbu_d", date)
        .fill(
            "stock_valuation",
            """
            SELECT 'TWSE', code, DATE '%s', 2.5, 2020, 20, 5, '2021Q1' FROM (VALUES ('1101'), ('2330')) k(code)"""
                .formatted(date))
        .fill("file_check", NO_CHECKS);
  }

  /** Lots of TSMC on margin and sold short, so many before and none more. */
  static LakeDay margin(Lake lake, LocalDate date, int onMargin, int soldShort) {
    return new LakeDay(lake, "twse.mi_margn", date)
        .fill(
            "stock_margin",
            """
            SELECT 'TWSE', '2330', DATE '%1$s', 0, 0, 0, %2$d, %2$d, 9000, 0, 0, 0, %3$d, %3$d, 9000, 0, NULL"""
                .formatted(date, onMargin, soldShort))
        .fill(
            "market_margin",
            "SELECT 'TWSE', DATE '%1$s', 'margin_lots', 0, 0, 0, %2$d, %2$d"
                .formatted(date, onMargin))
        .fill("file_check", NO_CHECKS);
  }

  /** A list of events that reaches to a date, with one of TSMC's. */
  static LakeDay events(Lake lake, LocalDate listed, LocalDate day) {
    return new LakeDay(lake, "twse.twt49u", listed)
        .fill(
            "corporate_action_listing",
            """
            SELECT 'TWSE', '2330', DATE '%s', 'dividend', DATE '%s', 600, 500, NULL, 100, NULL, NULL, NULL, NULL,
                NULL, NULL, NULL, DATE '%s', DATE '%s'"""
                .formatted(day, listed, day, listed))
        .fill("file_check", NO_CHECKS);
  }

  /** Monday and Tuesday, and so many weekdays before them. */
  static List<CalendarDay> calendar() {
    List<CalendarDay> calendar = new ArrayList<>();
    for (LocalDate day = MONDAY.minusDays(30);
        day.isBefore(MONDAY.plusDays(5));
        day = day.plusDays(1)) {
      boolean open = day.getDayOfWeek().getValue() < 6;
      calendar.add(new CalendarDay(day, open, false, Source.SCHEDULE, ""));
    }
    return calendar;
  }

  private void calendarIs() {
    warehouse.replaceCalendar("TWSE", calendar(), CLOCK.instant());
  }

  /** Results of one check by day. */
  private List<String> results(String check) {
    return rows(
        """
        SELECT r.partition_date, r.table_name, r.subject, r.severity, r.status, r.found FROM check_result r
        JOIN load_ledger l ON l.attempt_id = r.attempt_id AND l.table_name = r.table_name AND l.status = 'committed'
        WHERE r.check_name = '%s' ORDER BY 1, 3"""
            .formatted(check));
  }

  private static String line(String table, String dataset, String status, String found) {
    return "2021-07-26,%s,%s,warning,%s,%s".formatted(table, dataset, status, found);
  }

  @Test
  void turnoverIsTheSumOverStocksAndWarrants() {
    committed(report(lake, MONDAY));
    assertThat(results("turnover_sum"))
        .containsExactly(line("market_daily", "twse.mi_index", "passed", ""));
  }

  @Test
  void eachFigureOfTheTurnoverIsCompared() {
    for (String tampered :
        List.of(
            "UPDATE market_daily SET volume = 8601 WHERE category = 'total'",
            "UPDATE market_daily SET trades = 8 WHERE category = 'total'",
            "UPDATE market_daily SET value = 844799 WHERE category = 'total'",
            // More than the fund in US dollars can be worth.
            "UPDATE stock_daily SET value = value - 10000 WHERE stock_code = '1101'")) {
      DatasetReport report = load(report(lake, MONDAY).version((int) fence + 1).change(tampered));
      assertThat(report.outcome()).isEqualTo(LoadReport.Outcome.COMMITTED);
      assertThat(report.warnings()).as(tampered).hasSize(1);
      assertThat(report.warnings().get(0))
          .startsWith(
              "twse.mi_index 2021-07-26: turnover_sum: expected total less warrants = sum over stock_daily, found 1 of 3"
                  + " otherwise, such as ");
    }
    assertThat(results("turnover_sum"))
        .containsExactly(
            line(
                "market_daily",
                "twse.mi_index",
                "failed",
                "\"1 of 3 otherwise, such as TWD: 867000, of stocks 833800\""));
  }

  @Test
  void institutionsInMoneyAndInSharesAgreeWhicheverComesLast() {
    committed(institutionsInMoney(lake, MONDAY));
    assertThat(results("institutional_value"))
        .containsExactly(
            line(
                "market_institutional",
                "twse.bfi82u",
                "not_evaluated",
                "\"nothing of the day to compare in stock_institutional, stock_daily\""));
    committed(report(lake, MONDAY));
    committed(institutions(lake, MONDAY));
    assertThat(results("institutional_value"))
        .containsExactly(line("market_institutional", "twse.bfi82u", "passed", ""));
    // Of the other side alone: the failure is reported with the file that brought it to light.
    DatasetReport other =
        load(
            institutions(lake, MONDAY)
                .version(2)
                .change(
                    "UPDATE stock_institutional SET trust_sell = 11, trust_net = 9, total_net = 414"));
    assertThat(other.warnings())
        .containsExactly(
            "twse.bfi82u 2021-07-26: institutional_value: expected TWD between shares at the low and at the high of the"
                + " day, found 1 of 6 otherwise, such as trust sold: 5975, shares are worth 6545 to 6600");
    committed(
        institutionsInMoney(lake, MONDAY)
            .version(2)
            .change(
                "UPDATE market_institutional SET sell_value = 6550, net_value = 5400 WHERE investor = 'trust'"));
    assertThat(results("institutional_value"))
        .containsExactly(line("market_institutional", "twse.bfi82u", "passed", ""));
  }

  @Test
  void aValuationOfWhatIsNotQuotedWarns() {
    committed(report(lake, MONDAY));
    committed(valuation(lake, MONDAY));
    assertThat(results("valuation_codes"))
        .containsExactly(line("stock_valuation", "twse.bwibbu_d", "passed", ""));
    committed(
        valuation(lake, MONDAY)
            .version(2)
            .change("UPDATE stock_valuation SET stock_code = '1102' WHERE stock_code = '1101'"));
    assertThat(results("valuation_codes"))
        .containsExactly(
            line(
                "stock_valuation",
                "twse.bwibbu_d",
                "failed",
                "\"1 of 2 otherwise, such as 1102 has no quote\""));
  }

  @Test
  void theCloseOfTaiexIsTheSameInThreeFiles() {
    committed(days.indexDays(MONDAY));
    committed(days.index(MONDAY));
    committed(report(lake, MONDAY));
    assertThat(results("taiex_close"))
        .containsExactly(line("index_close_daily", "twse.mi_index", "passed", ""));
    committed(
        report(lake, MONDAY)
            .version(2)
            .change("UPDATE index_close_daily SET price_close = 17100.51"));
    assertThat(results("taiex_close"))
        .containsExactly(
            line(
                "index_close_daily",
                "twse.mi_index",
                "failed",
                "\"2 of 2 otherwise, such as 17100.510000 among the closes, 17100.500000 in the days of the month\""));
  }

  @Test
  void marginsOfTheDayBeforeAreTheBalancesOfThatDay() {
    calendarIs();
    committed(margin(lake, TUESDAY, 50, 7));
    assertThat(results("margin_previous"))
        .containsExactly(
            "2021-07-27,stock_margin,twse.mi_margn,warning,not_evaluated,nothing of the day to compare in stock_margin");
    // The day before comes late, and was corrected after that.
    committed(margin(lake, MONDAY, 50, 8));
    assertThat(results("margin_previous").get(1))
        .isEqualTo(
            "2021-07-27,stock_margin,twse.mi_margn,warning,failed,"
                + "\"1 of 1 otherwise, such as 2330: 7 lots sold short before, 8 loaded of 2021-07-26\"");
    committed(margin(lake, MONDAY, 50, 7).version(2));
    assertThat(results("margin_previous").get(1)).contains(",passed,");
    committed(margin(lake, MONDAY, 51, 7).version(3));
    assertThat(results("margin_previous").get(1))
        .contains("2330: 50 lots on margin before, 51 loaded of 2021-07-26");
  }

  @Test
  void aDayThatIsMissingInBetweenIsNotTakenForTheDayBefore() {
    calendarIs();
    committed(margin(lake, MONDAY, 50, 7));
    committed(margin(lake, TUESDAY.plusDays(1), 60, 7));
    assertThat(results("margin_previous").get(1))
        .startsWith("2021-07-28,stock_margin,twse.mi_margn,warning,not_evaluated,");
  }

  private void quotesOfFiveDays() {
    calendarIs();
    IntStream.rangeClosed(3, 7)
        .mapToObj(MONDAY::minusDays)
        .forEach(day -> committed(report(lake, day)));
  }

  private LakeDay fallen() {
    return report(lake, MONDAY)
        .change(
            "UPDATE stock_daily SET price_close = 539.9, price_low = 539.9 WHERE stock_code = '2330'");
  }

  private String step() {
    return results("price_step").stream()
        .filter(one -> one.startsWith("2021-07-26"))
        .toList()
        .get(0);
  }

  @Test
  void aStepBeyondTheLimitWarns() {
    quotesOfFiveDays();
    assertThat(results("price_step")).hasSize(5).allMatch(one -> one.contains(",not_evaluated,"));
    committed(
        report(lake, MONDAY)
            .change(
                "UPDATE stock_daily SET price_close = 540, price_low = 540 WHERE stock_code = '2330'")
            .change(
                "UPDATE stock_daily SET price_close = 3, price_low = 3 WHERE stock_code = '00636K'"));
    assertThat(step()).isEqualTo(line("stock_daily", "twse.mi_index", "passed", ""));
    committed(fallen().version(2));
    assertThat(step())
        .isEqualTo(
            line(
                "stock_daily",
                "twse.mi_index",
                "failed",
                "\"1 of 2 otherwise, such as 2330: from 600.000000 to 539.900000\""));
  }

  @Test
  void anEventExplainsAStepAlsoWhenItsListComesLater() {
    quotesOfFiveDays();
    committed(fallen());
    assertThat(step()).contains(",failed,");
    committed(events(lake, TUESDAY, MONDAY));
    assertThat(step()).contains(",passed,");
  }

  @Test
  void aMarkOfTheExchangeExplainsAStepUntilListsReachTheDay() {
    quotesOfFiveDays();
    committed(
        fallen().change("UPDATE stock_daily SET reference_reset = true WHERE stock_code = '2330'"));
    assertThat(step()).contains(",passed,");
    committed(
        events(lake, TUESDAY, MONDAY)
            .change("UPDATE corporate_action_listing SET stock_code = '1101'"));
    assertThat(step()).contains(",failed,");
  }

  @Test
  void aNewStockHasNoLimit() {
    quotesOfFiveDays();
    committed(
        report(lake, MONDAY.minusDays(3))
            .version(2)
            .change(
                "INSERT INTO stock_daily SELECT exchange_code, '6999', * EXCLUDE (exchange_code, stock_code) FROM stock_daily WHERE stock_code = '1101'"));
    committed(
        report(lake, MONDAY)
            .change("UPDATE stock_daily SET stock_code = '6999' WHERE stock_code = '2330'"));
    assertThat(step()).contains(",passed,");
  }
}

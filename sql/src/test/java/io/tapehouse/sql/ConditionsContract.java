package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.Partition;
import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.dictionary.calendar.CalendarDay.Source;
import io.tapehouse.sql.LoadReport.Outcome;
import io.tapehouse.sql.Refusal.Verdict;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whether a date of a dataset may be used, on every warehouse. */
abstract class ConditionsContract extends WarehouseTestBase {

  private static final String SECURITIES = "twse.isin_listed";
  private static final String VALUATION = "twse.bwibbu_d";
  private static final LocalDate FRIDAY = MONDAY.plusDays(4);

  private void calendar(String exchange, LocalDate from, LocalDate to) {
    warehouse.replaceCalendar(
        exchange, from.datesUntil(to.plusDays(1)).map(this::day).toList(), CLOCK.instant());
  }

  private CalendarDay day(LocalDate date) {
    boolean rest =
        date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    return new CalendarDay(date, !rest, false, Source.SCHEDULE, "");
  }

  private List<String> conditions(String dataset, LocalDate from, LocalDate to) {
    return rows(
        """
        SELECT partition_date, condition, reason FROM dataset_condition
        WHERE dataset = '%s' AND partition_date BETWEEN '%s' AND '%s' ORDER BY partition_date"""
            .formatted(dataset, from, to));
  }

  private List<String> condition(LocalDate date) {
    return rows(
        """
        SELECT condition, reason, changed_at FROM dataset_condition
        WHERE dataset = '%s' AND partition_date = '%s'"""
            .formatted(VALUATION, date));
  }

  private LakeDay valuations(LocalDate date) {
    return new LakeDay(lake, VALUATION, date)
        .fill(
            "stock_valuation",
            "SELECT 'TWSE', '2330', DATE '%s', 2.5, 2020, 30, 9, '2021Q1'".formatted(date))
        .fill(
            "file_check",
            "SELECT 'stock_valuation', 'total_rows', 'blocking', 'passed', 'totals that are sums', NULL");
  }

  @Test
  void datesAreLoadedMissingOrClosed() {
    calendar("TWSE", MONDAY, MONDAY.plusDays(5));
    committed(valuations(MONDAY));
    assertThat(conditions(VALUATION, MONDAY.minusDays(9), MONDAY.plusDays(9)))
        .containsExactly(
            "2021-07-26,available,",
            "2021-07-27,missing,nothing was loaded",
            "2021-07-28,missing,nothing was loaded",
            "2021-07-29,missing,nothing was loaded",
            "2021-07-30,missing,nothing was loaded",
            "2021-07-31,closed,no trading");
    assertThat(condition(MONDAY)).containsExactly("available,,2021-07-27T09:30:00");
    // When it was waited for no longer: 23:30 in Taipei.
    assertThat(condition(TUESDAY))
        .containsExactly("missing,nothing was loaded,2021-07-27T15:30:00");
  }

  /** A list of all securities, which bears the day on which it was made. */
  private LakeDay securities(LocalDate date) {
    return new LakeDay(lake, SECURITIES, date)
        .fill(
            "stock_listing",
            "SELECT 'TWSE', '2330', DATE '%s', 'n', NULL, 'stock', NULL, NULL, NULL, NULL, NULL"
                .formatted(date))
        .fill("file_check", "SELECT NULL, NULL, NULL, NULL, NULL, NULL WHERE false");
  }

  @Test
  void aWeekWithoutAListOfWhatIsNowIsMissing() {
    LocalDate first = MONDAY.minusWeeks(5);
    calendar("TWSE", MONDAY.minusWeeks(7), MONDAY.minusDays(1));
    // Nothing is expected of it before its first list.
    assertThat(conditions(SECURITIES, MONDAY.minusWeeks(7), MONDAY)).isEmpty();
    // On the Saturday of its week; then on Tuesday, late; then none; then on Friday itself.
    committed(securities(first.plusDays(5)));
    committed(securities(first.plusDays(15)));
    committed(securities(first.plusDays(32)));
    assertThat(conditions(SECURITIES, MONDAY.minusWeeks(7), MONDAY))
        .containsExactly(
            "2021-06-26,available,",
            "2021-07-06,available,",
            "2021-07-16,missing,nothing was loaded",
            "2021-07-23,available,");
    assertThat(
            rows(
                """
                SELECT changed_at FROM dataset_condition
                WHERE dataset = '%s' AND condition = 'missing'"""
                    .formatted(SECURITIES)))
        .containsExactly("2021-07-17T13:00:00");
  }

  @Test
  void aDateWithoutACalendarIsShownOnceItIsLoaded() {
    committed(valuations(MONDAY));
    assertThat(conditions(VALUATION, MONDAY, TUESDAY)).containsExactly("2021-07-26,available,");
  }

  @Test
  void quarantinedRowsDegrade() {
    calendar("TWSE", MONDAY, MONDAY);
    committed(valuations(MONDAY).quarantine("BWIBBU_d.json", 7));
    assertThat(conditions(VALUATION, MONDAY, MONDAY))
        .containsExactly("2021-07-26,degraded,1 rows in quarantine");
  }

  @Test
  void warningsDegrade() {
    calendar("TWSE", MONDAY, MONDAY);
    committed(valuations(MONDAY));
    String attempt = rows("SELECT attempt_id FROM load_ledger WHERE status = 'committed'").get(0);
    warehouse.recordFindings(
        new FileFindings(
            "stock_valuation",
            new Partition(VALUATION, MONDAY),
            1,
            attempt,
            "balance_of_yesterday",
            List.of(new FileFindings.Finding(VALUATION, "1", "2")),
            List.of()));
    assertThat(conditions(VALUATION, MONDAY, MONDAY))
        .containsExactly("2021-07-26,degraded,\"1 checks warn, such as balance_of_yesterday\"");
  }

  @Test
  void noticesDoNotDegrade() {
    calendar("TWSE", MONDAY, MONDAY);
    committed(
        valuations(MONDAY)
            .change(
                "UPDATE file_check SET severity = 'notice', status = 'failed', found = 'blocks'"));
    assertThat(rows("SELECT severity, status FROM check_result WHERE check_name = 'total_rows'"))
        .containsExactly("notice,failed");
    assertThat(conditions(VALUATION, MONDAY, MONDAY)).containsExactly("2021-07-26,available,");
  }

  @Test
  void aRefusedFileIsMissingWithItsReason() {
    calendar("TWSE", MONDAY, MONDAY);
    refuse("expected 900 rows, found 18");
    assertThat(condition(MONDAY))
        .containsExactly(
            "missing,\"file_readable: found expected 900 rows, found 18\",2021-07-27T09:30:00");
  }

  @Test
  void aLaterFileThatWasRefusedDegrades() {
    calendar("TWSE", MONDAY, MONDAY);
    committed(valuations(MONDAY));
    refuse("a footer alone");
    assertThat(conditions(VALUATION, MONDAY, MONDAY))
        .containsExactly(
            "2021-07-26,degraded,a later file was refused: file_readable: found a footer alone");
    assertThat(load(valuations(MONDAY).version(3)).outcome()).isEqualTo(Outcome.COMMITTED);
    assertThat(conditions(VALUATION, MONDAY, MONDAY)).containsExactly("2021-07-26,available,");
  }

  private void refuse(String reason) {
    Partition partition = new Partition(VALUATION, MONDAY);
    warehouse.fence(Map.of(partition, ++fence));
    warehouse.recordRefusal(
        new Refusal(
            partition,
            Set.of("stock_valuation"),
            2,
            "sha",
            1,
            "refused-" + fence,
            fence,
            Verdict.REFUSED,
            reason,
            List.of()));
  }

  @Test
  void whatThePublisherDeletedIsNotMissing() {
    calendar("TAIFEX", MONDAY, MONDAY.plusDays(90));
    assertThat(conditions("taifex.futures_tick", MONDAY, MONDAY))
        .containsExactly("2021-07-26,unpublished,the publisher keeps 30 trading days");
    assertThat(conditions("taifex.futures_tick", FRIDAY.plusDays(63), FRIDAY.plusDays(63)))
        .containsExactly("2021-10-01,missing,nothing was loaded");
  }

  @Test
  void aWeekHasOneFile() {
    calendar("TWSE", MONDAY, MONDAY.plusDays(6));
    assertThat(conditions("tdcc.shareholding_distribution", MONDAY, MONDAY.plusDays(6)))
        .hasSize(1)
        .allMatch(line -> line.startsWith("2021-07-30,"));
  }

  @Test
  void whatIsNotDueYetIsPending() {
    // Pages of today are there tomorrow.
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Hong_Kong"));
    warehouse.replaceCalendar(
        "CCASS",
        List.of(
            new CalendarDay(today, true, false, Source.SCHEDULE, ""),
            new CalendarDay(today.plusDays(2), true, false, Source.SCHEDULE, "")),
        CLOCK.instant());
    assertThat(conditions("hkex.ccass_shareholding", today.minusDays(3), today.plusDays(3)))
        .containsExactly(
            "%s,pending,due at %s 08:00 Asia/Hong_Kong".formatted(today, today.plusDays(1)));
  }
}

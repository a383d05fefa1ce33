package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.sql.LoadReport.Outcome;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The load of quotes: several tables of one file, and datasets that make way for others. */
abstract class QuotesContract extends WarehouseTestBase {

  private static final LocalDate MONTH = MONDAY.withDayOfMonth(1);

  private static final String QUOTES =
      """
      SELECT s.stock_code, s.trading_date, s.price_close, s.bid_volume, b.dataset
      FROM stock_daily s JOIN load_ledger b ON b.load_id = s.load_id ORDER BY 2, 1""";

  private static final String MARKET =
      """
      SELECT m.trading_date, m.category, m.value, b.dataset
      FROM market_daily m JOIN load_ledger b ON b.load_id = m.load_id ORDER BY 1, 2""";

  /** The daily report: a stock with a bid, TAIEX, and the market. */
  private LakeDay report(LocalDate date) {
    return new LakeDay(lake, "twse.mi_index", date)
        .fill(
            "stock_daily",
            """
            SELECT 'TWSE', '1101', DATE '%s', 35, 35.5, 34, 34.5, -0.5, false, 7000, 245000, 3, 34.5, 61000, 35, 2000, '台泥'"""
                .formatted(date))
        .fill(
            "index_close_daily",
            """
            SELECT 'TAIEX', '發行量加權股價指數', DATE '%1$s', 17500.5, -10, -0.06
            UNION ALL SELECT '電子類指數', '電子工業類指數', DATE '%1$s', 800, NULL, NULL"""
                .formatted(date))
        .fill(
            "market_daily",
            "SELECT 'TWSE', DATE '%1$s', c, 1000, 20, 3 FROM (VALUES ('stock'), ('total')) k(c)"
                .formatted(date))
        .fill(
            "market_breadth",
            "SELECT 'TWSE', DATE '%s', 'market', 5, 1, 4, 0, 3, 2, 1".formatted(date))
        .fill("file_check", "SELECT NULL, NULL, NULL, NULL, NULL, NULL WHERE false");
  }

  /** The open data: the same stock without a bid, another one, and a check that failed. */
  private LakeDay openData(LocalDate date) {
    return new LakeDay(lake, "twse.stock_day_all", date)
        .fill(
            "stock_daily",
            """
            SELECT 'TWSE', code, DATE '%s', 35, 35.5, 34, 34.5, -0.5, false, 7000, 245000, 3, NULL, NULL, NULL, NULL, NULL
            FROM (VALUES ('1101'), ('1102')) k(code)"""
                .formatted(date))
        .fill(
            "file_check",
            """
            SELECT 'stock_daily', 'round_lots_alone', 'warning', 'failed', 'odd lots', '2 of 2 rows otherwise'""");
  }

  /** The month: a row a day. */
  private LakeDay month() {
    return new LakeDay(lake, "twse.fmtqik", MONTH)
        .fill(
            "market_daily",
            """
            SELECT 'TWSE', d, 'total', 999, 20, 3 FROM (VALUES (DATE '%s'), (DATE '%s')) k(d)"""
                .formatted(MONDAY, TUESDAY))
        .fill("file_check", "SELECT NULL, NULL, NULL, NULL, NULL, NULL WHERE false");
  }

  /** Loads days in one batch. */
  private void together(LakeDay... days) {
    LoadReport report = load(Stream.of(days).map(LakeDay::write).toList());
    Stream.of(days).forEach(LakeDay::close);
    assertThat(report.datasets())
        .allMatch(one -> one.outcome() == Outcome.COMMITTED && one.failures().isEmpty());
  }

  @Test
  void oneFileFillsItsFourTables() {
    committed(report(MONDAY));
    assertThat(rows(QUOTES)).containsExactly("1101,2021-07-26,34.500000,61000,twse.mi_index");
    assertThat(
            rows(
                """
                SELECT i.name, c.price_close, c.percent_change FROM index_close_daily c
                JOIN index i ON i.id = c.index_id ORDER BY c.price_close"""))
        .containsExactly("電子類指數,800.000000,", "TAIEX,17500.500000,-0.060000");
    // The name of the daily report is known beside that of the index's own file.
    assertThat(rows("SELECT name_local FROM index WHERE name = '電子類指數'")).containsExactly("電子類指數");
    assertThat(rows("SELECT scope, advances, limit_up, incomparable FROM market_breadth"))
        .containsExactly("market,5,1,1");
    assertThat(rows("SELECT count(*) FROM load_ledger WHERE status = 'committed'"))
        .containsExactly("4");
  }

  @Test
  void theOpenDataFillsADateUntilTheReportIsThere() {
    committed(openData(MONDAY));
    assertThat(rows(QUOTES))
        .containsExactly(
            "1101,2021-07-26,34.500000,,twse.stock_day_all",
            "1102,2021-07-26,34.500000,,twse.stock_day_all");
    assertThat(
            rows("SELECT severity, status FROM check_result WHERE check_name = 'round_lots_alone'"))
        .containsExactly("warning,failed");
    committed(report(MONDAY));
    assertThat(rows(QUOTES)).containsExactly("1101,2021-07-26,34.500000,61000,twse.mi_index");
    assertThat(
            rows(
                "SELECT dataset, status, rows_written FROM load_ledger WHERE table_name = 'stock_daily' ORDER BY load_id"))
        .containsExactly("twse.stock_day_all,superseded,2", "twse.mi_index,committed,1");
  }

  @Test
  void theOpenDataMakesWayForAReportThatWasThereBeforeOrComesWithIt() {
    committed(report(MONDAY));
    committed(openData(MONDAY));
    together(report(TUESDAY), openData(TUESDAY));
    assertThat(rows(QUOTES))
        .containsExactly(
            "1101,2021-07-26,34.500000,61000,twse.mi_index",
            "1101,2021-07-27,34.500000,61000,twse.mi_index");
    assertThat(
            rows(
                """
                SELECT partition_date, rows_read - rows_loaded, rows_written, status FROM load_ledger
                WHERE dataset = 'twse.stock_day_all' ORDER BY load_id"""))
        .containsExactly("2021-07-26,2,0,committed", "2021-07-27,2,0,committed");
    assertThat(rows("SELECT DISTINCT status, found FROM check_result WHERE check_name = 'yields'"))
        .containsExactly("passed,2 rows left out");
    assertThat(load(openData(MONDAY)).outcome()).isEqualTo(Outcome.UNCHANGED);
  }

  @Test
  void theMonthFillsDaysWithoutAReportWhateverTheOrder() {
    committed(month());
    committed(report(TUESDAY));
    assertThat(rows(MARKET))
        .containsExactly(
            "2021-07-26,total,999,twse.fmtqik",
            "2021-07-27,stock,1000,twse.mi_index",
            "2021-07-27,total,1000,twse.mi_index");
    committed(month().version(2));
    assertThat(rows(MARKET)).hasSize(3).contains("2021-07-26,total,999,twse.fmtqik");
    committed(report(MONDAY));
    assertThat(rows(MARKET)).hasSize(4).noneMatch(row -> row.endsWith("fmtqik"));
  }

  @Test
  void aNewVersionOfTheReportReplacesItsRowsAlone() {
    together(report(MONDAY), report(TUESDAY));
    committed(report(MONDAY).version(2).change("UPDATE stock_daily SET volume = 8000"));
    assertThat(rows("SELECT trading_date, volume FROM stock_daily ORDER BY 1"))
        .containsExactly("2021-07-26,8000", "2021-07-27,7000");
  }
}

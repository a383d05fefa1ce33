package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.sql.LoadReport.DatasetReport;
import io.tapehouse.sql.LoadReport.Outcome;
import io.tapehouse.store.lake.Lake;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** TAIFEX's daily figures, and their comparison with one another and with ticks, everywhere. */
abstract class DerivativeDaysContract extends WarehouseTestBase {

  private static final String FUTURES = "taifex.futures_daily";
  private static final String OPTIONS = "taifex.options_daily";
  private static final String POSITIONS = "taifex.options_institutional";
  private static final String RATIO = "taifex.put_call_ratio";

  /** The lots, high and low that {@link LakeDays#futures} has of its contracts. */
  private static final String DAYS =
      """
      SELECT contract, DATE '%s', session, low + 2, low + 5, low, low + 3, NULL, NULL, lots, NULL, NULL, low, low + 5,
          low + 5, low
      FROM (VALUES ('TX/202108', 17498.25, 'night', 15), ('TX/202108', 17498.25, 'day', 20),
          ('TX/202109', 17478, 'night', 6), ('TX/202109', 17478, 'day', 8),
          ('MTX/202108', 17499, 'night', 21), ('MTX/202108', 17499, 'day', 28)) d(contract, low, session, lots)""";

  private static final String COMPARED =
      """
      SELECT table_name, check_name, severity, status FROM check_result
      WHERE check_name LIKE 'tick%' ORDER BY table_name, check_name""";

  private static final String SERIES =
      """
      SELECT contract, DATE '%s', 'day', NULL, NULL, NULL, NULL, NULL, NULL, lots, settled, open, NULL, NULL, NULL, NULL
      FROM (VALUES ('TXO/202107/17500/C', 20, NULL, 5), ('TXO/202108/17500/C', 30, 100, 7),
          ('TXO/202107/17500/P', 11, NULL, 3), ('TXO/202108/17500/P', 6, 90, 12),
          ('TEO/202108/800/P', 99, 5, 99)) o(contract, lots, settled, open)""";

  /** A file of futures without a difference from {@link LakeDays#futures}. */
  static LakeDay futures(Lake lake, LocalDate date) {
    return new LakeDay(lake, FUTURES, date)
        .fill("derivative_detail_daily", DAYS.formatted(date))
        .fill(
            "derivative_spread_daily",
            """
            SELECT 'TX/202108', 'TX/202109', DATE '%s', 'day', -20, 0, -21, 0, NULL, NULL, 6, NULL, NULL, -22, 0, -10, -21"""
                .formatted(date))
        .fill(
            "derivative_contract",
            """
            SELECT 'Futures', split_part(contract, '/', 1), contract, split_part(contract, '/', 2), NULL, NULL, 'TAIEX',
                'TAIEX', 'TAIFEX'
            FROM (SELECT DISTINCT contract FROM derivative_detail_daily) c""")
        .fill("file_check", "SELECT NULL, NULL, NULL, NULL, NULL, NULL WHERE false");
  }

  private LakeDay futures(LocalDate date) {
    return futures(lake, date);
  }

  /** Positions in a product that has contracts elsewhere, and in a group of products. */
  static LakeDay positions(Lake lake, LocalDate date) {
    return new LakeDay(lake, POSITIONS, date)
        .fill(
            "derivative_position",
            """
            SELECT 'Options', product, right_, DATE '%s', 'dealer', 5, 50, 3, 30, 2, 20, 7, 70, 8, 80, -1, -10
            FROM (VALUES ('TXO', 'C'), ('TXO', 'P'), ('股票選擇權', 'P')) p(product, right_)"""
                .formatted(date))
        .fill(
            "derivative_contract",
            """
            SELECT 'Options', product, NULL, NULL, NULL, NULL, NULL, NULL, 'TAIFEX'
            FROM (SELECT DISTINCT product FROM derivative_position) p""")
        .fill("file_check", "SELECT NULL, NULL, NULL, NULL, NULL, NULL WHERE false");
  }

  private LakeDay ratio(LocalDate date, int calls) {
    return new LakeDay(lake, RATIO, date)
        .fill(
            "put_call_ratio", "SELECT DATE '%s', 17, %d, 34, 12, 7, 171.43".formatted(date, calls))
        .fill("file_check", "SELECT NULL, NULL, NULL, NULL, NULL, NULL WHERE false")
        .evidence("derivative_detail_daily", OPTIONS, SERIES.formatted(date))
        .evidence(
            "file_check",
            OPTIONS,
            "SELECT 'derivative_detail_daily', 'of_another', 'blocking', 'failed', 'x', 'y'");
  }

  @Test
  void rowsReferToContractsAndSpreadsThatTheyAdd() {
    committed(futures(MONDAY));
    assertThat(
            rows(
                """
                SELECT d.name, d.derivative_type, c.contract, c.expire, f.session, f.price_high, f.volume
                FROM derivative_detail_daily f
                JOIN derivative_detail c ON c.id = f.derivative_detail_id
                JOIN derivative d ON d.id = c.derivative_id
                WHERE d.name = 'TX' ORDER BY c.contract, f.session"""))
        .containsExactly(
            "TX,Futures,TX/202108,202108,day,17503.250000,20",
            "TX,Futures,TX/202108,202108,night,17503.250000,15",
            "TX,Futures,TX/202109,202109,day,17483.000000,8",
            "TX,Futures,TX/202109,202109,night,17483.000000,6");
    assertThat(
            rows(
                """
                SELECT n.contract, r.contract, f.price_close, f.ask_price, f.contract_low, f.trading_date
                FROM derivative_spread_daily f
                JOIN derivative_spread s ON s.id = f.derivative_spread_id
                JOIN derivative_detail n ON n.id = s.near_detail_id
                JOIN derivative_detail r ON r.id = s.far_detail_id"""))
        .containsExactly("TX/202108,TX/202109,0.000000,0.000000,-21.000000,2021-07-26");
  }

  @Test
  void contractsOfTicksAndOfDaysAreTheSame() {
    committed(days.futures(MONDAY));
    List<String> before = sorted("SELECT id, contract FROM derivative_detail");
    committed(futures(MONDAY));
    committed(futures(TUESDAY));
    assertThat(sorted("SELECT id, contract FROM derivative_detail")).isEqualTo(before);
    assertThat(rows("SELECT count(*) FROM derivative_spread")).containsExactly("1");
    assertThat(rows("SELECT count(*) FROM derivative")).containsExactly("2");
  }

  @Test
  void anotherVersionReplacesItsDay() {
    committed(futures(MONDAY));
    committed(
        futures(MONDAY)
            .version(2)
            .change("DELETE FROM derivative_detail_daily WHERE contract LIKE 'MTX%'")
            .change("DELETE FROM derivative_spread_daily"));
    assertThat(rows("SELECT count(*) FROM derivative_detail_daily")).containsExactly("4");
    assertThat(rows("SELECT count(*) FROM derivative_spread_daily")).containsExactly("0");
  }

  @Test
  void aProductWithoutContractsIsAFamilyAlone() {
    committed(positions(lake, MONDAY));
    assertThat(
            rows(
                """
                SELECT d.name, d.derivative_type, p.option_type, p.investor, p.net_volume, p.net_open_interest_value
                FROM derivative_position p JOIN derivative d ON d.id = p.derivative_id ORDER BY d.name, p.option_type"""))
        .containsExactlyInAnyOrder(
            "TXO,Options,C,dealer,2,-10",
            "TXO,Options,P,dealer,2,-10",
            "股票選擇權,Options,P,dealer,2,-10");
    assertThat(rows("SELECT count(*) FROM derivative_detail")).containsExactly("0");
  }

  @Test
  void ticksAndDaysAreComparedWhicheverComesSecond() {
    committed(futures(MONDAY));
    assertThat(rows(COMPARED))
        .containsExactly(
            "derivative_detail_daily,tick_range,warning,not_evaluated",
            "derivative_detail_daily,tick_volume,warning,not_evaluated");
    committed(days.futures(MONDAY));
    committed(days.futures(TUESDAY));
    committed(futures(TUESDAY));
    assertThat(
            rows(
                """
                SELECT table_name, check_name, partition_date, status FROM check_result
                WHERE check_name LIKE 'tick%' AND status <> 'not_evaluated'
                ORDER BY table_name, partition_date, check_name"""))
        .containsExactly(
            "derivative_detail_daily,tick_range,2021-07-26,passed",
            "derivative_detail_daily,tick_volume,2021-07-26,passed",
            "derivative_detail_daily,tick_range,2021-07-27,passed",
            "derivative_detail_daily,tick_volume,2021-07-27,passed");
  }

  @Test
  void aDifferenceFromTheTicksWarnsAndNamesTheContract() {
    committed(days.futures(MONDAY));
    committed(
        futures(MONDAY)
            .change(
                "UPDATE derivative_detail_daily SET volume = 25, price_high = 17503, price_close = 17500"
                    + " WHERE contract = 'TX/202108' AND session = 'day'")
            // Block trades alone make no prints.
            .change(
                "INSERT INTO derivative_detail_daily SELECT 'TX/202112', trading_date, session, 17000, NULL, NULL, 17000,"
                    + " NULL, NULL, 9, NULL, NULL, NULL, NULL, NULL, NULL FROM derivative_detail_daily"
                    + " WHERE contract = 'TX/202109' AND session = 'day'")
            .change(
                "INSERT INTO derivative_contract VALUES"
                    + " ('Futures', 'TX', 'TX/202112', '202112', NULL, NULL, 'TAIEX', 'TAIEX', 'TAIFEX')"));
    assertThat(
            rows(
                "SELECT severity, status, found FROM check_result WHERE check_name LIKE 'tick%' ORDER BY check_name"))
        .containsExactly(
            "warning,failed,\"1 of 6 otherwise, such as TX/202108 day: bars 17498.250000 to"
                + " 17503.250000, the day 17498.250000 to 17503.000000\"",
            "warning,failed,\"1 of 7 otherwise, such as TX/202108 day: 25 lots in the daily file, 20"
                + " in the bars\"");
  }

  @Test
  void putsAgainstCallsAreTheSumsOverTheOptions() {
    committed(ratio(MONDAY, 50));
    assertThat(
            rows(
                "SELECT check_name, severity, status FROM check_result WHERE check_name IN ('option_sums', 'of_another')"))
        .containsExactly("option_sums,blocking,passed");
  }

  @Test
  void otherSumsKeepTheRatioOut() {
    DatasetReport report = load(ratio(MONDAY, 51));
    assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(rows("SELECT count(*) FROM put_call_ratio")).containsExactly("0");
    assertThat(rows("SELECT expected, found FROM check_result WHERE check_name = 'option_sums'"))
        .containsExactly(
            "\"17 puts and 51 calls traded, 12 and 7 open\",\"17 puts and 50 calls traded, 12 and 7 open\"");
  }

  @Test
  void withoutTheOptionsOfTheDayTheSumsAreNotEvaluated() {
    committed(ratio(MONDAY, 51).without(OPTIONS, "not in replay"));
    committed(
        ratio(TUESDAY, 51)
            .change("DELETE FROM evidence.derivative_detail_daily WHERE contract LIKE 'TXO%'"));
    assertThat(
            rows(
                "SELECT status, found FROM check_result WHERE check_name = 'option_sums' ORDER BY partition_date"))
        .containsExactly(
            "not_evaluated,taifex.options_daily: not in replay",
            "not_evaluated,no series of TXO in the daily figures");
  }
}

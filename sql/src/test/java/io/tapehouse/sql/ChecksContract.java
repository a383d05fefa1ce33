package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.sql.LoadReport.DatasetReport;
import io.tapehouse.sql.LoadReport.Outcome;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each check, passing and failing, on every warehouse. */
abstract class ChecksContract extends WarehouseTestBase {

  private static final String REPORT = "taifex.futures_spread_report";
  private static final String FILLS = "taifex.futures_spread_tick";

  /** Table, check, subject, status of the last results, without row_count. */
  private List<String> results() {
    return rows(
        """
        SELECT table_name, check_name, subject, severity, status FROM check_result
        WHERE check_name <> 'row_count' ORDER BY table_name, check_name, subject""");
  }

  private void fails(LakeDay day, String line) {
    DatasetReport report = load(day);
    assertThat(report.failures()).containsExactly(line);
    assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void aGoodDayOfFuturesPassesAll() {
    committed(days.futures(MONDAY));
    String futures = "taifex.futures_tick";
    assertThat(results())
        .containsExactly(
            "contract_label,partition_date," + futures + ",blocking,passed",
            "contract_label,unique_key," + futures + ",blocking,passed",
            "derivative_detail_history,even_volume," + futures + ",blocking,passed",
            "derivative_detail_history,ohlc_order," + futures + ",blocking,passed",
            "derivative_detail_history,partition_date," + futures + ",blocking,passed",
            "derivative_detail_history,scales_agree," + futures + ",blocking,passed",
            "derivative_detail_history,session_coverage,TX day,blocking,passed",
            "derivative_detail_history,session_coverage,TX night,blocking,passed",
            "derivative_detail_history,spread_report_volume,MTX,blocking,passed",
            "derivative_detail_history,spread_report_volume,TX,blocking,passed",
            "derivative_detail_history,spread_tick_rows," + futures + ",blocking,passed",
            "derivative_detail_history,spread_tick_volume,MTX,blocking,passed",
            "derivative_detail_history,spread_tick_volume,TX,blocking,passed",
            "derivative_detail_history,unique_key," + futures + ",blocking,passed",
            "derivative_spread_history,ohlc_order," + futures + ",blocking,passed",
            "derivative_spread_history,partition_date," + futures + ",blocking,passed",
            "derivative_spread_history,scales_agree," + futures + ",blocking,passed",
            "derivative_spread_history,unique_key," + futures + ",blocking,passed");
  }

  @Test
  void aDayWithoutSpreadsPasses() {
    committed(
        days.futures(MONDAY)
            .change("DELETE FROM spread_print")
            .change("DELETE FROM evidence.spread_print")
            .change("DELETE FROM derivative_spread_bar")
            .change(
                """
                UPDATE evidence.spread_report SET spread_volume = 0,
                    market_volume = market_volume - CASE product WHEN 'TX' THEN 24 ELSE 0 END"""));
    assertThat(results())
        .contains(
            "derivative_detail_history,spread_tick_rows,taifex.futures_tick,blocking,passed",
            "derivative_spread_history,scales_agree,taifex.futures_tick,blocking,not_evaluated");
  }

  @Test
  void uniqueKey() {
    fails(
        days.futures(MONDAY)
            .change(
                """
                INSERT INTO derivative_spread_bar SELECT * REPLACE (0 AS volume) FROM derivative_spread_bar
                WHERE scale = 60"""),
        "taifex.futures_tick 2021-07-26: unique_key: expected each key once, found 1 otherwise, such as"
            + " TX/202108 and TX/202109 60 2021-07-26 00:00:00");
  }

  @Test
  void ohlcOrder() {
    fails(
        days.futures(MONDAY)
            .change(
                """
                UPDATE derivative_bar SET price_vwap = price_high + 1
                WHERE scale = 60 AND contract = 'TX/202109' AND session = 'day' AND datetime < '2021-07-26 01:00'"""),
        "taifex.futures_tick 2021-07-26: ohlc_order: expected low <= open, close, mean, vwap <= high, found 1"
            + " otherwise, such as TX/202109 60 2021-07-26 00:00:00");
  }

  @Test
  void partitionDate() {
    DatasetReport report =
        load(days.futures(MONDAY).change("UPDATE contract_label SET trading_date = '2021-07-27'"));
    assertThat(report.failures())
        .singleElement()
        .asString()
        .startsWith(
            "taifex.futures_tick 2021-07-26: partition_date: expected trading dates of the partition, found 3");
  }

  @Test
  void spreadReportVolumeKnowsTheProductsOfBothSides() {
    DatasetReport report =
        load(
            days.futures(MONDAY)
                .change("UPDATE evidence.spread_report SET product = 'TE' WHERE product = 'MTX'"));
    assertThat(report.failures())
        .containsExactly(
            "taifex.futures_tick 2021-07-26: spread_report_volume MTX: expected a product of the report, found 98",
            "taifex.futures_tick 2021-07-26: spread_report_volume TE: expected 98, found 0");
  }

  @Test
  void spreadTickRowsCountsEqualRows() {
    fails(
        days.futures(MONDAY)
            .change(
                """
                INSERT INTO spread_print SELECT * FROM spread_print ORDER BY printed_at LIMIT 1"""),
        "taifex.futures_tick 2021-07-26: spread_tick_rows: expected the same spread rows in both files, found 0"
            + " only in taifex.futures_spread_tick, 1 only in taifex.futures_tick, such as TX 202108/202109"
            + " 2021-07-26 00:45:00 at -20.000000");
  }

  @Test
  void spreadTickVolume() {
    fails(
        days.futures(MONDAY)
            .change("UPDATE evidence.spread_report SET spread_volume = 29 WHERE product = 'TX'"),
        "taifex.futures_tick 2021-07-26: spread_tick_volume TX: expected 29, found 28");
  }

  @Test
  void evenVolume() {
    fails(
        days.futures(MONDAY)
            .change(
                "UPDATE product_session SET uneven = 2 WHERE product = 'MTX' AND session = 'day'"),
        "taifex.futures_tick 2021-07-26: even_volume MTX: expected whole lots, found 2 uneven volumes");
  }

  @Test
  void sessionCoverage() {
    fails(
        days.futures(MONDAY)
            .change(
                """
                UPDATE product_session SET last_print = last_print - INTERVAL '10 minutes'
                WHERE product = 'TX' AND session = 'day'"""),
        "taifex.futures_tick 2021-07-26: session_coverage TX day: expected prints from 2021-07-26 00:45:00 to"
            + " 2021-07-26 05:45:00 UTC, within two minutes, found from 2021-07-26 00:45:00 to 2021-07-26 05:34:00");
  }

  @Test
  void aSessionWithoutPrintsFails() {
    fails(
        days.futures(MONDAY)
            .change(
                """
                UPDATE product_session SET first_print = NULL, last_print = NULL
                WHERE product = 'TX' AND session = 'night'"""),
        "taifex.futures_tick 2021-07-26: session_coverage TX night: expected prints from 2021-07-25 07:00:00 to"
            + " 2021-07-25 21:00:00 UTC, within two minutes, found no print");
  }

  @Test
  void withoutHoursOfTxCoverageIsNotEvaluated() {
    committed(days.futures(MONDAY).change("UPDATE product_session SET opens_at = NULL"));
    assertThat(results())
        .contains("derivative_detail_history,session_coverage,TX,blocking,not_evaluated");
  }

  @Test
  void scalesAgree() {
    fails(
        days.futures(MONDAY).change("DELETE FROM derivative_bar WHERE scale = 30"),
        "taifex.futures_tick 2021-07-26: scales_agree: expected the same volume on the scales 1, 5, 15, 30, 60,"
            + " found 98 on 1, 98 on 5, 98 on 15, 98 on 60");
    fails(
        days.index(MONDAY).change("UPDATE index_bar SET prints = prints + 1 WHERE scale = 60"),
        "twse.mi_5mins_index 2021-07-26: scales_agree: expected the same prints on the scales 1, 5, 15, 30, 60,"
            + " found 2424 on 1, 2424 on 5, 2424 on 15, 2424 on 30, 2428 on 60");
  }

  @Test
  void dailyOhlcOfTheSameBatch() {
    try (LakeDay index = days.index(MONDAY);
        LakeDay month = days.indexDays(MONDAY)) {
      LoadReport report = load(List.of(index.write(), month.write()));
      assertThat(report.datasets()).allMatch(one -> one.outcome() == Outcome.COMMITTED);
    }
    assertThat(results()).contains("index_history,daily_ohlc,TAIEX,blocking,passed");
  }

  @Test
  void dailyOhlcFails() {
    committed(days.indexDays(MONDAY));
    fails(
        days.index(MONDAY)
            .change(
                "UPDATE index_bar SET price_high = price_high + 9 WHERE scale = 60 AND name = 'TAIEX'"),
        "twse.mi_5mins_index 2021-07-26: daily_ohlc TAIEX: expected 17000.000000 17101.000000 16999.000000"
            + " 17100.500000, found 17000.000000 17110.000000 16999.000000 17100.500000 on 60");
    fails(
        days.index(MONDAY).version(2).change("DELETE FROM index_bar WHERE name = 'TAIEX'"),
        "twse.mi_5mins_index 2021-07-26: daily_ohlc TAIEX: expected 17000.000000 17101.000000 16999.000000"
            + " 17100.500000, found no bars of TAIEX");
  }

  @Test
  void dailyOhlcWithoutTheDayIsNotEvaluated() {
    committed(days.index(MONDAY));
    assertThat(results()).contains("index_history,daily_ohlc,TAIEX,blocking,not_evaluated");
  }

  @Test
  void missingEvidenceIsNotEvaluated() {
    DatasetReport report =
        load(
            days.futures(MONDAY)
                .without(REPORT, "not in replay")
                .without(FILLS, "not in replay")
                .withoutTable("product_session"));
    assertThat(report.outcome()).isEqualTo(Outcome.COMMITTED);
    assertThat(
            rows(
                """
                SELECT check_name, subject, found FROM check_result
                WHERE status = 'not_evaluated' AND check_name <> 'row_count' ORDER BY check_name"""))
        .containsExactly(
            "even_volume,taifex.futures_tick,taifex.futures_tick: no product_session was given",
            "session_coverage,taifex.futures_tick,taifex.futures_tick: no product_session was given",
            "spread_report_volume,taifex.futures_tick,taifex.futures_spread_report: not in replay",
            "spread_tick_rows,taifex.futures_tick,taifex.futures_spread_tick: not in replay",
            "spread_tick_volume,taifex.futures_tick,taifex.futures_spread_tick: not in replay");
  }

  @Test
  void spreadTickVolumeNeedsTheReportToo() {
    committed(days.futures(MONDAY).without(REPORT, "not in replay"));
    assertThat(
            rows(
                "SELECT found FROM check_result WHERE check_name = 'spread_tick_volume' AND status ="
                    + " 'not_evaluated'"))
        .containsExactly("taifex.futures_spread_report: not in replay");
  }

  @Test
  void rowCountWarnsFarFromTheMedian() {
    for (int day = 0; day < 5; day++) {
      committed(days.index(MONDAY.plusDays(day)));
    }
    LocalDate next = MONDAY.plusDays(7);
    DatasetLoad load;
    try (LakeDay day = days.index(next)) {
      DatasetLoad usual = day.write();
      load =
          new DatasetLoad(
              usual.partition(),
              1,
              usual.inputSha256(),
              1,
              usual.attemptId(),
              usual.fence(),
              usual.manifests(),
              usual.evidence(),
              java.util.Map.of("index_history", new RowCounts(499, 499, 0)),
              usual.missingEvidence());
    }
    DatasetReport report = load(List.of(load)).datasets().get(0);
    assertThat(report.outcome()).isEqualTo(Outcome.COMMITTED);
    assertThat(report.warnings())
        .containsExactly(
            "twse.mi_5mins_index 2021-08-02: row_count: expected half to double of 1000, found 499");
    assertThat(
            rows(
                "SELECT status, count(*) FROM check_result WHERE check_name = 'row_count' GROUP BY status ORDER BY 1"))
        .containsExactly("failed,1", "not_evaluated,5");
  }

  @Test
  void optionsAndFundsHaveTheirOwnChecks() {
    committed(days.options(MONDAY));
    committed(days.fund(MONDAY));
    assertThat(
            rows(
                """
                SELECT attempt_id, check_name FROM check_result
                WHERE table_name = 'derivative_detail_history' ORDER BY attempt_id, check_name"""))
        .containsExactly(
            "finmind.stock_tick-2021-07-26-v1,ohlc_order",
            "finmind.stock_tick-2021-07-26-v1,partition_date",
            "finmind.stock_tick-2021-07-26-v1,row_count",
            "finmind.stock_tick-2021-07-26-v1,scales_agree",
            "finmind.stock_tick-2021-07-26-v1,unique_key",
            "taifex.options_tick-2021-07-26-v1,even_volume",
            "taifex.options_tick-2021-07-26-v1,ohlc_order",
            "taifex.options_tick-2021-07-26-v1,partition_date",
            "taifex.options_tick-2021-07-26-v1,row_count",
            "taifex.options_tick-2021-07-26-v1,scales_agree",
            "taifex.options_tick-2021-07-26-v1,unique_key");
  }
}

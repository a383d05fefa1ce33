package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.sql.LoadReport.DatasetReport;
import io.tapehouse.sql.LoadReport.Outcome;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The load of declared datasets, on every warehouse. */
abstract class DeclaredContract extends WarehouseTestBase {

  private static final String VALUATION = "twse.bwibbu_d";

  private static final String RESULTS =
      """
      SELECT check_name, subject, severity, status FROM check_result
      WHERE table_name = 'stock_valuation' AND check_name <> 'row_count' ORDER BY check_name""";

  /** Valuations of two stocks, with a check of the file that passed. */
  private LakeDay valuations(LocalDate date) {
    return new LakeDay(lake, VALUATION, date)
        .fill(
            "stock_valuation",
            """
            SELECT 'TWSE', code, DATE '%s', 2.5, 2020, NULL, 1.25, '2021Q1'
            FROM (VALUES ('1101'), ('2330')) s(code)"""
                .formatted(date))
        .fill(
            "file_check",
            "SELECT 'stock_valuation', 'total_rows', 'blocking', 'passed', 'totals that are sums', NULL");
  }

  @Test
  void rowsAndTheChecksOfTheFileAreLoaded() {
    committed(valuations(MONDAY));
    assertThat(
            rows(
                """
                SELECT exchange_code, stock_code, trading_date, dividend_yield, dividend_year, pe_ratio, pb_ratio,
                    fiscal_quarter FROM stock_valuation ORDER BY stock_code"""))
        .containsExactly(
            "TWSE,1101,2021-07-26,2.500000,2020,,1.250000,2021Q1",
            "TWSE,2330,2021-07-26,2.500000,2020,,1.250000,2021Q1");
    assertThat(rows(RESULTS))
        .containsExactly(
            "partition_date,twse.bwibbu_d,blocking,passed",
            "total_rows,twse.bwibbu_d,blocking,passed",
            "unique_key,twse.bwibbu_d,blocking,passed",
            "valuation_codes,twse.bwibbu_d,warning,not_evaluated");
  }

  @Test
  void anotherVersionReplacesItsPartitionAndNoOther() {
    committed(valuations(MONDAY));
    committed(valuations(TUESDAY));
    committed(
        valuations(MONDAY)
            .version(2)
            .change("DELETE FROM stock_valuation WHERE stock_code = '1101'")
            .change("UPDATE stock_valuation SET pe_ratio = 9"));
    assertThat(rows("SELECT trading_date, stock_code, pe_ratio FROM stock_valuation ORDER BY 1, 2"))
        .containsExactly("2021-07-26,2330,9.000000", "2021-07-27,1101,", "2021-07-27,2330,");
  }

  @Test
  void aCheckOfTheFileThatFailedKeepsThePartitionOut() {
    DatasetReport report = load(failing());
    assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(rows("SELECT count(*) FROM stock_valuation")).containsExactly("0");
    assertThat(rows("SELECT expected, found FROM check_result WHERE check_name = 'total_rows'"))
        .containsExactly("totals that are sums,1 otherwise");
  }

  @Test
  void aTotalThatAQuarantinedRowBreaksOnlyWarns() {
    committed(failing().quarantine("BWIBBU_d.json", 7));
    assertThat(rows("SELECT severity, found FROM check_result WHERE check_name = 'total_rows'"))
        .containsExactly("warning,1 otherwise; 1 rows quarantined: BWIBBU_d.json:7");
    assertThat(rows("SELECT dataset, line_number FROM quarantine"))
        .containsExactly("twse.bwibbu_d,7");
  }

  @Test
  void aKeyThatStandsTwiceIsRefused() {
    DatasetReport report =
        load(
            valuations(MONDAY)
                .change("INSERT INTO stock_valuation SELECT * FROM stock_valuation LIMIT 1"));
    assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(report.failures()).singleElement().asString().contains("unique_key");
  }

  @Test
  void theSameInputChangesNothing() {
    committed(valuations(MONDAY));
    List<String> before = rows("SELECT * FROM load_ledger");
    assertThat(load(valuations(MONDAY)).outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(rows("SELECT * FROM load_ledger")).isEqualTo(before);
  }

  private LakeDay failing() {
    return valuations(MONDAY)
        .change("UPDATE file_check SET status = 'failed', found = '1 otherwise'");
  }
}

package io.tapehouse.orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.orchestrator.e2e.Workbench.Ran;
import io.tapehouse.orchestrator.run.DateSelection;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** TAIFEX's daily figures, beside the ticks of the same day and from real files. */
@ExtendWith(SharedSpark.class)
class DerivativesDagTest {

  /** The last day of a month's contracts. */
  private static final LocalDate SETTLEMENT_DAY = LocalDate.of(2024, 11, 20);

  private static final LocalDate REAL_DAY = LocalDate.of(2023, 1, 30);

  @TempDir private Path home;

  @Test
  void dailyFiguresAgreeWithTheTicksWhicheverAreLoadedFirst(SparkLauncher spark)
      throws IOException, InterruptedException {
    try (Workbench bench = Workbench.open(home, "sim", List.of(), spark)) {
      for (LocalDate date : List.of(SETTLEMENT_DAY, SETTLEMENT_DAY.plusDays(1))) {
        List<String> dags =
            date.equals(SETTLEMENT_DAY)
                ? List.of("taiwan_index", "taiwan_derivatives")
                : List.of("taiwan_derivatives", "taiwan_index");
        for (String dag : dags) {
          Ran ran = bench.run(Dictionary.load().dag(dag), new DateSelection.One(date));
          assertThat(ran.succeeded()).as(ran.text()).isTrue();
        }
      }
    }
    assertThat(
            sql(
                """
                SELECT partition_date, table_name, check_name, count(*) AS loads FROM check_result
                WHERE check_name IN ('tick_volume', 'tick_range', 'option_sums') AND status = 'passed'
                GROUP BY ALL ORDER BY ALL"""))
        .containsExactly(
            "partition_date,table_name,check_name,loads",
            "2024-11-20,derivative_detail_daily,tick_range,2",
            "2024-11-20,derivative_detail_daily,tick_volume,2",
            "2024-11-20,put_call_ratio,option_sums,1",
            "2024-11-21,derivative_detail_daily,tick_range,2",
            "2024-11-21,derivative_detail_daily,tick_volume,2",
            "2024-11-21,put_call_ratio,option_sums,1");
    assertThat(sql("SELECT count(*) AS failed FROM check_result WHERE status = 'failed'"))
        .containsExactly("failed", "0");
    assertThat(
            sql(
                """
                SELECT count(DISTINCT derivative_id) > 5 AS products, count(DISTINCT investor) AS investors,
                    (SELECT count(DISTINCT expire) FROM derivative_large_trader WHERE expire IN ('weeklies', 'all')) AS sums,
                    (SELECT count(*) FROM derivative_spread_daily) > 0 AS spreads
                FROM derivative_position"""))
        .containsExactly("products,investors,sums,spreads", "true,3,2,true");
  }

  @Test
  void theRatioIsCheckedAgainWhenItsOptionsComeLater(SparkLauncher spark)
      throws IOException, InterruptedException {
    String sums =
        "SELECT status FROM check_result WHERE check_name = 'option_sums' ORDER BY checked_at";
    DateSelection date = new DateSelection.One(SETTLEMENT_DAY);
    List<String> fault = List.of("taifex.options_daily=missing_column");
    try (Workbench bench = Workbench.open(home, "sim", fault, spark)) {
      assertThat(bench.run(Dictionary.load().dag("taiwan_derivatives"), date).succeeded())
          .isFalse();
    }
    assertThat(sql(sums)).containsExactly("status", "not_evaluated");
    for (int run = 1; run <= 2; run++) {
      try (Workbench bench = Workbench.open(home, "sim", List.of(), spark)) {
        Ran ran = bench.run(Dictionary.load().dag("taiwan_derivatives"), date);
        assertThat(ran.succeeded()).as(ran.text()).isTrue();
      }
      // The second run finds nothing to do.
      assertThat(sql(sums)).containsExactly("status", "not_evaluated", "passed");
    }
  }

  @Test
  void realFilesOfADayBecomeTheirPublishersFigures(SparkLauncher spark)
      throws IOException, InterruptedException {
    try (Workbench bench = Workbench.open(home, "replay:" + Captures.folder(), List.of(), spark)) {
      Ran ran =
          bench.run(Dictionary.load().dag("taiwan_derivatives"), new DateSelection.One(REAL_DAY));
      assertThat(ran.succeeded()).as(ran.text()).isTrue();
    }
    assertThat(
            sql(
                """
                SELECT (SELECT count(*) FROM derivative_detail_daily) AS contracts,
                    (SELECT sum(volume) FROM derivative_detail_daily) AS lots,
                    (SELECT count(*) FROM derivative_spread_daily) AS spreads,
                    (SELECT count(*) FROM derivative_position) AS positions,
                    (SELECT count(*) FROM derivative_large_trader) AS traders"""))
        .containsExactly("contracts,lots,spreads,positions,traders", "7386,1357717,390,9,1498");
    assertThat(
            sql(
                """
                SELECT c.contract, f.session, f.price_close, f.settlement_price, f.open_interest
                FROM derivative_detail_daily f JOIN derivative_detail c ON c.id = f.derivative_detail_id
                WHERE c.contract IN ('TX/202302', 'TXO/202309/18000/C') ORDER BY 1, 2"""))
        .containsExactly(
            "contract,session,price_close,settlement_price,open_interest",
            "TX/202302,day,15458.000000,15457.000000,62726",
            "TX/202302,night,15032.000000,,",
            "TXO/202309/18000/C,day,53.000000,53.000000,5",
            "TXO/202309/18000/C,night,,,");
    assertThat(
            sql(
                """
                SELECT d.name, p.option_type, p.investor, p.net_open_interest, p.net_open_interest_value
                FROM derivative_position p JOIN derivative d ON d.id = p.derivative_id
                WHERE p.investor = 'foreign' ORDER BY 1, 2"""))
        .containsExactly(
            "name,option_type,investor,net_open_interest,net_open_interest_value",
            "MTX,-,foreign,2977,2300406",
            "TXO,C,foreign,3779,151476",
            "TXO,P,foreign,-2236,-15799");
    assertThat(
            sql(
                "SELECT check_name, status FROM check_result WHERE check_name = 'option_sums' OR status = 'failed'"))
        .containsExactly("check_name,status", "option_sums,passed");
  }

  private List<String> sql(String query) {
    return Said.sql(home, query).lines();
  }
}

package io.tapehouse.orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.orchestrator.e2e.Workbench.Ran;
import io.tapehouse.orchestrator.run.DateSelection;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.orchestrator.state.TaskState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The DAGs of declared datasets, from the simulator and from real files to the warehouse. */
@ExtendWith(SharedSpark.class)
class DeclaredDagsTest {

  private static final LocalDate FRIDAY = LocalDate.of(2024, 11, 8);

  @TempDir private Path home;

  @Test
  void theSimulatorsFilesBecomeRows(SparkLauncher spark) throws IOException, InterruptedException {
    try (Workbench bench = Workbench.open(home, "sim", List.of(), spark)) {
      for (DatasetDag dag :
          List.of(
              Dictionary.load().dag("taiwan_stock"),
              Dictionary.load().dag("taiwan_derivatives"),
              Dictionary.load().dag("tdcc_weekly"))) {
        Ran ran = bench.run(dag, new DateSelection.One(FRIDAY));
        assertThat(ran.succeeded()).as(ran.text()).isTrue();
        assertThat(ran.task("load", dag.proof(), FRIDAY).state()).isEqualTo(TaskState.SUCCESS);
      }
      Ran thursday =
          bench.run(
              Dictionary.load().dag("tdcc_weekly"), new DateSelection.One(FRIDAY.minusDays(1)));
      assertThat(thursday.succeeded()).isTrue();
      assertThat(thursday.text())
          .contains(
              "no file of a week bears this date; the nearest: 2024-11-01, 2024-11-08, skipped");
    }
    assertThat(
            sql(
                """
                SELECT (SELECT count(*) FROM stock_valuation) AS stocks,
                    (SELECT count(*) FROM stock_institutional) AS institutional,
                    (SELECT count(*) FROM market_institutional) AS market,
                    (SELECT count(*) FROM stock_margin) AS margin,
                    (SELECT count(*) FROM market_margin) AS items,
                    (SELECT count(*) FROM stock_daily) AS quotes,
                    (SELECT count(*) FROM index_close_daily) AS indices,
                    (SELECT count(DISTINCT trading_date) FROM market_daily) AS days,
                    (SELECT count(DISTINCT stock_code) FROM stock_shareholding) AS securities,
                    (SELECT count(*) FROM put_call_ratio) AS ratios,
                    (SELECT count(*) FROM check_result WHERE status = 'failed') AS failed"""))
        .containsExactly(
            "stocks,institutional,market,margin,items,quotes,indices,days,securities,ratios,failed",
            "1770,1770,13,1770,6,1770,68,21,2600,1,0");
    // Each event with new shares has them from its page.
    assertThat(
            sql(
                """
                SELECT kind, count(*) > 0 AS some, count(*) - count(new_shares) AS lacking,
                    count(*) - count(cash_value) - count(CASE WHEN kind = 'rights' THEN 1 END) AS without_cash
                FROM stock_corporate_action WHERE exchange_code = 'TWSE' AND kind <> 'dividend'
                GROUP BY kind ORDER BY kind"""))
        .containsExactly(
            "kind,some,lacking,without_cash",
            "capital_reduction,true,0,0",
            "dividend_and_rights,true,0,0",
            "rights,true,0,0");
    // The report has precedence over the open data and the month.
    assertThat(
            sql(
                """
                SELECT DISTINCT b.dataset FROM stock_daily s JOIN load_ledger b ON b.load_id = s.load_id
                UNION ALL SELECT DISTINCT b.dataset FROM market_daily m JOIN load_ledger b ON b.load_id = m.load_id
                WHERE m.trading_date = DATE '2024-11-08' ORDER BY 1"""))
        .containsExactly("dataset", "tpex.daily_quotes", "twse.mi_index", "twse.mi_index");
  }

  @Test
  void aPageOfAnEventThatCannotBeHadIsNamedAndTheListAndTheOtherPagesAreLoaded(SparkLauncher spark)
      throws IOException, InterruptedException {
    String lacking =
        """
        SELECT count(*) AS lacking FROM stock_corporate_action
        WHERE exchange_code = 'TWSE' AND kind <> 'dividend' AND new_shares IS NULL""";
    try (Workbench bench =
        Workbench.open(
            home,
            "sim",
            List.of("twse.twt49u_detail=wrong_stock*2", "twse.twtauu_detail=http_500*100"),
            spark)) {
      Ran ran = bench.run(Dictionary.load().dag("taiwan_stock"), new DateSelection.One(FRIDAY));
      assertThat(ran.task("load", "twse.twt49u", FRIDAY).state()).isEqualTo(TaskState.SUCCESS);
      assertThat(ran.task("load", "twse.twt49u_detail", FRIDAY).state())
          .isEqualTo(TaskState.SUCCESS);
      assertThat(ran.text()).contains("2 of ").contains("found that of '0000'");
      assertThat(ran.task("load", "twse.twtauu", FRIDAY).state()).isEqualTo(TaskState.SUCCESS);
      assertThat(ran.task("fetch", "twse.twtauu_detail", FRIDAY).state())
          .isEqualTo(TaskState.FAILED);
    }
    assertThat(sql(lacking)).containsExactly("lacking", "8");
    try (Workbench bench = Workbench.open(home, "sim", List.of(), spark)) {
      Ran again = bench.run(Dictionary.load().dag("taiwan_stock"), new DateSelection.One(FRIDAY));
      assertThat(again.succeeded()).as(again.text()).isTrue();
    }
    assertThat(sql(lacking)).containsExactly("lacking", "0");
  }

  @Test
  void beforeAnErasFirstDayAFileIsSkippedAndTheOthersAreLoaded(SparkLauncher spark)
      throws IOException, InterruptedException {
    try (Workbench bench = Workbench.open(home, "sim", List.of(), spark)) {
      Ran ran =
          bench.run(
              Dictionary.load().dag("taiwan_stock"),
              new DateSelection.One(LocalDate.of(2012, 4, 27)));
      assertThat(ran.succeeded()).as(ran.text()).isTrue();
      assertThat(ran.text()).contains("not published before 2012-05-02");
    }
    assertThat(
            sql(
                """
                SELECT (SELECT count(DISTINCT exchange_code) FROM stock_institutional) AS institutional,
                    (SELECT count(DISTINCT exchange_code) FROM market_institutional) AS market,
                    (SELECT count(DISTINCT exchange_code) FROM stock_margin) AS margin,
                    (SELECT count(dealer_hedge_buy) FROM stock_institutional) AS hedges,
                    (SELECT count(dealer_buy) FROM stock_institutional) AS dealers"""))
        .containsExactly("institutional,market,margin,hedges,dealers", "1,2,2,0,810");
  }

  @Test
  void garbageIsQuarantinedAndABrokenTotalIsThenAWarning(SparkLauncher spark)
      throws IOException, InterruptedException {
    List<String> faults = List.of("tdcc.shareholding_distribution=garbage_line");
    try (Workbench bench = Workbench.open(home, "sim", faults, spark)) {
      Ran ran = bench.run(Dictionary.load().dag("tdcc_weekly"), new DateSelection.One(FRIDAY));
      assertThat(ran.succeeded()).as(ran.text()).isTrue();
    }
    assertThat(sql("SELECT dataset, raw FROM quarantine"))
        .containsExactly("dataset,raw", "tdcc.shareholding_distribution,#GARBAGE#");
  }

  @Test
  void realFilesBecomeTheirPublishersFigures(SparkLauncher spark)
      throws IOException, InterruptedException {
    String replay = "replay:" + Captures.folder();
    LocalDate monday = LocalDate.of(2023, 1, 30);
    try (Workbench bench = Workbench.open(home, replay, List.of(), spark)) {
      Ran stocks = bench.run(Dictionary.load().dag("taiwan_stock"), new DateSelection.One(monday));
      Ran ratio =
          bench.run(Dictionary.load().dag("taiwan_derivatives"), new DateSelection.One(monday));
      Ran week =
          bench.run(
              Dictionary.load().dag("tdcc_weekly"),
              new DateSelection.One(LocalDate.of(2023, 8, 25)));
      Ran index = bench.run(new DateSelection.One(monday));
      assertThat(List.of(stocks, ratio, week, index)).allMatch(Ran::succeeded);
      Ran otherDay =
          bench.run(
              Dictionary.load().dag("taiwan_stock"),
              new DateSelection.One(LocalDate.of(2021, 12, 7)));
      assertThat(otherDay.succeeded()).isFalse();
      assertThat(otherDay.text()).contains("expected 2021-12-07, found date '20211206'");
    }
    assertThat(
            sql(
                """
                SELECT stock_code, dividend_yield, dividend_year, pe_ratio, pb_ratio, fiscal_quarter
                FROM stock_valuation WHERE stock_code IN ('1103', '2330') ORDER BY 1"""))
        .containsExactly(
            "stock_code,dividend_yield,dividend_year,pe_ratio,pb_ratio,fiscal_quarter",
            "1103,3.600000,2021,,0.550000,2022Q3",
            "2330,2.030000,2021,15.880000,5.140000,2022Q3");
    assertThat(
            sql(
                """
                SELECT exchange_code, count(*) AS stocks, sum(total_net) AS net FROM stock_institutional
                GROUP BY exchange_code ORDER BY 1"""))
        .containsExactly("exchange_code,stocks,net", "TPEx,740,37898239", "TWSE,1120,931183206");
    assertThat(
            sql(
                """
                SELECT m.exchange_code, m.item, m.balance, s.stocks FROM market_margin m
                JOIN (SELECT exchange_code, sum(margin_balance) AS stocks FROM stock_margin GROUP BY exchange_code) s
                  ON s.exchange_code = m.exchange_code
                WHERE m.item = 'margin_lots' ORDER BY 1"""))
        .containsExactly(
            "exchange_code,item,balance,stocks",
            "TPEx,margin_lots,1617845,1617845",
            "TWSE,margin_lots,6281622,6281622");
    assertThat(
            sql(
                """
                SELECT count(*) AS results, sum(CASE WHEN status = 'failed' THEN 1 ELSE 0 END) AS failed
                FROM check_result WHERE table_name IN ('stock_institutional', 'market_institutional', 'stock_margin', 'market_margin')
                  AND check_name IN ('three_institutions', 'dealer_kinds', 'margin_balance', 'margin_total', 'short_total')"""))
        .containsExactly("results,failed", "13,0");
    assertThat(
            sql(
                """
                SELECT check_name, status, count(*) AS results FROM check_result
                WHERE partition_date = '2023-01-30'
                  AND check_name IN ('turnover_sum', 'institutional_value', 'valuation_codes', 'taiex_close', 'option_sums')
                GROUP BY ALL ORDER BY ALL"""))
        .containsExactly(
            "check_name,status,results",
            "institutional_value,passed,1",
            "option_sums,passed,1",
            "taiex_close,passed,1",
            "turnover_sum,passed,1",
            "valuation_codes,passed,1");
    assertThat(
            sql(
                """
                SELECT exchange_code, count(*) AS securities, sum(volume) AS volume FROM stock_daily
                WHERE trading_date = DATE '2023-01-30' GROUP BY exchange_code ORDER BY 1"""))
        .containsExactly(
            "exchange_code,securities,volume", "TPEx,7281,1171702970", "TWSE,1182,5143265963");
    assertThat(
            sql(
                """
                SELECT i.name, c.price_close, c.price_change FROM index_close_daily c
                JOIN index i ON i.id = c.index_id WHERE i.name IN ('TAIEX', '電子類指數') ORDER BY 2 DESC"""))
        .containsExactly(
            "name,price_close,price_change",
            "TAIEX,15493.820000,560.890000",
            "電子類指數,727.950000,35.740000");
    assertThat(
            sql(
                """
                SELECT count(*) AS levels, sum(holders) AS holders, sum(shares) AS shares
                FROM stock_shareholding WHERE stock_code = '2330'"""))
        .containsExactly("levels,holders,shares", "15,1245676,25932070992");
    assertThat(sql("SELECT * EXCLUDE (load_id) FROM put_call_ratio").get(1))
        .isEqualTo("2023-01-30,349525,410532,85.140000,89495,87502,102.280000");
  }

  private List<String> sql(String query) {
    return Said.sql(home, query).lines();
  }
}

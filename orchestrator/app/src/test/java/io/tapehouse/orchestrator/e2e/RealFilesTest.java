package io.tapehouse.orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.orchestrator.e2e.Workbench.Ran;
import io.tapehouse.orchestrator.run.DateSelection;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Replay of what the exchanges really sent; skipped where those files are absent. */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(SharedSpark.class)
class RealFilesTest {

  private Path folder;

  private Path home;
  private Ran derivatives;
  private Ran index;

  @BeforeAll
  void run(@TempDir Path temporary, SparkLauncher spark) throws IOException, InterruptedException {
    folder = temporary;
    String source = "replay:" + Captures.folder();
    home = folder.resolve("home");
    try (Workbench bench = Workbench.open(home, source, List.of(), spark)) {
      derivatives = bench.run(new DateSelection.One(LocalDate.of(2021, 7, 26)));
      index = bench.run(new DateSelection.One(LocalDate.of(2023, 1, 30)));
    }
  }

  private List<String> sql(String query) {
    return Said.sql(home, query).lines();
  }

  @Test
  void all232ProductsReconcileWithTheExchangesOwnReport() {
    assertThat(derivatives.succeeded()).as(derivatives.text()).isTrue();
    assertThat(
            sql(
                """
                SELECT check_name, status, count(*) AS subjects FROM check_result
                WHERE partition_date = '2021-07-26'
                    AND check_name IN ('spread_report_volume', 'spread_tick_volume', 'spread_tick_rows')
                GROUP BY ALL ORDER BY ALL"""))
        .containsExactly(
            "check_name,status,subjects",
            "spread_report_volume,passed,232",
            "spread_tick_rows,passed,1",
            "spread_tick_volume,passed,232");
  }

  @Test
  void theLotsOfTheDayAreAllThere() {
    // Both legs of 1,005 spread rows are no bars of contracts; the report's total is in B+S.
    assertThat(
            sql(
                """
                SELECT 2 * (SELECT sum(volume) FROM derivative_candle
                        WHERE derivative_type = 'Futures' AND scale = 1 AND trading_date = '2021-07-26')
                    + 4 * (SELECT sum(volume) FROM spread_candle
                        WHERE scale = 1 AND trading_date = '2021-07-26')
                    = (SELECT sum(CAST(expected AS BIGINT)) FROM check_result
                        WHERE check_name = 'spread_report_volume' AND partition_date = '2021-07-26')
                    AS whole"""))
        .containsExactly("whole", "true");
    assertThat(
            sql(
                """
                SELECT dataset, table_name, rows_read, rows_loaded, rows_quarantined FROM load_ledger
                WHERE partition_date = '2021-07-26' AND table_name <> 'contract_label' ORDER BY ALL"""))
        .containsExactly(
            "dataset,table_name,rows_read,rows_loaded,rows_quarantined",
            "taifex.futures_tick,derivative_detail_history,448449,448449,0",
            "taifex.futures_tick,derivative_spread_history,1005,1005,0",
            "taifex.options_tick,derivative_detail_history,386240,386240,0");
  }

  @Test
  void volumeIsTheSameOnAllScales() {
    assertThat(
            sql(
                """
                SELECT count(DISTINCT volume) AS volumes FROM
                    (SELECT scale, sum(volume) AS volume FROM derivative_candle
                        WHERE trading_date = '2021-07-26' GROUP BY scale)"""))
        .containsExactly("volumes", "1");
  }

  @Test
  void the54FiveMinuteBarsOfTaiexGiveTheDay() {
    assertThat(index.succeeded()).as(index.text()).isTrue();
    assertThat(
            sql(
                """
                SELECT count(*) AS bars, arg_min(price_open, datetime) AS open, max(price_high) AS high,
                    min(price_low) AS low, arg_max(price_close, datetime) AS close
                FROM index_candle WHERE name = 'TAIEX' AND scale = 5 AND trading_date = '2023-01-30'"""))
        .containsExactly(
            "bars,open,high,low,close", "54,15291.530000,15493.820000,15291.530000,15493.820000");
    assertThat(
            sql(
                """
                SELECT status FROM check_result
                WHERE check_name = 'daily_ohlc' AND partition_date = '2023-01-30'"""))
        .containsExactly("status", "passed");
  }

  @Test
  void whatTheFolderLacksIsSkippedWithAWord() {
    assertThat(index.text())
        .contains("fetch taifex.futures_tick 2023-01-30 skipped: not in replay");
  }

  @Test
  @Tag("endurance")
  void aRangeLoadsEveryDayOfIt(SparkLauncher spark) throws IOException, InterruptedException {
    DateSelection days =
        new DateSelection.Range(LocalDate.of(2024, 11, 5), LocalDate.of(2024, 11, 8));
    Ran range = replayed(home, spark, days);
    assertThat(range.succeeded()).as(range.text()).isTrue();
    assertThat(range.text()).doesNotContain("open dates without files");
    assertThat(
            sql(
                """
                SELECT DISTINCT trading_date FROM derivative_detail_history
                WHERE trading_date >= '2024-01-01' ORDER BY 1"""))
        .containsExactly("trading_date", "2024-11-05", "2024-11-06", "2024-11-07", "2024-11-08");
    assertThat(
            sql(
                """
                SELECT DISTINCT found FROM check_result
                WHERE check_name = 'spread_report_volume' AND partition_date >= '2024-01-01'"""))
        .containsExactly("found", "taifex.futures_spread_report: not in replay");
    assertThat(sql("SELECT count(*) AS failed FROM check_result WHERE status = 'failed'"))
        .containsExactly("failed", "0");
  }

  @Test
  void aDateWithoutAnythingFails(SparkLauncher spark) throws IOException, InterruptedException {
    DateSelection date = new DateSelection.One(LocalDate.of(2024, 12, 23));
    Ran ran = replayed(folder.resolve("nothing"), spark, date);
    assertThat(ran.succeeded()).isFalse();
    assertThat(ran.text())
        .contains("has no file of taiwan_index for 2024-12-23")
        .contains("by no calendar was it closed");
  }

  @Test
  void aDayThatTheMonthlyFileLacksWasClosed(SparkLauncher spark)
      throws IOException, InterruptedException {
    // Typhoon Kong-rey: no schedule had it.
    DateSelection date = new DateSelection.One(LocalDate.of(2024, 10, 31));
    Ran ran = replayed(folder.resolve("typhoon"), spark, date);
    assertThat(ran.succeeded()).as(ran.text()).isTrue();
    assertThat(ran.text()).contains("2024-10-31 closed (observed), skipped");
  }

  private static Ran replayed(Path home, SparkLauncher spark, DateSelection dates)
      throws IOException, InterruptedException {
    return Workbench.run(home, "replay:" + Captures.folder(), List.of(), spark, dates);
  }
}

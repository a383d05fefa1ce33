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

/**
 * The main job by its command line, on the simulator: a date, the same date again, a range over a
 * weekend, a holiday, and the archive replayed into another home.
 */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(SharedSpark.class)
class SimulatedDayTest {

  private static final String LEDGER = "SELECT * FROM load_ledger ORDER BY load_id";

  private Path folder;

  private Path home;
  private Said first;
  private Said firstLedger;
  private Said firstArchive;
  private WarehouseContents firstContents;
  private Said second;
  private Said secondLedger;
  private Said secondArchive;
  private WarehouseContents secondContents;
  private Said range;

  @BeforeAll
  void run(@TempDir Path temporary) throws IOException {
    folder = temporary;
    home = folder.resolve("home");
    first = Said.run(home, "sim", "--dag", "taiwan_index", "--date", "2024-11-08");
    firstLedger = Said.sql(home, LEDGER);
    firstArchive = archive();
    firstContents = WarehouseContents.of(home, folder.resolve("first"));
    second = Said.run(home, "sim", "--dag", "taiwan_index", "--date", "2024-11-08");
    secondLedger = Said.sql(home, LEDGER);
    secondArchive = archive();
    secondContents = WarehouseContents.of(home, folder.resolve("second"));
    range =
        Said.run(
            home, "sim", "--dag", "taiwan_index", "--from", "2024-11-08", "--to", "2024-11-11");
  }

  private Said archive() {
    return Said.tapehouse("archive", "ls", "--home", home.toString());
  }

  @Test
  void aDateSucceeds() {
    assertThat(first.exit()).as(first.err() + first.out()).isZero();
    assertThat(first.lines().get(first.lines().size() - 1)).startsWith("run succeeded: ");
    assertThat(first.out()).doesNotContain("failed:").doesNotContain("skipped");
    assertThat(first.err()).contains("load taifex.futures_tick 2024-11-08 success");
  }

  @Test
  void everyTableIsFilled() throws IOException {
    for (String table :
        List.of(
            "exchange",
            "trading_calendar",
            "index",
            "index_name",
            "derivative",
            "derivative_detail",
            "derivative_spread",
            "contract_label",
            "index_history",
            "index_daily",
            "derivative_detail_history",
            "derivative_spread_history",
            "load_ledger",
            "check_result")) {
      assertThat(firstContents.rows(table)).as(table).isPositive();
    }
    assertThat(firstContents.rows("quarantine")).isZero();
  }

  @Test
  void everyCheckPassedAndEveryProductReconciles() {
    assertThat(Said.sql(home, "SELECT * FROM check_result WHERE status = 'failed'").lines())
        .hasSize(1);
    assertThat(
            Said.sql(
                    home,
                    """
                    SELECT DISTINCT check_name FROM check_result
                    WHERE status = 'passed' AND severity = 'blocking' ORDER BY check_name""")
                .lines())
        .containsExactly(
            "check_name",
            "daily_ohlc",
            "even_volume",
            "ohlc_order",
            "partition_date",
            "scales_agree",
            "session_coverage",
            "spread_report_volume",
            "spread_tick_rows",
            "spread_tick_volume",
            "unique_key");
    assertThat(
            Said.sql(
                    home,
                    """
                    SELECT count(*) FROM (SELECT DISTINCT d.name FROM derivative d
                        JOIN derivative_detail c ON c.derivative_id = d.id
                        JOIN derivative_detail_history h ON h.derivative_detail_id = c.id
                        WHERE d.derivative_type = 'Futures' AND h.trading_date = '2024-11-08') p
                    WHERE p.name NOT IN (SELECT subject FROM check_result
                        WHERE check_name = 'spread_report_volume' AND status = 'passed'
                            AND partition_date = '2024-11-08')""")
                .lines())
        .containsExactly("count", "0");
  }

  @Test
  void rowsReadAreRowsLoaded() {
    assertThat(
            Said.sql(
                    home,
                    """
                    SELECT count(*) AS wrong FROM load_ledger
                    WHERE status <> 'committed' OR rows_read = 0
                        OR rows_read <> rows_loaded OR rows_quarantined <> 0""")
                .lines())
        .containsExactly("wrong", "0");
  }

  @Test
  void thePublishedQueryRunsAsItStands() {
    Said answer =
        Said.sql(
            home,
            """
            select * from index join index_history on index.id = index_history.index_id
            where index.name = 'TAIEX' and index_history.scale = 5
              and datetime between '2024-11-08' and '2024-11-09' order by index_history.datetime""");
    assertThat(answer.exit()).as(answer.err()).isZero();
    assertThat(answer.lines()).hasSize(55);
    assertThat(answer.lines().get(1)).contains("TAIEX").contains("2024-11-08T01:00:00");
    assertThat(answer.lines().get(54)).contains("2024-11-08T05:25:00");
  }

  @Test
  void theFuturesHaveANightAndADay() {
    assertThat(
            Said.sql(
                    home,
                    """
                    SELECT session, min(datetime) AS first, max(datetime) AS last
                    FROM derivative_candle
                    WHERE product = 'TX' AND scale = 1 AND trading_date = '2024-11-08'
                    GROUP BY session ORDER BY session""")
                .lines())
        .containsExactly(
            "session,first,last",
            "day,2024-11-08T00:45:00,2024-11-08T05:44:00",
            "night,2024-11-07T07:00:00,2024-11-07T20:59:00");
  }

  @Test
  void aSecondRunChangesNothing() throws IOException {
    assertThat(second.exit()).as(second.err() + second.out()).isZero();
    assertThat(second.out()).contains("unchanged").startsWith("dataset");
    assertThat(second.err()).contains("load taifex.futures_tick 2024-11-08 success: unchanged");
    assertThat(second.err()).doesNotContain("lake rows");
    assertThat(secondLedger.out()).isEqualTo(firstLedger.out());
    assertThat(secondArchive.out()).isEqualTo(firstArchive.out());
    secondContents.assertSameAs(firstContents);
  }

  @Test
  void aRangeSkipsClosedDaysWithAWord() {
    assertThat(range.exit()).as(range.err() + range.out()).isZero();
    assertThat(range.out())
        .contains("2024-11-09 closed (observed), skipped")
        .contains("2024-11-10 closed (observed), skipped")
        .doesNotContain("2024-11-11 closed");
    assertThat(
            Said.sql(
                    home,
                    """
                    SELECT DISTINCT partition_date FROM load_ledger
                    WHERE dataset = 'taifex.futures_tick' ORDER BY 1""")
                .lines())
        .containsExactly("partition_date", "2024-11-08", "2024-11-11");
    assertThat(
            Said.sql(
                    home,
                    """
                    SELECT date, is_open, source FROM trading_calendar
                    WHERE exchange_code = 'TAIFEX' AND date BETWEEN '2024-11-08' AND '2024-11-11'
                    ORDER BY date""")
                .lines())
        .containsExactly(
            "date,is_open,source",
            "2024-11-08,true,observed",
            "2024-11-09,false,observed",
            "2024-11-10,false,observed",
            "2024-11-11,true,observed");
  }

  @Test
  void aHolidayIsSkippedAndSucceeds() {
    Said holiday = Said.run(folder.resolve("holiday"), "sim", "--date", "2024-10-10");
    assertThat(holiday.exit()).as(holiday.err() + holiday.out()).isZero();
    assertThat(holiday.out()).containsPattern("2024-10-10 closed \\((schedule|observed)\\)");
    assertThat(holiday.out()).contains("run succeeded");
    assertThat(
            Said.sql(
                    folder.resolve("holiday"),
                    "SELECT count(*) AS bars FROM derivative_detail_history")
                .lines())
        .containsExactly("bars", "0");
  }

  @Test
  @Tag("endurance")
  void theArchiveReplaysIntoTheSameWarehouse(SparkLauncher spark)
      throws IOException, InterruptedException {
    Path other = folder.resolve("replayed");
    Ran replayed =
        Workbench.run(
            other,
            "replay:" + home.resolve("archive"),
            List.of(),
            spark,
            new DateSelection.Range(LocalDate.of(2024, 11, 8), LocalDate.of(2024, 11, 11)));
    assertThat(replayed.succeeded()).as(replayed.text()).isTrue();
    WarehouseContents.of(other, folder.resolve("replayed-contents"))
        .assertSameAs(WarehouseContents.of(home, folder.resolve("range-contents")));
  }
}

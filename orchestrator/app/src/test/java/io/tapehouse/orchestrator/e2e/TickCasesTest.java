package io.tapehouse.orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.orchestrator.e2e.Workbench.Ran;
import io.tapehouse.orchestrator.run.DateSelection;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tick files of other eras and as people have them, from the folder to the tables. */
@ExtendWith(SharedSpark.class)
class TickCasesTest {

  @TempDir private Path folder;
  private Path home;

  @BeforeEach
  void choose() {
    home = folder.resolve("home");
  }

  @Test
  void aDayOf2016(SparkLauncher spark) throws IOException, InterruptedException {
    Ran ran = run("1-futures-header-before-2017", LocalDate.of(2016, 9, 8), spark);
    assertThat(ran.succeeded()).as(ran.text()).isTrue();
    assertThat(quarantined()).containsExactly("bad", "0");
    assertThat(
            sql(
                """
                SELECT product || '/' || expire AS contract, price_open, price_high, price_low, price_close
                FROM derivative_candle
                WHERE scale = 60 AND product = 'TX' AND expire = '201609'
                ORDER BY datetime LIMIT 1"""))
        .containsExactly(
            "contract,price_open,price_high,price_low,price_close",
            "TX/201609,9259.000000,9260.000000,9259.000000,9260.000000");
    assertThat(
            sql(
                """
                SELECT product || '/' || expire AS contract, sum(volume) AS lots
                FROM derivative_candle WHERE scale = 60 GROUP BY ALL ORDER BY ALL"""))
        .containsExactly(
            "contract,lots",
            "CAF/201610,5",
            "MTX/201609,53",
            "MTX/201609W2,4",
            "TX/201609,16",
            "TX/201610,3");
    assertThat(
            sql(
                """
                SELECT subject, status FROM check_result WHERE check_name = 'session_coverage'
                ORDER BY ALL"""))
        .containsExactly("subject,status", "TX day,passed");
  }

  @Test
  void aZipOfAMacAndAnUnzippedFile(SparkLauncher spark) throws IOException, InterruptedException {
    try (Workbench bench =
        Workbench.open(home, Cases.replay("7-zip-and-csv-as-people-have-them"), List.of(), spark)) {
      Ran ran =
          bench.run(new DateSelection.Range(LocalDate.of(2024, 11, 7), LocalDate.of(2024, 11, 8)));
      assertThat(ran.succeeded()).as(ran.text()).isTrue();
    }
    assertThat(quarantined()).containsExactly("bad", "0");
    assertThat(
            sql(
                """
                SELECT partition_date, rows_read, rows_quarantined FROM load_ledger
                WHERE table_name = 'derivative_detail_history' ORDER BY ALL"""))
        .containsExactly(
            "partition_date,rows_read,rows_quarantined", "2024-11-07,4,0", "2024-11-08,4,0");
    Said verified = Said.tapehouse("archive", "verify", "--home", home.toString());
    assertThat(verified.exit()).as(verified.err()).isZero();
    Said listed = Said.tapehouse("archive", "ls", "--home", home.toString(), "taifex.futures_tick");
    assertThat(listed.out()).contains("Daily_2024_11_08.csv");
  }

  @Test
  void anotherEncodingIsNamedInTheRun(SparkLauncher spark)
      throws IOException, InterruptedException {
    Ran ran = run("6-utf8-with-bom", LocalDate.of(2024, 11, 7), spark);
    assertThat(ran.succeeded()).as(ran.text()).isTrue();
    assertThat(ran.text())
        .contains(
            "taifex.futures_tick 2024-11-07 Daily_2024_11_07.zip: expected Big5 (code page 950),"
                + " found UTF-8; read as that");
    assertThat(quarantined()).containsExactly("bad", "0");
    assertThat(
            sql(
                """
                SELECT rows_read FROM load_ledger
                WHERE table_name = 'derivative_detail_history'"""))
        .containsExactly("rows_read", "4");
  }

  private Ran run(String name, LocalDate date, SparkLauncher spark)
      throws IOException, InterruptedException {
    return Workbench.run(home, Cases.replay(name), List.of(), spark, new DateSelection.One(date));
  }

  private List<String> quarantined() {
    return sql("SELECT count(*) AS bad FROM quarantine");
  }

  private List<String> sql(String query) {
    return Said.sql(home, query).lines();
  }
}

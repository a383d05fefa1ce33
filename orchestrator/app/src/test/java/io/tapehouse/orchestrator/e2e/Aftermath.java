package io.tapehouse.orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a home must be after its owner was killed. */
final class Aftermath {

  private Aftermath() {}

  /** What there is, is whole: files by their receipts, rows by the ledger. */
  static void isConsistent(Path home, String moment) {
    if (Files.exists(home.resolve("archive"))) {
      Said archive = Said.tapehouse("archive", "verify", "--home", home.toString());
      assertThat(archive.exit()).as(moment + ": " + archive.out() + archive.err()).isZero();
    }
    if (!Files.exists(home.resolve("warehouse.duckdb"))) {
      return;
    }
    Said tables =
        Said.sql(home, "SELECT count(*) AS n FROM duckdb_tables() WHERE table_name = 'quarantine'");
    assertThat(tables.exit()).as(moment + ": " + tables.err()).isZero();
    if (tables.lines().equals(List.of("n", "0"))) {
      return;
    }
    Said rows =
        Said.sql(
            home,
            """
            SELECT b.load_id, b.table_name, b.status, b.rows_written, f.n
            FROM load_ledger b
            FULL JOIN (SELECT load_id, count(*) AS n FROM derivative_detail_history GROUP BY load_id
                UNION ALL SELECT load_id, count(*) FROM derivative_spread_history GROUP BY load_id
                UNION ALL SELECT load_id, count(*) FROM contract_label GROUP BY load_id
                UNION ALL SELECT load_id, count(*) FROM index_history GROUP BY load_id
                UNION ALL SELECT load_id, count(*) FROM index_daily GROUP BY load_id) f
              ON f.load_id = b.load_id
            WHERE (b.status = 'committed') IS NOT TRUE OR b.rows_written <> coalesce(f.n, 0)""");
    assertThat(rows.lines()).as(moment + ": " + rows.err()).hasSize(1);
  }

  /** Neither the run nor its Spark is left: both have the home on their command lines. */
  static void noProcessOf(Path home) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(
                        ProcessHandle.allProcesses()
                            .filter(ProcessHandle::isAlive)
                            .filter(
                                process ->
                                    process
                                        .info()
                                        .commandLine()
                                        .orElse("")
                                        .contains(home.toString()))
                            .map(ProcessHandle::pid))
                    .isEmpty());
  }
}

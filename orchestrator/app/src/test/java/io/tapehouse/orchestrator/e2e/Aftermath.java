package io.tapehouse.orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;

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
    // A death between two migrations leaves the tables of those before.
    Said tables =
        Said.sql(
            home,
            """
            SELECT table_name FROM duckdb_columns()
            WHERE column_name = 'load_id' AND NOT internal AND table_name <> 'load_ledger'""");
    assertThat(tables.exit()).as(moment + ": " + tables.err()).isZero();
    if (tables.lines().size() < 2) {
      return;
    }
    String counts =
        tables.lines().stream()
            .skip(1)
            .map("SELECT load_id, count(*) AS n FROM %s GROUP BY load_id"::formatted)
            .collect(Collectors.joining(" UNION ALL "));
    Said rows =
        Said.sql(
            home,
            """
            SELECT b.load_id, b.table_name, b.status, b.rows_written, f.n
            FROM load_ledger b
            FULL JOIN (%s) f
              ON f.load_id = b.load_id
            WHERE (b.status = 'committed') IS NOT TRUE OR b.rows_written <> coalesce(f.n, 0)"""
                .formatted(counts));
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

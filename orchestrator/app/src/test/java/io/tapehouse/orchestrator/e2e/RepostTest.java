package io.tapehouse.orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.orchestrator.e2e.Workbench.Ran;
import io.tapehouse.orchestrator.run.DateSelection;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A publisher that posts another file under the same name. */
@ExtendWith(SharedSpark.class)
class RepostTest {

  private static final DateSelection DATE = new DateSelection.One(LocalDate.of(2024, 11, 19));

  private static final String FUTURES_LEDGER =
      """
      SELECT file_version, status, superseded_by IS NOT NULL AS replaced, rows_read
      FROM load_ledger
      WHERE dataset = 'taifex.futures_tick' AND table_name = 'derivative_detail_history'
      ORDER BY load_id""";

  @TempDir private Path folder;

  @Test
  @Tag("endurance")
  void theSecondPostingReplacesThePartition(SparkLauncher spark)
      throws IOException, InterruptedException {
    Path home = folder.resolve("home");
    Instant between;
    List<String> repost = List.of("taifex.futures_tick@2024-11-19=repost");
    try (Workbench bench = Workbench.open(home, "sim", repost, spark)) {
      Ran first = bench.run(DATE);
      assertThat(first.succeeded()).as(first.text()).isTrue();
      between = Instant.now();
      Ran second = bench.run(DATE);
      assertThat(second.succeeded()).as(second.text()).isTrue();
      assertThat(second.text())
          .contains("fetch taifex.futures_tick 2024-11-19 success: version 2")
          .contains("load twse.mi_5mins_index 2024-11-19 success: unchanged");
    }

    List<String> versions =
        Said.tapehouse(
                "archive", "ls", "--home", home.toString(), "taifex.futures_tick", "2024-11-19")
            .lines();
    assertThat(versions).hasSize(2);
    assertThat(versions.get(0)).contains("  v1  ");
    assertThat(versions.get(1)).contains("  v2  ");

    List<String> ledger = Said.sql(home, FUTURES_LEDGER).lines();
    assertThat(ledger).hasSize(3);
    assertThat(ledger.get(1)).startsWith("1,superseded,true,");
    assertThat(ledger.get(2)).startsWith("2,committed,false,");
    assertThat(rows(ledger.get(2))).isGreaterThan(rows(ledger.get(1)));

    assertThat(Said.tapehouse("warehouse", "plan", "--home", home.toString()).out())
        .startsWith("0 partitions would be made anew; ");
    aWarehouseAsOfTheFirstPosting(home, between, ledger.get(0));

    cleaningTheLakeLeavesWhatWasLoaded(home);

    // A home that saw the second posting alone: the highest version of a replay counts.
    Path other = folder.resolve("second-posting");
    Ran replayed =
        Workbench.run(other, "replay:" + home.resolve("archive"), List.of(), spark, DATE);
    assertThat(replayed.succeeded()).as(replayed.text()).isTrue();
    WarehouseContents.of(home, folder.resolve("replaced"))
        .assertSameAs(WarehouseContents.of(other, folder.resolve("replayed")));
    assertThat(Said.sql(other, FUTURES_LEDGER).lines())
        .containsExactly(ledger.get(0), ledger.get(2));
  }

  private void aWarehouseAsOfTheFirstPosting(Path home, Instant between, String header)
      throws IOException {
    Path then = folder.resolve("then");
    Said copied =
        Said.tapehouse(
            "archive",
            "copy",
            "--home",
            home.toString(),
            "--target-archive",
            then.resolve("archive").toString());
    assertThat(copied.exit()).as(copied.err()).isZero();
    Said rebuilt =
        Said.tapehouse(
            "warehouse", "rebuild", "--home", then.toString(), "--as-of", between.toString());
    assertThat(rebuilt.exit()).as(rebuilt.err() + rebuilt.out()).isZero();
    List<String> ledger = Said.sql(then, FUTURES_LEDGER).lines();
    assertThat(ledger).hasSize(2).first().isEqualTo(header);
    assertThat(ledger.get(1)).startsWith("1,committed,false,");
    // What the archive holds by now would make anew what was traded, and nothing else.
    assertThat(Said.tapehouse("warehouse", "plan", "--home", then.toString()).lines())
        .containsExactly(
            "DATASET              DATE        BECAUSE",
            "taifex.futures_tick  2024-11-19  file taifex.futures_tick: version 1 -> version 2;"
                + " evidence taifex.futures_spread_tick: version 1 -> version 2;"
                + " evidence taifex.futures_spread_report: version 1 -> version 2",
            "taifex.options_tick  2024-11-19  file taifex.options_tick: version 1 -> version 2",
            "2 partitions would be made anew (file 2, evidence 1); 3 unchanged");
    Said late =
        Said.tapehouse(
            "warehouse", "rebuild", "--home", home.toString(), "--as-of", between.toString());
    assertThat(late.exit()).isEqualTo(1);
    assertThat(late.err()).contains("taifex.futures_tick 2024-11-19 made of version 2");
  }

  /** As if all of it were old: the grace period is not what protects it. */
  private static void cleaningTheLakeLeavesWhatWasLoaded(Path home) throws IOException {
    Path lake = home.resolve("lake");
    Path stray = lake.resolve("derivative_bar/taifex.futures_tick/2024-11-19/never-1");
    Files.write(Files.createDirectories(stray).resolve("part-1.parquet"), new byte[] {1});
    try (Stream<Path> files = Files.walk(lake)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(30))));
      }
    }
    Said cleaned = Said.tapehouse("lake", "clean", "--home", home.toString());
    assertThat(cleaned.exit()).as(cleaned.err()).isZero();
    assertThat(cleaned.out()).contains(" never-1 ");
    assertThat(stray).isEmptyDirectory();
    List<String> loaded =
        Said.sql(
                home,
                "SELECT DISTINCT dataset || '/' || CAST(partition_date AS VARCHAR) || '/' ||"
                    + " attempt_id AS attempt FROM load_ledger")
            .lines();
    List<String> left;
    try (Stream<Path> files = Files.walk(lake)) {
      left =
          files
              .filter(file -> file.endsWith("_manifest.json"))
              .map(file -> lake.relativize(file.getParent()).toString().replaceFirst("^[^/]+/", ""))
              .distinct()
              .toList();
    }
    assertThat(loaded.subList(1, loaded.size())).hasSizeGreaterThan(2).isSubsetOf(left);
    assertThat(Said.tapehouse("lake", "clean", "--home", home.toString()).out())
        .startsWith("0 unused attempts of the lake ");
  }

  private static long rows(String line) {
    return Long.parseLong(line.substring(line.lastIndexOf(',') + 1));
  }
}

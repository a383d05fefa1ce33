package io.tapehouse.etl.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tapehouse.dictionary.Partition;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlJob.EtlInput;
import io.tapehouse.store.job.EtlJob.TableQuery;
import io.tapehouse.store.job.EtlOutcome;
import io.tapehouse.store.job.EtlOutcome.RowCounts;
import io.tapehouse.store.job.EtlOutcome.Status;
import io.tapehouse.store.lake.Lake;
import io.tapehouse.store.lake.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on Spark: what fails, what is tried again, and jobs that query tables. */
class SparkJobTest {

  private static final String PAGES = "hkex.ccass_shareholding";
  private static final LocalDate DATE = LocalDate.of(2025, 9, 11);

  @TempDir Path folder;
  private Days days;

  @BeforeEach
  void open() {
    days = new Days(folder);
  }

  @Test
  void anInputThatSparkGivesUpTakesNoOtherWithIt() throws IOException {
    EtlInput gone = days.add(Days.FUTURES, Days.DATE, "a1", zip(Days.DATE));
    new FolderObjectStore(days.archiveFolder()).delete("taifex.futures_tick/2021-07-26/v1/source");
    LocalDate next = Days.DATE.plusDays(1);
    EtlInput there = days.add(Days.FUTURES, next, "a1", zip(next));
    EtlInput unknown = days.add("hkex.unknown", next, "a1", "x".getBytes(StandardCharsets.UTF_8));
    AtomicInteger failures = new AtomicInteger();
    SparkListener counting =
        new SparkListener() {
          @Override
          public void onTaskEnd(SparkListenerTaskEnd end) {
            if (!end.taskInfo().successful()) {
              failures.incrementAndGet();
            }
          }
        };
    LocalSpark.context().sc().addSparkListener(counting);
    try {
      List<EtlOutcome> outcomes = run(days.job("job", gone, there, unknown));
      assertThat(outcomes).hasSize(3);
      assertThat(of(outcomes, there).status()).isEqualTo(Status.WRITTEN);
      assertThat(of(outcomes, gone).status()).isEqualTo(Status.FAILED);
      assertThat(of(outcomes, gone).complaint())
          .startsWith("taifex.futures_tick 2021-07-26: cannot read or write: ")
          .contains("NoSuchFileException");
      assertThat(of(outcomes, unknown).complaint())
          .startsWith("hkex.unknown 2021-07-27: a defect of Tapehouse: ")
          .contains("no dataset 'hkex.unknown'");
      await().until(() -> failures.get() == 2 * LocalSpark.TRIES);
    } finally {
      LocalSpark.context().sc().removeSparkListener(counting);
    }
    Lake lake = new Lake(new FolderObjectStore(days.lakeFolder()));
    assertThat(lake.manifest("derivative_bar", Days.FUTURES, next, "a1")).isPresent();
    assertThat(lake.manifest("derivative_bar", Days.FUTURES, Days.DATE, "a1")).isEmpty();
  }

  @Test
  void aQueryOverTablesIsAJob() throws IOException {
    String page =
        CcassPages.page(
            true,
            "00001",
            DATE,
            List.of(new CcassPages.Row("C00010", "CITIBANK", "Hong Kong", 5, "0.01%")));
    EtlInput input = days.add(PAGES, DATE, "a1", page.getBytes(StandardCharsets.UTF_8));
    assertThat(run(days.job("files", input)).get(0).status()).isEqualTo(Status.WRITTEN);
    Lake lake = new Lake(new FolderObjectStore(days.lakeFolder()));
    Manifest raw = lake.manifest("ccass_raw_page", PAGES, DATE, "a1").orElseThrow();

    List<EtlOutcome> outcomes =
        run(
            job(
                new TableQuery(
                    "ccass_page", "ccass_page", new Partition(PAGES, DATE), "a2", List.of(raw)),
                new TableQuery(
                    "ccass_row", "ccass_row", new Partition(PAGES, DATE), "a3", List.of(raw)),
                new TableQuery(
                    "nothing", "ccass_row", new Partition(PAGES, DATE), "a4", List.of(raw))));
    assertThat(outcomes)
        .extracting(EtlOutcome::status)
        .containsExactly(Status.WRITTEN, Status.FAILED, Status.FAILED);
    assertThat(outcomes.get(0).rows()).isEqualTo(Map.of("ccass_page", new RowCounts(1, 1, 0)));
    assertThat(lake.manifest("ccass_page", PAGES, DATE, "a2"))
        .contains(outcomes.get(0).manifests().get("ccass_page"));
    assertThat(outcomes.get(1).complaint())
        .as("a table that the query was not given")
        .contains("ccass_raw_row");
    assertThat(outcomes.get(2).complaint()).contains("no query 'nothing'");
  }

  private EtlJob job(TableQuery... queries) {
    EtlJob files = days.job("queries");
    return new EtlJob(
        files.jobId(),
        files.archive(),
        files.lake(),
        files.scales(),
        files.calendars(),
        false,
        List.of(),
        List.of(queries));
  }

  private static List<EtlOutcome> run(EtlJob job) throws IOException {
    List<EtlOutcome> outcomes = new ArrayList<>();
    new SparkJob(LocalSpark.context()).run(job, outcomes::add);
    return outcomes;
  }

  private static EtlOutcome of(List<EtlOutcome> outcomes, EtlInput input) {
    return outcomes.stream()
        .filter(each -> each.dataset().equals(input.dataset()) && each.date().equals(input.date()))
        .findFirst()
        .orElseThrow();
  }

  private static byte[] zip(LocalDate date) throws IOException {
    return Days.zip(Days.futures(date, 50));
  }
}

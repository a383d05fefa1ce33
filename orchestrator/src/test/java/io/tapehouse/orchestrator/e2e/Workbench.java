package io.tapehouse.orchestrator.e2e;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.home.OwnedHome;
import io.tapehouse.orchestrator.run.DagSpec;
import io.tapehouse.orchestrator.run.DateSelection;
import io.tapehouse.orchestrator.run.NothingToRunException;
import io.tapehouse.orchestrator.run.PlainProgress;
import io.tapehouse.orchestrator.run.RunContext;
import io.tapehouse.orchestrator.run.RunSummary;
import io.tapehouse.orchestrator.run.Runner;
import io.tapehouse.orchestrator.run.SummaryText;
import io.tapehouse.orchestrator.run.TaskRecord;
import io.tapehouse.orchestrator.source.Source;
import io.tapehouse.orchestrator.source.Sources;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.sql.WarehouseConfig;
import io.tapehouse.sql.duckdb.DuckDbWarehouse;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.lake.Lake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * {@code tapehouse run} without its Spark: the same runner on the same home, with a Spark process
 * that many runs share, and a source that may live longer than one run.
 */
final class Workbench implements AutoCloseable {

  private final OwnedHome home;
  private final SparkLauncher spark;
  private final Archive archive;
  private final Lake lake;
  private final DuckDbWarehouse warehouse;
  private final Source source;

  /**
   * What a run did.
   *
   * @param succeeded whether the command line would have exited with 0
   * @param tasks how each task ended
   * @param text all that a user would have read
   */
  record Ran(boolean succeeded, List<TaskRecord> tasks, String text) {

    /** How a task ended. */
    TaskRecord task(TaskRecord.Stage stage, String dataset, LocalDate date) {
      return tasks.stream()
          .filter(task -> task.stage() == stage)
          .filter(task -> task.dataset().equals(dataset) && task.date().equals(date))
          .findFirst()
          .orElseThrow(
              () -> new AssertionError("no task %s %s %s".formatted(stage, dataset, date)));
    }
  }

  private Workbench(OwnedHome home, Sources.Choice choice, SparkLauncher spark) throws IOException {
    Clock clock = Clock.systemUTC();
    this.home = home;
    this.spark = spark;
    this.archive = new Archive(new FolderObjectStore(home.home().archive()), clock);
    this.lake = new Lake(new FolderObjectStore(home.home().lake()));
    this.warehouse =
        DuckDbWarehouse.open(home.home().warehouse(), WarehouseConfig.DEFAULT, lake, clock);
    this.warehouse.migrate();
    this.source = choice.open(archive, home.home().scratch());
  }

  /** Takes a home and opens a source. */
  static Workbench open(Path home, String source, List<String> faults, SparkLauncher spark)
      throws IOException {
    Sources.Choice choice = Sources.choose(source, faults);
    return new Workbench(OwnedHome.take(new Home(home), choice.kind(), "a test"), choice, spark);
  }

  /** A run of its own: opens, runs, closes. */
  static Ran run(
      Path home, String source, List<String> faults, SparkLauncher spark, DateSelection dates)
      throws IOException, InterruptedException {
    try (Workbench bench = open(home, source, faults, spark)) {
      return bench.run(dates);
    }
  }

  /** Runs the DAG. */
  Ran run(DateSelection dates) throws IOException, InterruptedException {
    ByteArrayOutputStream words = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(words, true, StandardCharsets.UTF_8)) {
      RunContext context =
          new RunContext(
              "test-" + UUID.randomUUID(),
              home.home(),
              Dictionary.load(),
              source,
              archive,
              lake,
              warehouse,
              spark,
              new PlainProgress(out),
              Clock.systemUTC());
      try {
        RunSummary summary = new Runner(context, DagSpec.TAIWAN_INDEX).run(dates);
        SummaryText.lines(summary, Duration.ZERO).forEach(out::println);
        return new Ran(
            summary.succeeded(), summary.tasks(), words.toString(StandardCharsets.UTF_8));
      } catch (NothingToRunException e) {
        return new Ran(false, List.of(), e.getMessage());
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (home;
        source) {
      warehouse.close();
    }
  }
}

package io.tapehouse.orchestrator.e2e;

import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.orchestrator.config.Configuration;
import io.tapehouse.orchestrator.config.LoadedConfiguration;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.home.OwnedHome;
import io.tapehouse.orchestrator.pipeline.Patience;
import io.tapehouse.orchestrator.run.ChosenDates;
import io.tapehouse.orchestrator.run.DateSelection;
import io.tapehouse.orchestrator.run.ForegroundRun;
import io.tapehouse.orchestrator.run.NothingToRunException;
import io.tapehouse.orchestrator.run.PlainProgress;
import io.tapehouse.orchestrator.run.Progress;
import io.tapehouse.orchestrator.run.RunSummary;
import io.tapehouse.orchestrator.run.SummaryText;
import io.tapehouse.orchestrator.run.TaskRecord;
import io.tapehouse.orchestrator.service.HomeSession;
import io.tapehouse.orchestrator.site.LocalSite;
import io.tapehouse.orchestrator.site.Site;
import io.tapehouse.orchestrator.source.Sources;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * {@code tapehouse run} without its Spark: the same run in the same home, with a Spark process that
 * many runs share, and a source that may live longer than one run.
 */
final class Workbench implements AutoCloseable {

  private final OwnedHome home;
  private final HomeSession session;
  private final ByteArrayOutputStream words = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(words, true, StandardCharsets.UTF_8);
  private final Progress progress = new PlainProgress(out);

  /**
   * What a run did.
   *
   * @param succeeded whether the command line would have exited with 0
   * @param tasks how each task ended
   * @param text all that a user would have read
   */
  record Ran(boolean succeeded, List<TaskRecord> tasks, String text) {

    /** How a task ended: "fetch", a dataset and the run's date. */
    TaskRecord task(String stage, String dataset, LocalDate date) {
      return tasks.stream()
          .filter(task -> task.taskId().equals(stage + "." + dataset) && task.date().equals(date))
          .findFirst()
          .orElseThrow(
              () -> new AssertionError("no task %s %s %s".formatted(stage, dataset, date)));
    }
  }

  private Workbench(OwnedHome home, Sources.Choice choice, SparkLauncher spark, Site site)
      throws IOException {
    this.home = home;
    this.session =
        HomeSession.open(
            home,
            LoadedConfiguration.load(Optional.empty(), Map.of()),
            choice,
            site,
            new Lent(spark),
            (rest, tries) -> Patience.ofForeground(rest),
            progress,
            Clock.systemUTC());
  }

  /** Takes a home and opens a source. */
  static Workbench open(Path home, String source, List<String> faults, SparkLauncher spark)
      throws IOException {
    return open(home, source, faults, spark, UnaryOperator.identity());
  }

  /**
   * The same.
   *
   * @param changes what is otherwise at the home's site
   */
  static Workbench open(
      Path home,
      String source,
      List<String> faults,
      SparkLauncher spark,
      UnaryOperator<Site> changes)
      throws IOException {
    Sources.Choice choice = Sources.choose(source, faults);
    OwnedHome owned = OwnedHome.take(new Home(home), choice.kind(), "a test");
    try {
      return new Workbench(
          owned,
          choice,
          spark,
          changes.apply(new LocalSite(owned.home(), Configuration.defaults())));
    } catch (IOException | RuntimeException e) {
      owned.close();
      throw e;
    }
  }

  /** A run of its own: opens, runs, closes. */
  static Ran run(
      Path home, String source, List<String> faults, SparkLauncher spark, DateSelection dates)
      throws IOException, InterruptedException {
    try (Workbench bench = open(home, source, faults, spark)) {
      return bench.run(dates);
    }
  }

  /** Runs the DAG of Taiwan's index. */
  Ran run(DateSelection selection) throws IOException, InterruptedException {
    return run(Dictionary.load().dag("taiwan_index"), selection);
  }

  /** Runs a DAG. */
  Ran run(DatasetDag dag, DateSelection selection) throws IOException, InterruptedException {
    words.reset();
    try {
      ChosenDates dates = ChosenDates.of(session, dag, selection);
      RunSummary summary =
          new ForegroundRun(session, progress).run(dag, dates.dates(), dates.lacking());
      SummaryText.lines(summary, Duration.ZERO).forEach(out::println);
      return new Ran(summary.succeeded(), summary.tasks(), words.toString(StandardCharsets.UTF_8));
    } catch (NothingToRunException e) {
      return new Ran(false, List.of(), e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    try (home) {
      session.close();
    }
  }

  /** The Spark process is everybody's: closing a session does not end it. */
  private record Lent(SparkLauncher spark) implements SparkLauncher {

    @Override
    public void warmUp() throws IOException {
      spark.warmUp();
    }

    @Override
    public void run(EtlJob job, Consumer<EtlOutcome> outcomes, Listener listener)
        throws IOException, InterruptedException {
      spark.run(job, outcomes, listener);
    }

    @Override
    public void close() {
      // Its owner does.
    }
  }
}

package io.tapehouse.orchestrator.run;

import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.orchestrator.config.LoadedConfiguration;
import io.tapehouse.orchestrator.control.ControlServer;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.home.OwnedHome;
import io.tapehouse.orchestrator.logs.Masking;
import io.tapehouse.orchestrator.pipeline.Patience;
import io.tapehouse.orchestrator.service.Handlers;
import io.tapehouse.orchestrator.service.HomeSession;
import io.tapehouse.orchestrator.site.Site;
import io.tapehouse.orchestrator.site.Sites;
import io.tapehouse.orchestrator.source.Sources;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.orchestrator.spark.SparkUse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/**
 * A run of this process: owns the home from the first byte to the last row, and shows how it goes.
 *
 * @param home the home
 * @param loaded the settings
 * @param choice where files come from
 * @param dags what is run; none: what runs by default
 * @param selection for which dates
 * @param shown where it shows how it goes; closed with the run
 * @param purpose what the home is taken for, for the message to a second process
 */
public record OwnRun(
    Home home,
    LoadedConfiguration loaded,
    Sources.Choice choice,
    List<DatasetDag> dags,
    DateSelection selection,
    Progress shown,
    String purpose) {

  /**
   * How it ended.
   *
   * @param summaries one a DAG
   * @param unreachable hosts that were given up, and what was found in place of a connection
   */
  public record Result(List<RunSummary> summaries, SortedMap<String, String> unreachable) {}

  /** Runs, and comes back when the last task has ended. */
  public Result run() throws IOException, InterruptedException {
    List<RunSummary> summaries = new ArrayList<>();
    try (OwnedHome owned = OwnedHome.take(home, choice.kind(), purpose);
        Progress progress = shown;
        Site site = Sites.of(home, loaded.configuration());
        SparkLauncher spark = site.spark(new Masking(() -> loaded.secrets().values()), use())) {
      if (isNew(site)) {
        // Its start takes longer than everything that is to be done before it is needed.
        spark.warmUp();
      }
      try (HomeSession session =
          HomeSession.open(
              owned,
              loaded,
              choice.inForeground(),
              site,
              spark,
              (rest, tries) -> Patience.ofForeground(rest),
              progress,
              Clock.systemUTC())) {
        ControlServer server = ControlServer.open(home, Handlers.of(session, owned, () -> {}));
        try (server) {
          for (DatasetDag spec : dags.isEmpty() ? DefaultDags.of(session, selection) : dags) {
            ChosenDates dates = ChosenDates.of(session, spec, selection);
            summaries.add(
                new ForegroundRun(session, progress).run(spec, dates.dates(), dates.lacking()));
          }
        }
        return new Result(summaries, session.pipeline().source().givenUp());
      }
    }
  }

  private SparkUse use() {
    long days =
        selection instanceof DateSelection.Range range
            ? ChronoUnit.DAYS.between(range.from(), range.to()) + 1
            : 1;
    return SparkUse.of(
        days,
        dags.stream()
            .map(DatasetDag::longestFetch)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO));
  }

  /** Whether the last of the dates was never fetched, so that there will be work for Spark. */
  private boolean isNew(Site site) throws IOException {
    LocalDate last;
    if (selection instanceof DateSelection.One one) {
      last = one.date();
    } else if (selection instanceof DateSelection.Range range) {
      last = range.to();
    } else {
      return false;
    }
    for (DatasetDag dag : dags.isEmpty() ? Dictionary.load().dags(List.of()) : dags) {
      for (String dataset : dag.facts()) {
        if (!site.archive().children(dataset + "/" + last + "/").isEmpty()) {
          return false;
        }
      }
    }
    return true;
  }
}

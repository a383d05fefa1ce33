package io.tapehouse.orchestrator.cli;

import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.orchestrator.config.LoadedConfiguration;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.run.DateSelection;
import io.tapehouse.orchestrator.run.LiveProgress;
import io.tapehouse.orchestrator.run.OwnRun;
import io.tapehouse.orchestrator.run.PlainProgress;
import io.tapehouse.orchestrator.run.Progress;
import io.tapehouse.orchestrator.run.RunSummary;
import io.tapehouse.orchestrator.source.Sources;
import java.io.IOException;
import java.util.List;

/** Runs of this process as the person at the terminal sees them. */
final class Terminal {

  private Terminal() {}

  /** The launcher script knows whether standard error is a terminal; Java before 22 does not. */
  static Progress progress() {
    return Boolean.getBoolean("tapehouse.terminal")
        ? new LiveProgress(System.err)
        : new PlainProgress(System.err);
  }

  /** Runs, and names the hosts that were given up. */
  static List<RunSummary> run(
      Home home,
      LoadedConfiguration loaded,
      Sources.Choice choice,
      List<DatasetDag> dags,
      DateSelection selection,
      String purpose)
      throws IOException, InterruptedException {
    OwnRun.Result result =
        new OwnRun(home, loaded, choice, dags, selection, progress(), purpose).run();
    if (!result.unreachable().isEmpty()) {
      System.err.println("tapehouse: " + DisplayText.unreachable(result.unreachable()));
    }
    return result.summaries();
  }
}

package io.tapehouse.orchestrator.cli;

import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.orchestrator.config.LoadedConfiguration;
import io.tapehouse.orchestrator.control.ControlClient;
import io.tapehouse.orchestrator.control.HomeOwner;
import io.tapehouse.orchestrator.operations.Operations;
import io.tapehouse.orchestrator.operations.RemoteOperations;
import io.tapehouse.orchestrator.operations.RunRequest;
import io.tapehouse.orchestrator.operations.SchedulerPresence;
import io.tapehouse.orchestrator.run.DateSelection;
import io.tapehouse.orchestrator.run.FollowedRun;
import io.tapehouse.orchestrator.run.Progress;
import io.tapehouse.orchestrator.run.RunSummary;
import io.tapehouse.orchestrator.run.SummaryAnswer;
import io.tapehouse.orchestrator.run.SummaryText;
import io.tapehouse.orchestrator.source.Sources;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tapehouse run}: from the source to the warehouse, in the foreground. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Fetches, archives, transforms and loads, in the foreground.")
final class RunCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Mixin private ConfigOption configOption = new ConfigOption();

  @Mixin private JsonOption jsonOption = new JsonOption();

  @Option(
      names = "--dag",
      paramLabel = "ID",
      description =
          "Which DAG; may be given more than once: taiwan_index, taiwan_stock, taiwan_derivatives,"
              + " tdcc_weekly, taiwan_reference, hkex_ccass_daily. Default: the first three.")
  private List<String> dags = new ArrayList<>();

  @Option(
      names = "--date",
      paramLabel = "D",
      description = "Trading date, yyyy-mm-dd, in the exchange's time zone. Default: the latest.")
  private @Nullable LocalDate date;

  @Option(names = "--from", paramLabel = "D", description = "First trading date of a range.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "D", description = "Last trading date of a range.")
  private @Nullable LocalDate to;

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description =
          "live: the publishers; sim: the simulator that ships with Tapehouse; replay:DIR: files"
              + " in DIR/<dataset>/<date>/. Default: the configuration's, which is live.")
  private @Nullable String sourceName;

  @Option(
      names = "--fault",
      paramLabel = "RULE",
      description =
          "With --source sim: a fault of the simulator, <dataset>[@<date>]=<fault>[*<times>]; may"
              + " be given more than once.")
  private List<String> faults = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    DateSelection selection = selection();
    List<DatasetDag> chosen = chosenDags();
    LoadedConfiguration loaded = configOption.load();
    String named = sourceName == null ? loaded.configuration().source() : sourceName;
    Sources.Choice choice = Sources.choose(named, faults);
    long began = System.nanoTime();
    List<RunSummary> summaries;
    Optional<ControlClient> owner = HomeOwner.open(configOption.home());
    if (owner.isPresent()) {
      try (ControlClient client = owner.get();
          Progress progress = Terminal.progress()) {
        Operations scheduler = RemoteOperations.of(Operations.class, client);
        refuseFaults(scheduler);
        summaries =
            new FollowedRun(scheduler, progress)
                .run(new RunRequest(sourceName, dags, date, from, to));
      }
    } else {
      summaries =
          Terminal.run(configOption.home(), loaded, choice, chosen, selection, "tapehouse run");
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    jsonOption.print(
        SummaryAnswer.of(summaries, took),
        () ->
            summaries.stream()
                .flatMap(summary -> SummaryText.lines(summary, took).stream())
                .toList());
    return summaries.stream().allMatch(RunSummary::succeeded) ? 0 : 1;
  }

  /** Another {@code tapehouse run} that has the home takes no runs at all, and answers so. */
  private void refuseFaults(Operations owner) throws IOException {
    if (!faults.isEmpty() && owner.schedulerPresence() == SchedulerPresence.SCHEDULER) {
      throw wrongUsage(
          "--fault: the scheduler of this home has its own source; stop it, or name another --home");
    }
  }

  private DateSelection selection() {
    if (date != null && (from != null || to != null)) {
      throw wrongUsage("--date does not go with --from and --to");
    }
    if ((from == null) != (to == null)) {
      throw wrongUsage("--from and --to go together");
    }
    if (from != null && to != null) {
      if (to.isBefore(from)) {
        throw wrongUsage("--to " + to + " is before --from " + from);
      }
      return new DateSelection.Range(from, to);
    }
    return date == null ? new DateSelection.Latest() : new DateSelection.One(date);
  }

  private List<DatasetDag> chosenDags() {
    try {
      return dags.isEmpty() ? List.of() : Dictionary.load().dags(dags);
    } catch (IllegalArgumentException e) {
      throw wrongUsage(String.valueOf(e.getMessage()));
    }
  }

  private CommandLine.ParameterException wrongUsage(String words) {
    return new CommandLine.ParameterException(
        java.util.Objects.requireNonNull(spec).commandLine(), words);
  }
}

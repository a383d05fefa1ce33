package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.operations.Operations;
import io.tapehouse.orchestrator.operations.RunAnswers;
import io.tapehouse.orchestrator.operations.RunFilter;
import io.tapehouse.orchestrator.state.RunState;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tapehouse runs}: what was done, and what is being done. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    description = "Lists, shows and cancels runs.")
final class RunsCommand implements Runnable {

  private static final String RUN = "<dag>@<yyyy-mm-dd>, or its number";

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public void run() {
    throw TapehouseCommand.incomplete(spec, "runs list, show, grid or cancel");
  }

  /**
   * A run with its history.
   *
   * @param run the run
   * @param events oldest first
   */
  private record WithEvents(RunAnswers.Detail run, List<RunAnswers.Happening> events) {}

  /** Lists them. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Runs, the newest dates first.")
  int list(
      @Mixin OperationsOptions options,
      @Option(names = "--dag", paramLabel = "DAG", description = "Only of this DAG.")
          @Nullable String dag,
      @Option(
              names = "--state",
              paramLabel = "STATE",
              description = "Only in this state; may be given more than once.")
          @Nullable List<RunState> states,
      @Option(names = "--from", paramLabel = "D", description = "Only from this date on.")
          @Nullable LocalDate from,
      @Option(names = "--to", paramLabel = "D", description = "Only up to this date.")
          @Nullable LocalDate to,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "50",
              description = "So many at most. Default: 50.")
          int limit)
      throws IOException {
    RunFilter filter =
        new RunFilter(dag, states == null ? Set.of() : Set.copyOf(states), from, to, limit);
    return options.answer(operations -> operations.runs(filter), runs -> RunText.list(runs, limit));
  }

  /** Shows one. */
  @Command(name = "show", mixinStandardHelpOptions = true, description = "A run with its tasks.")
  int show(
      @Mixin OperationsOptions options,
      @Parameters(paramLabel = "RUN", description = RUN) String run,
      @Option(names = "--events", description = "And everything that happened in it.")
          boolean events)
      throws IOException {
    if (!events) {
      return options.answer(operations -> operations.run(run), RunText::show);
    }
    return options.answer(
        operations -> withEvents(operations, run),
        answer -> {
          List<String> lines = new ArrayList<>(RunText.show(answer.run()));
          lines.add("");
          lines.addAll(RunText.events(answer.events()));
          return lines;
        });
  }

  private static WithEvents withEvents(Operations operations, String run) throws IOException {
    return new WithEvents(operations.run(run), operations.runEvents(run));
  }

  /** Shows many at once. */
  @Command(
      name = "grid",
      mixinStandardHelpOptions = true,
      description = "The newest dates of a DAG against its tasks, a letter a cell.")
  int grid(
      @Mixin OperationsOptions options,
      @Parameters(paramLabel = "DAG", description = "id of the DAG") String dag,
      @Option(
              names = "--days",
              paramLabel = "N",
              defaultValue = "60",
              description = "So many dates at most. Default: 60.")
          int days)
      throws IOException {
    return options.answer(operations -> operations.grid(dag, days), GridText::of);
  }

  /** Cancels one. */
  @Command(
      name = "cancel",
      mixinStandardHelpOptions = true,
      description = "Cancels a run; what is at work is broken off.")
  int cancel(
      @Mixin OperationsOptions options,
      @Parameters(paramLabel = "RUN", description = RUN) String run)
      throws IOException {
    return options.answer(
        operations -> operations.cancelRun(run),
        line ->
            List.of(
                RunText.name(line)
                    + (line.state() == RunState.CANCELLED
                        ? " is cancelled"
                        : " is cancelled as soon as what is at work has been broken off")));
  }
}

package io.tapehouse.orchestrator.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tapehouse dags}: what is done when. */
@Command(
    name = "dags",
    mixinStandardHelpOptions = true,
    description = "Lists and shows DAGs; pauses, unpauses and triggers them.")
final class DagsCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public void run() {
    throw TapehouseCommand.incomplete(spec, "dags list, show, pause, unpause or trigger");
  }

  /** Lists them. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "All DAGs with their schedules and newest runs.")
  int list(@Mixin OperationsOptions options) throws IOException {
    return options.answer(operations -> operations.dags(), DagText::list);
  }

  /** Shows one. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "A DAG: its properties, and its tasks with what they wait for.")
  int show(
      @Mixin OperationsOptions options,
      @Parameters(paramLabel = "DAG", description = "id of the DAG") String dag,
      @Option(names = "--dot", description = "The graph for Graphviz instead.") boolean dot)
      throws IOException {
    if (dot && options.isJson()) {
      throw new IllegalArgumentException("--dot does not go with --json");
    }
    return options.answer(
        operations -> operations.dag(dag),
        detail -> dot ? DagDot.of(detail) : DagText.show(detail));
  }

  /** Pauses one. */
  @Command(
      name = "pause",
      mixinStandardHelpOptions = true,
      description = "Nothing of the DAG begins any more; what is at work goes on.")
  int pause(
      @Mixin OperationsOptions options,
      @Parameters(paramLabel = "DAG", description = "id of the DAG") String dag)
      throws IOException {
    return options.answer(
        operations -> operations.pauseDag(dag), line -> List.of(line.id() + " is paused"));
  }

  /** Unpauses one. */
  @Command(name = "unpause", mixinStandardHelpOptions = true, description = "The DAG goes on.")
  int unpause(
      @Mixin OperationsOptions options,
      @Parameters(paramLabel = "DAG", description = "id of the DAG") String dag)
      throws IOException {
    return options.answer(
        operations -> operations.unpauseDag(dag),
        line -> List.of(line.id() + " is not paused any more"));
  }

  /** Makes a run. */
  @Command(
      name = "trigger",
      mixinStandardHelpOptions = true,
      description = "Makes a run of a DAG, also of a closed day.")
  int trigger(
      @Mixin OperationsOptions options,
      @Parameters(paramLabel = "DAG", description = "id of the DAG") String dag,
      @Option(
              names = "--date",
              paramLabel = "D",
              description = "Logical date, yyyy-mm-dd. Default: the latest open one that is due.")
          @Nullable LocalDate date)
      throws IOException {
    return options.order(
        operations -> operations.triggerDag(dag, date),
        line ->
            List.of(
                "%s is %s as run %d"
                    .formatted(RunText.name(line), DisplayText.of(line.state()), line.id())));
  }
}

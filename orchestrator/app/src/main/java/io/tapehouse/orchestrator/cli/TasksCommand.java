package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.operations.ClearRequest;
import io.tapehouse.orchestrator.operations.ClearRequest.Choice;
import io.tapehouse.orchestrator.operations.Execution;
import io.tapehouse.orchestrator.operations.SetRequest;
import io.tapehouse.orchestrator.operations.TaskChange;
import io.tapehouse.orchestrator.state.TaskState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tapehouse tasks}: what people change in a run. */
@Command(
    name = "tasks",
    mixinStandardHelpOptions = true,
    description = "Clears tasks of a run, so that they are done again, or ends them by hand.")
final class TasksCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public void run() {
    throw TapehouseCommand.incomplete(spec, "tasks clear, fail or skip");
  }

  /** Clears some. */
  @Command(
      name = "clear",
      mixinStandardHelpOptions = true,
      description = "Tasks of a run are done again: those that are named, else all.")
  int clear(
      @Mixin OperationsOptions options,
      @Mixin TaskChoice choice,
      @Option(names = "--upstream", description = "And all that come before them.")
          boolean upstream,
      @Option(names = "--dry-run", description = "Only shows which.") boolean dryRun)
      throws IOException {
    Set<Choice> choices = choice.choices();
    if (upstream) {
      choices.add(Choice.UPSTREAM);
    }
    ClearRequest request =
        new ClearRequest(choice.run(), choice.tasks(), choices, execution(dryRun));
    return change(
        options, request.execution(), operations -> operations.clearTasks(request), "cleared");
  }

  /** Fails some. */
  @Command(
      name = "fail",
      mixinStandardHelpOptions = true,
      description = "Tasks of a run that are not at work end as failed; --failed may name them.")
  int fail(
      @Mixin OperationsOptions options,
      @Mixin TaskChoice choice,
      @Option(names = "--dry-run", description = "Only shows which.") boolean dryRun)
      throws IOException {
    return set(options, choice, TaskState.FAILED, execution(dryRun));
  }

  /** Skips some. */
  @Command(
      name = "skip",
      mixinStandardHelpOptions = true,
      description = "Tasks of a run that are not at work end as skipped; --failed may name them.")
  int skip(
      @Mixin OperationsOptions options,
      @Mixin TaskChoice choice,
      @Option(names = "--dry-run", description = "Only shows which.") boolean dryRun)
      throws IOException {
    return set(options, choice, TaskState.SKIPPED, execution(dryRun));
  }

  private static int set(
      OperationsOptions options, TaskChoice choice, TaskState state, Execution execution)
      throws IOException {
    SetRequest request =
        new SetRequest(choice.run(), choice.tasks(), choice.choices(), state, execution);
    return change(
        options, execution, operations -> operations.setTasks(request), "set to " + state.text());
  }

  private static int change(
      OperationsOptions options,
      Execution execution,
      OperationsOptions.Question<TaskChange> question,
      String done)
      throws IOException {
    return execution == Execution.DRY_RUN
        ? options.answer(question, change -> text(change, "would be " + done, execution))
        : options.order(question, change -> text(change, done, execution));
  }

  private static List<String> text(TaskChange change, String done, Execution execution) {
    List<String> lines = new ArrayList<>();
    int count = execution == Execution.DRY_RUN ? change.tasks().size() : change.changed();
    lines.add(
        "%s of %s@%s %s"
            .formatted(DisplayText.count(count, "task"), change.dagId(), change.date(), done));
    change.tasks().forEach(task -> lines.add("  " + task));
    return lines;
  }

  private static Execution execution(boolean dryRun) {
    return dryRun ? Execution.DRY_RUN : Execution.PERFORM;
  }
}

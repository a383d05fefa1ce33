package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.operations.ClearRequest.Choice;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which tasks of a run a command is about. */
final class TaskChoice {

  @Parameters(index = "0", paramLabel = "RUN", description = "<dag>@<yyyy-mm-dd>, or its number")
  private String run = "";

  @Parameters(index = "1..*", arity = "0..*", paramLabel = "TASK", description = "its tasks")
  private @Nullable List<String> tasks;

  @Option(names = "--failed", description = "Of them only those that failed.")
  private boolean failed;

  @Option(names = "--downstream", description = "And all that come after them.")
  private boolean downstream;

  String run() {
    return run;
  }

  /** Their names; empty: all. */
  Set<String> tasks() {
    return tasks == null ? Set.of() : new LinkedHashSet<>(tasks);
  }

  /** What narrows or widens the choice. */
  Set<Choice> choices() {
    Set<Choice> choices = EnumSet.noneOf(Choice.class);
    if (failed) {
      choices.add(Choice.FAILED);
    }
    if (downstream) {
      choices.add(Choice.DOWNSTREAM);
    }
    return choices;
  }
}

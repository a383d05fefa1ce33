package io.tapehouse.orchestrator.operations;

import io.tapehouse.orchestrator.operations.ClearRequest.Choice;
import io.tapehouse.orchestrator.state.TaskState;
import java.util.Set;

/**
 * Which tasks of a run end how.
 *
 * @param run which run
 * @param tasks these; empty: all, which has to be narrowed to those that failed
 * @param only what else narrows or widens the choice
 * @param state {@code FAILED} or {@code SKIPPED}
 * @param execution whether it is made or only described
 */
public record SetRequest(
    String run, Set<String> tasks, Set<Choice> only, TaskState state, Execution execution) {

  /** Refuses other states, and a whole run. */
  public SetRequest {
    tasks = Set.copyOf(tasks);
    only = Set.copyOf(only);
    if (state != TaskState.FAILED && state != TaskState.SKIPPED) {
      throw new IllegalArgumentException(
          "expected tasks to be failed or skipped, found %s to be %s"
              .formatted(tasks, state.text()));
    }
    if (tasks.isEmpty() && !only.contains(Choice.FAILED)) {
      throw new IllegalArgumentException(
          "expected the tasks of %s that end as %s, or --failed".formatted(run, state.text()));
    }
  }
}

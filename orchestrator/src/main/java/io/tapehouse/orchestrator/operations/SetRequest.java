package io.tapehouse.orchestrator.operations;

import io.tapehouse.orchestrator.state.TaskState;
import java.util.Set;

/**
 * Which tasks of a run end how.
 *
 * @param run which run
 * @param tasks at least one
 * @param state {@code FAILED} or {@code SKIPPED}
 * @param doing whether it is done or only said
 */
public record SetRequest(String run, Set<String> tasks, TaskState state, Doing doing) {

  /** Refuses other states. */
  public SetRequest {
    tasks = Set.copyOf(tasks);
    if (tasks.isEmpty() || (state != TaskState.FAILED && state != TaskState.SKIPPED)) {
      throw new IllegalArgumentException(
          "expected tasks to be failed or skipped, found %s to be %s"
              .formatted(tasks, state.text()));
    }
  }
}

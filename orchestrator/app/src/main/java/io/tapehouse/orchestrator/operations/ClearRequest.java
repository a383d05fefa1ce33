package io.tapehouse.orchestrator.operations;

import java.util.Set;

/**
 * Which tasks of a run are to be done again.
 *
 * @param run which run
 * @param tasks these; empty: all
 * @param only what else narrows or widens the choice
 * @param execution whether it is made or only described
 */
public record ClearRequest(String run, Set<String> tasks, Set<Choice> only, Execution execution) {

  /** Takes copies. */
  public ClearRequest {
    tasks = Set.copyOf(tasks);
    only = Set.copyOf(only);
  }

  /** What narrows or widens the choice. */
  public enum Choice {
    /** Of them, only those that failed, or were not done since what they need failed. */
    FAILED,
    /** And all that come after them. */
    DOWNSTREAM,
    /** And all that come before them. */
    UPSTREAM
  }
}

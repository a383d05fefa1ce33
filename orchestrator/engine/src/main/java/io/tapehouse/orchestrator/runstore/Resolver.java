package io.tapehouse.orchestrator.runstore;

import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what follows for a run from the states of its tasks. Called inside transactions, with the
 * run locked: it must be quick and change nothing else. Safe for use by many threads.
 */
@FunctionalInterface
public interface Resolver {

  /**
   * A task as far as others depend on it.
   *
   * @param state how far it is
   * @param shortCircuited whether what comes after it is to be skipped
   */
  record View(TaskState state, boolean shortCircuited) {}

  /**
   * A task that changes its state since others did.
   *
   * @param taskId which
   * @param to its new state
   * @param reason why, for people; empty when it simply may begin
   */
  record Move(String taskId, TaskState to, String reason) {}

  /**
   * What follows.
   *
   * @param moves tasks that change, each once
   * @param end the state in which the run ends; null: it goes on
   * @param note why, where it is worth a word; else empty
   */
  record Resolution(List<Move> moves, @Nullable RunState end, String note) {}

  /** What follows from {@code tasks}, which are all tasks of the run by their names. */
  Resolution resolve(Run run, Map<String, View> tasks);
}

package io.tapehouse.orchestrator.runstore.jdbc.runs;

import io.tapehouse.orchestrator.runstore.jdbc.transaction.TaskEvent;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Transaction;
import io.tapehouse.orchestrator.state.IllegalTransitionException;
import io.tapehouse.orchestrator.state.TaskState;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A task instance as far as changes of its state need it.
 *
 * @param id its number
 * @param runId its run
 * @param taskId its name in the DAG
 * @param state how far it is
 * @param shortCircuit whether what comes after it is skipped
 * @param number of its newest attempt; 0: there was none
 * @param attemptId of its newest claim; null: there was none
 */
public record TaskRow(
    long id,
    long runId,
    String taskId,
    TaskState state,
    boolean shortCircuit,
    int number,
    @Nullable String attemptId) {

  private static final String OF_RUNS =
      "SELECT t.id, t.run_id, t.task_id, t.state, t.short_circuit, t.number, t.attempt_id"
          + " FROM task_instance t WHERE t.run_id = ANY(:runs) ORDER BY t.id";

  /** The tasks of runs; those that may be claimed may change at any time. */
  public static RunTasks ofRuns(Transaction tx, Collection<Long> runIds) {
    return select(tx, runIds, "");
  }

  /** The tasks of runs, locked. */
  public static RunTasks lock(Transaction tx, Collection<Long> runIds) {
    return select(tx, runIds, tx.dialect().lock());
  }

  private static RunTasks select(Transaction tx, Collection<Long> runIds, String lock) {
    return RunTasks.of(
        tx.query(OF_RUNS + lock)
            .bind("runs", Transaction.numbers(runIds))
            .mapTo(TaskRow.class)
            .list());
  }

  /**
   * Checks a change of the state, and records its event.
   *
   * @param group the group of the run
   * @param attempt the number of the attempt that the event belongs to
   * @return the new state, for the statement that writes it
   * @throws IllegalTransitionException if the task may not become that
   */
  public TaskState become(
      Transaction tx, String group, int attempt, TaskState next, String message) {
    TaskState changed = state.to(next);
    tx.record(new TaskEvent(runId, group, id, attempt, state, changed, message));
    return changed;
  }

  /** The same in another state. */
  public TaskRow with(TaskState next) {
    return with(next, shortCircuit);
  }

  /** The same in another state. */
  public TaskRow with(TaskState next, boolean circuit) {
    return new TaskRow(id, runId, taskId, next, circuit, number, attemptId);
  }
}

package io.tapehouse.orchestrator.runstore.jdbc.runs;

import io.tapehouse.orchestrator.runstore.jdbc.transaction.Batch;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.StoredText;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Transaction;
import io.tapehouse.orchestrator.state.TaskState;

/**
 * Changes of tasks that do not come from the attempt at work, gathered and written together. Each
 * is checked against the table of states and leaves an event. Used by one thread.
 */
public final class TaskChanges {

  private static final String MOVE =
      "UPDATE task_instance SET state = :to, message = :message, ready_at = :readyAt,"
          + " queued_at = COALESCE(queued_at, :readyAt), ended_at = :endedAt, batch_id = NULL"
          + " WHERE id = :id AND state = :from";

  private static final String CLEAR =
      "UPDATE task_instance SET state = 'scheduled', message = '', output = NULL,"
          + " short_circuit = FALSE, failures = 0, throttles = 0, takeovers = 0, deferrals = 0,"
          + " batch_id = NULL,"
          // Work outside that runs is found by the next attempt, which goes on with it or ends it.
          + " external_id = CASE WHEN state = 'running' THEN external_id END, queued_at = NULL,"
          + " ready_at = NULL, since = NULL, ended_at = NULL, heartbeat_at = NULL"
          + " WHERE id = :id AND state = :from";

  private static final String ATTEMPT =
      "UPDATE task_attempt SET state = :state, message = :message, ended_at = :now"
          + " WHERE run_id = :runId AND task_instance_id = :id AND number = :number";

  private final Transaction tx;
  private final RunTasks tasks;
  private final Batch moves;
  private final Batch clearings;
  private final Batch attempts;

  /** Changes to {@code tasks}, which learns of each. */
  public TaskChanges(Transaction tx, RunTasks tasks) {
    this.tx = tx;
    this.tasks = tasks;
    this.moves = tx.batch(MOVE);
    this.clearings = tx.batch(CLEAR);
    this.attempts = tx.batch(ATTEMPT);
  }

  /** A task becomes {@code queued}, or ends. */
  void move(TaskRow task, String group, TaskState to, String reason) {
    String message = StoredText.of(reason);
    TaskState state = task.become(tx, group, task.number(), to, message);
    boolean queued = state == TaskState.QUEUED;
    moves
        .bind("to", state)
        .bind("message", message)
        .bind("readyAt", queued ? tx.now() : null)
        .bind("endedAt", queued ? null : tx.now())
        .bind("id", task.id())
        .bind("from", task.state())
        .add();
    endAttempt(task, state.text(), message);
    tasks.changed(task.with(state));
  }

  /** A task is to be done again. */
  public void clear(TaskRow task, String group) {
    TaskState state = task.become(tx, group, task.number(), TaskState.SCHEDULED, "cleared");
    clearings.bind("id", task.id()).bind("from", task.state()).add();
    endAttempt(task, "revoked", "cleared");
    tasks.changed(task.with(state, false));
  }

  private void endAttempt(TaskRow task, String state, String message) {
    if (task.state() == TaskState.RUNNING || task.state() == TaskState.DEFERRED) {
      attempts
          .bind("state", state)
          .bind("message", message)
          .bind("now", tx.now())
          .bind("runId", task.runId())
          .bind("id", task.id())
          .bind("number", task.number())
          .add();
    }
  }

  /** Writes what was gathered. */
  public void write() {
    tx.executeEach(moves);
    tx.executeEach(clearings);
    attempts.execute();
  }
}

package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.state.TaskState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes of tasks by somebody else than the attempt at work, gathered and written together. Each
 * is checked against the table of states and leaves an event.
 */
final class TaskChanges {

  private static final String MOVE =
      "UPDATE task_instance SET state = ?, message = ?, ready_at = ?,"
          + " queued_at = COALESCE(queued_at, ?), ended_at = ?, batch_id = NULL"
          + " WHERE id = ? AND state = ?";

  private static final String CLEAR =
      "UPDATE task_instance SET state = 'scheduled', message = '', output = NULL,"
          + " short_circuit = FALSE, failures = 0, throttles = 0, takeovers = 0, deferrals = 0,"
          + " batch_id = NULL,"
          // Work outside that runs is found by the next attempt, which goes on with it or ends it.
          + " external_id = CASE WHEN state = 'running' THEN external_id END, queued_at = NULL, ready_at = NULL,"
          + " since = NULL, ended_at = NULL, heartbeat_at = NULL WHERE id = ? AND state = ?";

  private static final String ATTEMPT =
      "UPDATE task_attempt SET state = ?, message = ?, ended_at = ?"
          + " WHERE run_id = ? AND task_instance_id = ? AND number = ?";

  private final Tx tx;
  private final TasksOfRuns tasks;
  private final List<@Nullable Object[]> moved = new ArrayList<>();
  private final List<@Nullable Object[]> cleared = new ArrayList<>();
  private final List<@Nullable Object[]> attempts = new ArrayList<>();

  TaskChanges(Tx tx, TasksOfRuns tasks) {
    this.tx = tx;
    this.tasks = tasks;
  }

  /** A task becomes {@code queued}, or ends. */
  void move(TaskRow task, String group, TaskState to, String message) throws SQLException {
    TaskState state = tx.events().add(task, group, task.number(), to, Message.of(message));
    boolean queued = state == TaskState.QUEUED;
    moved.add(
        new @Nullable Object[] {
          state.text(),
          Message.of(message),
          queued ? tx.now() : null,
          queued ? tx.now() : null,
          queued ? null : tx.now(),
          task.id(),
          task.state().text()
        });
    endAttempt(task, state.text(), message);
    tasks.changed(task.with(state));
  }

  /** A task is to be done again. */
  void clear(TaskRow task, String group) throws SQLException {
    TaskState state = tx.events().add(task, group, task.number(), TaskState.SCHEDULED, "cleared");
    cleared.add(new @Nullable Object[] {task.id(), task.state().text()});
    endAttempt(task, "revoked", "cleared");
    tasks.changed(task.with(state, false));
  }

  private void endAttempt(TaskRow task, String word, String message) throws SQLException {
    if (task.state() == TaskState.RUNNING || task.state() == TaskState.DEFERRED) {
      attempts.add(
          new @Nullable Object[] {
            word, Message.of(message), tx.now(), task.runId(), task.id(), task.number()
          });
    }
  }

  /** Writes what was gathered. */
  void write() throws SQLException {
    tx.guarded(MOVE, moved);
    tx.guarded(CLEAR, cleared);
    tx.batch(ATTEMPT, attempts);
    moved.clear();
    cleared.clear();
    attempts.clear();
  }
}

package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.state.TaskState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of a transaction. They are numbered and written when everything else is done: whoever
 * writes events holds the counter until the commit, so that they become visible in their order.
 */
final class EventLog {

  private record Entry(TaskRow task, String group, int number, TaskState to, String message) {}

  private final List<Entry> entries = new ArrayList<>();

  /**
   * Notes that a task changes its state.
   *
   * @return the new state
   * @throws io.tapehouse.orchestrator.state.IllegalTransitionException if it may not become that
   */
  TaskState add(TaskRow task, String group, int number, TaskState to, String message) {
    TaskState state = task.state().to(to);
    entries.add(new Entry(task, group, number, state, message));
    return state;
  }

  /** Writes them. */
  void write(Tx tx) throws SQLException {
    if (entries.isEmpty()) {
      return;
    }
    long id = Counters.take(tx, "event", entries.size());
    List<@Nullable Object[]> rows = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      TaskRow task = entry.task();
      rows.add(
          new @Nullable Object[] {
            id++,
            tx.now(),
            task.runId(),
            entry.group(),
            task.id(),
            entry.number(),
            task.state().text(),
            entry.to().text(),
            entry.message()
          });
    }
    tx.batch(
        "INSERT INTO task_event (id, happened_at, run_id, run_group, task_instance_id, number,"
            + " from_state, to_state, message) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows);
  }
}

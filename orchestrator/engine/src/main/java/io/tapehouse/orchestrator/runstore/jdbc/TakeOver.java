package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.runstore.Resolver;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.state.TaskState;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Takes tasks from attempts that gave no sign of life. */
final class TakeOver {

  private static final String EXPIRED =
      "t.state = 'running' AND (t.heartbeat_at IS NULL OR t.heartbeat_at <= ?)";

  private static final String TASK =
      "UPDATE task_instance SET state = ?, message = ?, takeovers = takeovers + 1,"
          + " batch_id = NULL, ready_at = ?, ended_at = ?, heartbeat_at = NULL"
          + " WHERE id = ? AND attempt_id = ? AND state = 'running'";

  private static final String ATTEMPT =
      "UPDATE task_attempt SET state = 'lost', message = ?, ended_at = ?"
          + " WHERE run_id = ? AND task_instance_id = ? AND number = ?";

  private TakeOver() {}

  private record Lost(long id, int takeovers, String node, @Nullable Instant heartbeat) {

    static Lost read(Row row) throws SQLException {
      return new Lost(row.number(), row.count(), row.text(), row.timeOrNull());
    }

    String message() {
      return heartbeat == null
          ? "node %s never gave a sign of life".formatted(node)
          : "node %s gave its last sign of life at %s".formatted(node, heartbeat);
    }
  }

  /** Runs with a task whose lease has run out; looks without locking. */
  static Set<Long> suspects(Tx tx, Duration lease) throws SQLException {
    return new TreeSet<>(
        tx.query(
            "SELECT DISTINCT t.run_id FROM task_instance t WHERE " + EXPIRED,
            Row::number,
            tx.now().minus(lease)));
  }

  static int takeOver(Tx tx, Set<Long> runIds, Duration lease, int most, Resolver resolver)
      throws SQLException {
    Map<Long, Run> runs = Runs.lock(tx, runIds);
    if (runs.isEmpty()) {
      return 0;
    }
    // Locked, so that no heartbeat comes in between; those whose heartbeat just did are left out.
    List<Lost> lost =
        tx.query(
            "SELECT t.id, t.takeovers, t.node, t.heartbeat_at FROM task_instance t WHERE "
                + EXPIRED
                + " AND t.run_id = ANY(?) ORDER BY t.id"
                + tx.dialect().lock(),
            Lost::read,
            tx.now().minus(lease),
            tx.numbers(runs.keySet()));
    TasksOfRuns tasks = TaskRow.ofRuns(tx, runs.keySet());
    record(tx, lost, runs, tasks, most);
    Consequences.follow(tx, runs.values(), tasks, resolver);
    return lost.size();
  }

  private static void record(
      Tx tx, List<Lost> lost, Map<Long, Run> runs, TasksOfRuns tasks, int most)
      throws SQLException {
    Map<Long, TaskRow> byId = tasks.byId();
    List<@Nullable Object[]> taskRows = new ArrayList<>();
    List<@Nullable Object[]> attemptRows = new ArrayList<>();
    for (Lost one : lost) {
      TaskRow task = byId.get(one.id());
      Run run = task == null ? null : runs.get(task.runId());
      if (task != null && run != null) {
        String message = Message.of(one.message());
        TaskState state =
            tx.events().add(task, run.group(), task.number(), next(run, one, most), message);
        boolean queued = state == TaskState.QUEUED;
        taskRows.add(
            new @Nullable Object[] {
              state.text(),
              message,
              queued ? tx.now() : null,
              queued ? null : tx.now(),
              task.id(),
              task.attemptId()
            });
        attemptRows.add(
            new @Nullable Object[] {message, tx.now(), task.runId(), task.id(), task.number()});
        tasks.changed(task.with(state));
      }
    }
    tx.guarded(TASK, taskRows);
    tx.batch(ATTEMPT, attemptRows);
  }

  private static TaskState next(Run run, Lost lost, int most) {
    if (run.cancelRequested()) {
      return TaskState.CANCELLED;
    }
    return lost.takeovers() < most ? TaskState.QUEUED : TaskState.FAILED;
  }
}

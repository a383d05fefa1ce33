package io.tapehouse.orchestrator.runstore.jdbc.claims;

import io.tapehouse.orchestrator.runstore.Resolver;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.jdbc.runs.RunProgress;
import io.tapehouse.orchestrator.runstore.jdbc.runs.RunRows;
import io.tapehouse.orchestrator.runstore.jdbc.runs.RunTasks;
import io.tapehouse.orchestrator.runstore.jdbc.runs.TaskRow;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Batch;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.StoredText;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Transaction;
import io.tapehouse.orchestrator.state.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Takes tasks from attempts that gave no sign of life. */
public final class TakeOver {

  private static final String EXPIRED =
      "t.state = 'running' AND (t.heartbeat_at IS NULL OR t.heartbeat_at <= :limit)";

  private static final String TASK =
      "UPDATE task_instance SET state = :state, message = :message, takeovers = takeovers + 1,"
          + " batch_id = NULL, ready_at = :readyAt, ended_at = :endedAt, heartbeat_at = NULL"
          + " WHERE id = :id AND attempt_id = :attemptId AND state = 'running'";

  private static final String ATTEMPT =
      "UPDATE task_attempt SET state = 'lost', message = :message, ended_at = :now"
          + " WHERE run_id = :runId AND task_instance_id = :id AND number = :number";

  private TakeOver() {}

  private record LostTask(long id, int takeovers, String node, @Nullable Instant heartbeatAt) {

    String message() {
      return heartbeatAt == null
          ? "node %s never gave a sign of life".formatted(node)
          : "node %s gave its last sign of life at %s".formatted(node, heartbeatAt);
    }
  }

  /** Runs with a task whose lease has run out; looks without locking. */
  public static Set<Long> suspects(Transaction tx, Duration lease) {
    return new TreeSet<>(
        tx.query("SELECT DISTINCT t.run_id FROM task_instance t WHERE " + EXPIRED)
            .bind("limit", tx.now().minus(lease))
            .mapTo(Long.class)
            .list());
  }

  /**
   * Takes over the tasks of runs whose lease has run out.
   *
   * @param most how often a task may have been taken over before; beyond that it fails
   * @return how many were taken
   */
  public static int takeOver(
      Transaction tx, Set<Long> runIds, Duration lease, int most, Resolver resolver) {
    Map<Long, Run> runs = RunRows.lock(tx, runIds);
    if (runs.isEmpty()) {
      return 0;
    }
    // Locked, so that no heartbeat comes in between; those whose heartbeat just did are left out.
    List<LostTask> lost =
        tx.query(
                "SELECT t.id, t.takeovers, t.node, t.heartbeat_at FROM task_instance t WHERE "
                    + EXPIRED
                    + " AND t.run_id = ANY(:runs) ORDER BY t.id"
                    + tx.dialect().lock())
            .bind("limit", tx.now().minus(lease))
            .bind("runs", Transaction.numbers(runs.keySet()))
            .mapTo(LostTask.class)
            .list();
    RunTasks tasks = TaskRow.ofRuns(tx, runs.keySet());
    record(tx, lost, runs, tasks, most);
    RunProgress.follow(tx, runs.values(), tasks, resolver);
    return lost.size();
  }

  private static void record(
      Transaction tx, List<LostTask> lost, Map<Long, Run> runs, RunTasks tasks, int most) {
    Map<Long, TaskRow> byId = tasks.byId();
    Batch taskRows = tx.batch(TASK);
    Batch attemptRows = tx.batch(ATTEMPT);
    for (LostTask one : lost) {
      TaskRow task = byId.get(one.id());
      Run run = task == null ? null : runs.get(task.runId());
      if (task != null && run != null) {
        String message = StoredText.of(one.message());
        TaskState state =
            task.become(tx, run.group(), task.number(), next(run, one, most), message);
        boolean queued = state == TaskState.QUEUED;
        taskRows
            .bind("state", state)
            .bind("message", message)
            .bind("readyAt", queued ? tx.now() : null)
            .bind("endedAt", queued ? null : tx.now())
            .bind("id", task.id())
            .bind("attemptId", task.attemptId())
            .add();
        attemptRows
            .bind("message", message)
            .bind("now", tx.now())
            .bind("runId", task.runId())
            .bind("id", task.id())
            .bind("number", task.number())
            .add();
        tasks.changed(task.with(state));
      }
    }
    tx.executeEach(taskRows);
    attemptRows.execute();
  }

  private static TaskState next(Run run, LostTask lost, int most) {
    if (run.cancelRequested()) {
      return TaskState.CANCELLED;
    }
    return lost.takeovers() < most ? TaskState.QUEUED : TaskState.FAILED;
  }
}

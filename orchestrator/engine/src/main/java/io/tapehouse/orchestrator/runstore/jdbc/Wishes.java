package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.runstore.Resolver;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.state.IllegalTransitionException;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sets tasks and cancels runs, since somebody says so. */
final class Wishes {

  private Wishes() {}

  static void set(
      Tx tx, long runId, Set<String> taskIds, TaskState state, String reason, Resolver resolver)
      throws SQLException {
    if (state != TaskState.FAILED && state != TaskState.SKIPPED) {
      throw new IllegalArgumentException("expected failed or skipped, found " + state.text());
    }
    Map<Long, Run> runs = Runs.lock(tx, List.of(runId));
    Run run = runs.get(runId);
    if (run == null) {
      throw new IllegalArgumentException("no run " + runId);
    }
    TasksOfRuns tasks = TaskRow.lock(tx, runs.keySet());
    TaskChanges changes = new TaskChanges(tx, tasks);
    for (String taskId : taskIds) {
      TaskRow task = Clearing.known(run, taskId, tasks.task(runId, taskId));
      if (task.state() == TaskState.RUNNING) {
        throw new IllegalTransitionException("task", task.state().text(), state.text());
      }
      changes.move(task, run.group(), state, reason);
    }
    changes.write();
    Consequences.follow(tx, runs.values(), tasks, resolver);
  }

  static int cancel(Tx tx, Collection<Long> runIds, String reason, Resolver resolver)
      throws SQLException {
    Map<Long, Run> runs = Runs.lock(tx, runIds);
    runs.values().removeIf(run -> run.state().isEnd() || run.cancelRequested());
    TasksOfRuns tasks = TaskRow.lock(tx, runs.keySet());
    TaskChanges changes = new TaskChanges(tx, tasks);
    List<@Nullable Object[]> rows = new ArrayList<>();
    List<Run> going = new ArrayList<>();
    for (Run run : runs.values()) {
      for (TaskRow task : tasks.tasks(run.id())) {
        if (!task.state().isEnd() && task.state() != TaskState.RUNNING) {
          changes.move(task, run.group(), TaskState.CANCELLED, reason);
        }
      }
      boolean queued = run.state() == RunState.QUEUED;
      RunState state = queued ? run.state().to(RunState.CANCELLED) : run.state();
      rows.add(
          new @Nullable Object[] {
            state.text(), Message.of(reason), queued ? tx.now() : null, !queued, run.id()
          });
      if (!queued) {
        going.add(RunChange.cancelling(run, true, Message.of(reason)));
      }
    }
    changes.write();
    tx.batch(
        "UPDATE dag_run SET state = ?, note = ?, ended_at = ?, cancel_requested = ? WHERE id = ?",
        rows);
    Consequences.follow(tx, going, tasks, resolver);
    return rows.size();
  }
}

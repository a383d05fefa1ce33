package io.tapehouse.orchestrator.runstore.jdbc.runs;

import io.tapehouse.orchestrator.runstore.Resolver;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Batch;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.StoredText;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Transaction;
import io.tapehouse.orchestrator.state.IllegalTransitionException;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Clears tasks, sets their states and cancels runs, as users ask for it. */
public final class ManualChanges {

  private ManualChanges() {}

  /**
   * Clears tasks: they will be done again.
   *
   * @param wanted by run, the names of its tasks
   * @param group the new group of runs that had ended
   * @return how many were cleared
   */
  public static int clear(
      Transaction tx, Map<Long, Set<String>> wanted, String group, Resolver resolver) {
    Map<Long, Run> runs = RunRows.lock(tx, wanted.keySet());
    RunTasks tasks = TaskRow.lock(tx, runs.keySet());
    TaskChanges changes = new TaskChanges(tx, tasks);
    List<Run> going = new ArrayList<>();
    int cleared = 0;
    for (Run run : runs.values()) {
      String newGroup = run.state().isEnd() ? group : run.group();
      int before = cleared;
      for (String taskId : wanted.getOrDefault(run.id(), Set.of())) {
        TaskRow task = known(run, taskId, tasks.task(run.id(), taskId));
        if (task.state() != TaskState.SCHEDULED) {
          changes.clear(task, newGroup);
          cleared++;
        }
      }
      if (cleared > before) {
        if (run.state().isEnd()) {
          RunStart.requeue(tx, run, group, run.rank(), "");
        } else {
          going.add(withoutCancellation(tx, run));
        }
      }
    }
    changes.write();
    RunProgress.follow(tx, going, tasks, resolver);
    return cleared;
  }

  private static TaskRow known(Run run, String taskId, @Nullable TaskRow task) {
    if (task == null) {
      throw new IllegalArgumentException("run %s has no task '%s'".formatted(run.name(), taskId));
    }
    return task;
  }

  /** To clear tasks of a run takes back a request to cancel it. */
  private static Run withoutCancellation(Transaction tx, Run run) {
    if (run.state() != RunState.RUNNING || !run.cancelRequested()) {
      return run;
    }
    tx.execute("UPDATE dag_run SET cancel_requested = FALSE, note = '' WHERE id = ?", run.id());
    return RunRows.cancelling(run, false, "");
  }

  /**
   * Sets tasks that are not running to {@code failed} or {@code skipped}.
   *
   * @throws IllegalTransitionException when one of them may not become that
   */
  public static void set(
      Transaction tx,
      long runId,
      Set<String> taskIds,
      TaskState state,
      String reason,
      Resolver resolver) {
    if (state != TaskState.FAILED && state != TaskState.SKIPPED) {
      throw new IllegalArgumentException("expected failed or skipped, found " + state.text());
    }
    Map<Long, Run> runs = RunRows.lock(tx, List.of(runId));
    Run run = runs.get(runId);
    if (run == null) {
      throw new IllegalArgumentException("no run " + runId);
    }
    RunTasks tasks = TaskRow.lock(tx, runs.keySet());
    TaskChanges changes = new TaskChanges(tx, tasks);
    for (String taskId : taskIds) {
      TaskRow task = known(run, taskId, tasks.task(runId, taskId));
      if (task.state() == TaskState.RUNNING) {
        throw new IllegalTransitionException("task", task.state().text(), state.text());
      }
      changes.move(task, run.group(), state, reason);
    }
    changes.write();
    RunProgress.follow(tx, runs.values(), tasks, resolver);
  }

  /**
   * Cancels runs: tasks that no attempt works on at once, those at work when their node notices.
   *
   * @return how many runs
   */
  public static int cancel(
      Transaction tx, Collection<Long> runIds, String reason, Resolver resolver) {
    Map<Long, Run> runs = RunRows.lock(tx, runIds);
    runs.values().removeIf(run -> run.state().isEnd() || run.cancelRequested());
    RunTasks tasks = TaskRow.lock(tx, runs.keySet());
    TaskChanges changes = new TaskChanges(tx, tasks);
    Batch rows =
        tx.batch(
            "UPDATE dag_run SET state = :state, note = :note, ended_at = :endedAt,"
                + " cancel_requested = :requested WHERE id = :id");
    List<Run> going = new ArrayList<>();
    for (Run run : runs.values()) {
      for (TaskRow task : tasks.of(run.id())) {
        if (!task.state().isEnd() && task.state() != TaskState.RUNNING) {
          changes.move(task, run.group(), TaskState.CANCELLED, reason);
        }
      }
      boolean queued = run.state() == RunState.QUEUED;
      rows.bind("state", queued ? run.state().to(RunState.CANCELLED) : run.state())
          .bind("note", StoredText.of(reason))
          .bind("endedAt", queued ? tx.now() : null)
          .bind("requested", !queued)
          .bind("id", run.id())
          .add();
      if (!queued) {
        going.add(RunRows.cancelling(run, true, StoredText.of(reason)));
      }
    }
    changes.write();
    rows.execute();
    RunProgress.follow(tx, going, tasks, resolver);
    return runs.size();
  }
}

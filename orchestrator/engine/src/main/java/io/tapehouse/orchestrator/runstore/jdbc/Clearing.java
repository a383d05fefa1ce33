package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.runstore.Resolver;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Clears tasks: they will be done again. */
final class Clearing {

  private Clearing() {}

  static int clear(Tx tx, Map<Long, Set<String>> wanted, String group, Resolver resolver)
      throws SQLException {
    Map<Long, Run> runs = Runs.lock(tx, wanted.keySet());
    TasksOfRuns tasks = TaskRow.lock(tx, runs.keySet());
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
          Requeue.requeue(tx, run, group, run.rank(), "");
        } else {
          going.add(wantedAgain(tx, run));
        }
      }
    }
    changes.write();
    Consequences.follow(tx, going, tasks, resolver);
    return cleared;
  }

  static TaskRow known(Run run, String taskId, @Nullable TaskRow task) {
    if (task == null) {
      throw new IllegalArgumentException("run %s has no task '%s'".formatted(run.name(), taskId));
    }
    return task;
  }

  /** Whoever clears tasks of a run that is being cancelled wants it after all. */
  private static Run wantedAgain(Tx tx, Run run) throws SQLException {
    if (run.state() != RunState.RUNNING || !run.cancelRequested()) {
      return run;
    }
    tx.update("UPDATE dag_run SET cancel_requested = FALSE, note = '' WHERE id = ?", run.id());
    return RunChange.cancelling(run, false, "");
  }
}

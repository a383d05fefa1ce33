package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.runstore.Resolver;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets a resolver say what follows for runs, and records it. */
final class Consequences {

  private Consequences() {}

  /** For those of the runs that are running; all are locked. */
  static void follow(Tx tx, Collection<Run> runs, TasksOfRuns tasks, Resolver resolver)
      throws SQLException {
    TaskChanges changes = new TaskChanges(tx, tasks);
    List<@Nullable Object[]> ended = new ArrayList<>();
    for (Run run : runs) {
      if (run.state() == RunState.RUNNING) {
        Resolver.Resolution resolution = resolver.resolve(run, views(tasks.of(run.id())));
        for (Resolver.Move move : resolution.moves()) {
          move(changes, run, tasks, move);
        }
        if (resolution.end() != null) {
          RunState end = run.state().to(resolution.end());
          String note = resolution.note().isEmpty() ? run.note() : resolution.note();
          ended.add(new @Nullable Object[] {end.text(), tx.now(), Message.of(note), run.id()});
        }
      }
    }
    changes.write();
    tx.batch("UPDATE dag_run SET state = ?, ended_at = ?, note = ? WHERE id = ?", ended);
  }

  private static Map<String, Resolver.View> views(Map<String, TaskRow> tasks) {
    Map<String, Resolver.View> views = new LinkedHashMap<>();
    tasks.forEach(
        (name, task) -> views.put(name, new Resolver.View(task.state(), task.shortCircuit())));
    return views;
  }

  private static void move(TaskChanges changes, Run run, TasksOfRuns tasks, Resolver.Move move)
      throws SQLException {
    TaskRow task = tasks.task(run.id(), move.taskId());
    if (task == null) {
      throw new IllegalStateException(
          "run %s: the resolver moves '%s', which it has not".formatted(run.name(), move.taskId()));
    }
    if (task.state() == TaskState.RUNNING) {
      throw new IllegalStateException(
          "run %s: the resolver moves %s, where an attempt is at work"
              .formatted(run.name(), move.taskId()));
    }
    changes.move(task, run.group(), move.to(), move.reason());
  }
}

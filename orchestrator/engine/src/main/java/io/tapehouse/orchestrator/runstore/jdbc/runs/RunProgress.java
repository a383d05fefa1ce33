package io.tapehouse.orchestrator.runstore.jdbc.runs;

import io.tapehouse.orchestrator.runstore.Resolver;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Batch;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.StoredText;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Transaction;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asks a resolver what follows for runs, and records it. */
public final class RunProgress {

  private RunProgress() {}

  /** For those of the runs that are running; all are locked. */
  public static void follow(
      Transaction tx, Collection<Run> runs, RunTasks tasks, Resolver resolver) {
    TaskChanges changes = new TaskChanges(tx, tasks);
    Batch ended =
        tx.batch("UPDATE dag_run SET state = :state, ended_at = :now, note = :note WHERE id = :id");
    for (Run run : runs) {
      if (run.state() == RunState.RUNNING) {
        Resolver.Resolution resolution = resolver.resolve(run, views(tasks.byName(run.id())));
        for (Resolver.Move move : resolution.moves()) {
          move(changes, run, tasks, move);
        }
        if (resolution.end() != null) {
          String note = resolution.note().isEmpty() ? run.note() : resolution.note();
          ended
              .bind("state", run.state().to(resolution.end()))
              .bind("now", tx.now())
              .bind("note", StoredText.of(note))
              .bind("id", run.id())
              .add();
        }
      }
    }
    changes.write();
    ended.execute();
  }

  private static Map<String, Resolver.View> views(Map<String, TaskRow> tasks) {
    Map<String, Resolver.View> views = new LinkedHashMap<>();
    tasks.forEach(
        (name, task) -> views.put(name, new Resolver.View(task.state(), task.shortCircuit())));
    return views;
  }

  private static void move(TaskChanges changes, Run run, RunTasks tasks, Resolver.Move move) {
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

package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.runstore.NewRun.NewTask;
import io.tapehouse.orchestrator.runstore.Resolver;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Begins queued runs, and follows a calendar that has changed. */
final class Starting {

  private Starting() {}

  static void start(Tx tx, Collection<Long> runIds, Resolver resolver) throws SQLException {
    List<Run> begun = new ArrayList<>();
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Run run : Runs.lock(tx, runIds).values()) {
      if (run.state() == RunState.QUEUED) {
        Run started = RunChange.started(run, tx.now());
        rows.add(new @Nullable Object[] {started.state().text(), tx.now(), run.id()});
        begun.add(started);
      }
    }
    tx.batch("UPDATE dag_run SET state = ?, started_at = ? WHERE id = ?", rows);
    if (!begun.isEmpty()) {
      TasksOfRuns tasks = TaskRow.ofRuns(tx, begun.stream().map(Run::id).toList());
      Consequences.follow(tx, begun, tasks, resolver);
    }
  }

  /** Whoever admits runs of a DAG holds its row, so that two do not fill one place twice. */
  static int admit(Tx tx, String dagId, int most, Resolver resolver) throws SQLException {
    tx.query(
        "SELECT t.dag_id FROM dag t WHERE t.dag_id = ?" + tx.dialect().lock(), Row::text, dagId);
    List<Long> next = Runs.mayBegin(tx, dagId, most);
    start(tx, next, resolver);
    return next.size();
  }

  static void reopen(Tx tx, long runId, RunState state, String note, List<NewTask> tasks)
      throws SQLException {
    if (state != RunState.QUEUED && state != RunState.SKIPPED) {
      throw new IllegalArgumentException(
          "run %d: expected queued or skipped, found %s".formatted(runId, state.text()));
    }
    for (Run run : Runs.lock(tx, List.of(runId)).values()) {
      if (run.state() == RunState.QUEUED && state == RunState.SKIPPED) {
        skip(tx, run, note);
      } else if (run.state() == RunState.SKIPPED && state == RunState.QUEUED) {
        // Its backfill is done with it: nobody would ever begin it there.
        String group =
            run.group().startsWith(Runs.BACKFILLS) ? "manual:" + run.name() : run.group();
        queue(tx, run, group, run.rank(), note, tasks);
      }
    }
  }

  private static void skip(Tx tx, Run run, String note) throws SQLException {
    TasksOfRuns known = TaskRow.lock(tx, List.of(run.id()));
    TaskChanges changes = new TaskChanges(tx, known);
    for (TaskRow task : known.tasks(run.id())) {
      if (!task.state().isEnd()) {
        changes.move(task, run.group(), TaskState.SKIPPED, note);
      }
    }
    changes.write();
    tx.update(
        "UPDATE dag_run SET state = ?, ended_at = ?, note = ? WHERE id = ?",
        run.state().to(RunState.SKIPPED).text(),
        tx.now(),
        Message.of(note),
        run.id());
  }

  /** A skipped run, which is locked, is to be done after all. */
  static void queue(Tx tx, Run run, String group, long rank, String note, List<NewTask> tasks)
      throws SQLException {
    TasksOfRuns known = TaskRow.lock(tx, List.of(run.id()));
    if (known.of(run.id()).isEmpty()) {
      RunCreation.addTasks(tx, run.id(), run.dagId(), group, rank, tasks);
    }
    TaskChanges changes = new TaskChanges(tx, known);
    for (TaskRow task : known.tasks(run.id())) {
      // What made the run end early has to look again, and all that comes before it.
      if (task.state().isEnd()) {
        changes.clear(task, group);
      }
    }
    changes.write();
    Requeue.requeue(tx, run, group, rank, note);
  }
}

package io.tapehouse.orchestrator.runstore.jdbc.runs;

import io.tapehouse.orchestrator.runstore.NewRun.NewTask;
import io.tapehouse.orchestrator.runstore.Resolver;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Batch;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.StoredText;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Transaction;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Begins queued runs, queues ended ones again, and follows a calendar that has changed. */
public final class RunStart {

  private RunStart() {}

  /** Begins those of the runs that are queued. */
  public static void start(Transaction tx, Collection<Long> runIds, Resolver resolver) {
    List<Run> begun = new ArrayList<>();
    Batch rows = tx.batch("UPDATE dag_run SET state = :state, started_at = :now WHERE id = :id");
    for (Run run : RunRows.lock(tx, runIds).values()) {
      if (run.state() == RunState.QUEUED) {
        Run started = RunRows.started(run, tx.now());
        rows.bind("state", started.state()).bind("now", tx.now()).bind("id", run.id()).add();
        begun.add(started);
      }
    }
    rows.execute();
    if (!begun.isEmpty()) {
      RunTasks tasks = TaskRow.ofRuns(tx, begun.stream().map(Run::id).toList());
      RunProgress.follow(tx, begun, tasks, resolver);
    }
  }

  /** Begins queued runs of a DAG; its row is locked, so that two do not fill one place twice. */
  public static int admit(Transaction tx, String dagId, int most, Resolver resolver) {
    tx.query("SELECT t.dag_id FROM dag t WHERE t.dag_id = ?" + tx.dialect().lock(), dagId)
        .mapTo(String.class)
        .list();
    List<Long> next = RunRows.mayBegin(tx, dagId, most);
    start(tx, next, resolver);
    return next.size();
  }

  /** Skips a queued run, or queues one that was skipped as closed; others stay. */
  public static void reopen(
      Transaction tx, long runId, RunState state, String note, List<NewTask> tasks) {
    if (state != RunState.QUEUED && state != RunState.SKIPPED) {
      throw new IllegalArgumentException(
          "run %d: expected queued or skipped, found %s".formatted(runId, state.text()));
    }
    for (Run run : RunRows.lock(tx, List.of(runId)).values()) {
      if (run.state() == RunState.QUEUED && state == RunState.SKIPPED) {
        skip(tx, run, note);
      } else if (run.state() == RunState.SKIPPED && state == RunState.QUEUED) {
        // Its backfill is done with it and would never begin it.
        String group =
            run.group().startsWith(RunRows.BACKFILLS) ? "manual:" + run.name() : run.group();
        queue(tx, run, group, run.rank(), note, tasks);
      }
    }
  }

  private static void skip(Transaction tx, Run run, String note) {
    RunTasks known = TaskRow.lock(tx, List.of(run.id()));
    TaskChanges changes = new TaskChanges(tx, known);
    for (TaskRow task : known.of(run.id())) {
      if (!task.state().isEnd()) {
        changes.move(task, run.group(), TaskState.SKIPPED, note);
      }
    }
    changes.write();
    tx.update("UPDATE dag_run SET state = :state, ended_at = :now, note = :note WHERE id = :id")
        .bind("state", run.state().to(RunState.SKIPPED))
        .bind("now", tx.now())
        .bind("note", StoredText.of(note))
        .bind("id", run.id())
        .execute();
  }

  /** A skipped run, which is locked, is to be done after all. */
  public static void queue(
      Transaction tx, Run run, String group, long rank, String note, List<NewTask> tasks) {
    RunTasks known = TaskRow.lock(tx, List.of(run.id()));
    if (known.of(run.id()).isEmpty()) {
      RunCreation.addTasks(tx, run.id(), run.dagId(), group, rank, tasks);
    }
    TaskChanges changes = new TaskChanges(tx, known);
    for (TaskRow task : known.of(run.id())) {
      // What made the run end early has to look again, and all that comes before it.
      if (task.state().isEnd()) {
        changes.clear(task, group);
      }
    }
    changes.write();
    requeue(tx, run, group, rank, note);
  }

  /** An ended run, which is locked, is queued again, in a group and with a rank. */
  public static void requeue(Transaction tx, Run run, String group, long rank, String note) {
    tx.update(
            "UPDATE dag_run SET state = :state, run_group = :group, run_rank = :rank, note = :note,"
                + " cancel_requested = FALSE, queued_at = :now, started_at = NULL, ended_at = NULL"
                + " WHERE id = :id")
        .bind("state", run.state().to(RunState.QUEUED))
        .bind("group", group)
        .bind("rank", rank)
        .bind("note", StoredText.of(note))
        .bind("now", tx.now())
        .bind("id", run.id())
        .execute();
    if (!group.equals(run.group()) || rank != run.rank()) {
      tx.execute(
          "UPDATE task_instance SET run_group = ?, run_rank = ? WHERE run_id = ?",
          group,
          rank,
          run.id());
    }
  }
}

package io.tapehouse.orchestrator.runstore.jdbc.backfills;

import io.tapehouse.orchestrator.runstore.Backfill;
import io.tapehouse.orchestrator.runstore.Backfill.DateState;
import io.tapehouse.orchestrator.runstore.NewRun;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.jdbc.runs.RunCreation;
import io.tapehouse.orchestrator.runstore.jdbc.runs.RunStart;
import io.tapehouse.orchestrator.runstore.jdbc.runs.RunTasks;
import io.tapehouse.orchestrator.runstore.jdbc.runs.TaskChanges;
import io.tapehouse.orchestrator.runstore.jdbc.runs.TaskRow;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Transaction;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gives dates of a backfill their runs; notes the dates that change. */
final class DateActions {

  private final Transaction tx;
  private final Backfill backfill;
  private final Function<LocalDate, NewRun> newRuns;
  private final List<BackfillDateRow> changed;

  DateActions(
      Transaction tx,
      Backfill backfill,
      Function<LocalDate, NewRun> newRuns,
      List<BackfillDateRow> changed) {
    this.tx = tx;
    this.backfill = backfill;
    this.newRuns = newRuns;
    this.changed = changed;
  }

  /** Dates without a run get one; a closed date is done with that. */
  void create(Collection<BackfillDateRow> rows) {
    List<NewRun> runs = rows.stream().map(row -> ours(newRuns.apply(row.date()))).toList();
    Map<LocalDate, Long> made = RunCreation.create(tx, runs);
    for (BackfillDateRow row : rows) {
      Long id = made.get(row.date());
      // None: another transaction has just made one. The next step meets it.
      if (id != null) {
        boolean closed = newRuns.apply(row.date()).state() == RunState.SKIPPED;
        changed.add(row.become(closed ? DateState.DONE : DateState.ACTIVE, id, tx.now()));
      }
    }
  }

  private NewRun ours(NewRun run) {
    return new NewRun(
        run.dagId(),
        run.date(),
        run.type(),
        run.state(),
        run.group(),
        run.rank(),
        run.note(),
        backfill.id(),
        run.deadline(),
        run.tasks());
  }

  /** Ended runs, which are locked, are cleared and become the backfill's. */
  void takeUp(Map<BackfillDateRow, @Nullable Run> rows) {
    RunTasks tasks = TaskRow.lock(tx, ids(rows.values()));
    TaskChanges changes = new TaskChanges(tx, tasks);
    for (Map.Entry<BackfillDateRow, @Nullable Run> entry : rows.entrySet()) {
      Run run = Objects.requireNonNull(entry.getValue());
      NewRun wanted = newRuns.apply(run.date());
      for (TaskRow task : tasks.of(run.id())) {
        if (task.state() != TaskState.SCHEDULED) {
          changes.clear(task, wanted.group());
        }
      }
      RunStart.requeue(tx, run, wanted.group(), wanted.rank(), "");
      changed.add(entry.getKey().become(DateState.ACTIVE, run.id(), tx.now()));
    }
    changes.write();
    own(rows.values());
  }

  /** Runs that were skipped as closed, which are locked, are done after all. */
  void reopen(Map<BackfillDateRow, @Nullable Run> rows) {
    for (Map.Entry<BackfillDateRow, @Nullable Run> entry : rows.entrySet()) {
      Run run = Objects.requireNonNull(entry.getValue());
      NewRun wanted = newRuns.apply(run.date());
      RunStart.queue(tx, run, wanted.group(), wanted.rank(), "", wanted.tasks());
      changed.add(entry.getKey().become(DateState.ACTIVE, run.id(), tx.now()));
    }
    own(rows.values());
  }

  private void own(Collection<@Nullable Run> runs) {
    if (!runs.isEmpty()) {
      tx.update("UPDATE dag_run SET backfill_id = :backfillId WHERE id = ANY(:ids)")
          .bind("backfillId", backfill.id())
          .bind("ids", Transaction.numbers(ids(runs)))
          .execute();
    }
  }

  private static List<Long> ids(Collection<@Nullable Run> runs) {
    return runs.stream().filter(Objects::nonNull).map(Run::id).toList();
  }

  /** The date is active by a run that is not the backfill's. */
  void waitFor(BackfillDateRow row, @Nullable Run run) {
    if (run != null
        && (row.state() != DateState.ACTIVE || !Objects.equals(row.runId(), run.id()))) {
      changed.add(row.become(DateState.ACTIVE, run.id(), null));
    }
  }

  /** Nothing is to be done for the date. */
  void leave(BackfillDateRow row, @Nullable Run run, DateState state) {
    changed.add(row.become(state, run == null ? null : run.id(), null));
  }
}

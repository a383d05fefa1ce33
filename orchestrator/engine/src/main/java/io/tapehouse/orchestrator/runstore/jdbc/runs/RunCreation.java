package io.tapehouse.orchestrator.runstore.jdbc.runs;

import io.tapehouse.orchestrator.runstore.NewRun;
import io.tapehouse.orchestrator.runstore.NewRun.NewTask;
import io.tapehouse.orchestrator.runstore.jdbc.registry.Pools;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Batch;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.StoredText;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Transaction;
import io.tapehouse.orchestrator.state.RunState;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Records runs and their tasks. */
public final class RunCreation {

  private RunCreation() {}

  /** A task to be recorded, with what stands in its row of its run. */
  private record RunTask(long runId, String dagId, String group, long rank, NewTask task) {}

  /**
   * Records the runs whose DAG has none on their date.
   *
   * @return their numbers by date
   */
  public static Map<LocalDate, Long> create(Transaction tx, List<NewRun> runs) {
    Map<LocalDate, Long> made = new LinkedHashMap<>();
    if (runs.isEmpty()) {
      return made;
    }
    String dagId = onlyDag(runs);
    Pools.check(tx, runs.stream().flatMap(run -> run.tasks().stream()).toList());
    // Taken first: two who record runs go one after the other, and the later one sees the earlier.
    long id = tx.takeNumbers("run", runs.size());
    Set<LocalDate> known = known(tx, dagId, runs);
    Map<Long, NewRun> fresh = new LinkedHashMap<>();
    for (NewRun run : runs) {
      if (known.add(run.date())) {
        made.put(run.date(), id);
        fresh.put(id++, run);
      }
    }
    insert(tx, fresh);
    insertTasks(
        tx,
        fresh.entrySet().stream()
            .flatMap(entry -> tasks(entry.getKey(), entry.getValue()))
            .toList());
    return made;
  }

  private static Stream<RunTask> tasks(long id, NewRun run) {
    return run.tasks().stream()
        .map(task -> new RunTask(id, run.dagId(), run.group(), run.rank(), task));
  }

  private static String onlyDag(List<NewRun> runs) {
    Set<String> dags = runs.stream().map(NewRun::dagId).collect(Collectors.toSet());
    if (dags.size() > 1) {
      throw new IllegalArgumentException(
          "expected runs of one DAG, since they are named by date, found those of " + dags);
    }
    return runs.get(0).dagId();
  }

  private static Set<LocalDate> known(Transaction tx, String dagId, List<NewRun> runs) {
    LocalDate from = runs.stream().map(NewRun::date).min(LocalDate::compareTo).orElseThrow();
    LocalDate to = runs.stream().map(NewRun::date).max(LocalDate::compareTo).orElseThrow();
    return tx.query(
            "SELECT logical_date FROM dag_run"
                + " WHERE dag_id = ? AND logical_date BETWEEN ? AND ?",
            dagId,
            from,
            to)
        .mapTo(LocalDate.class)
        .collect(Collectors.toSet());
  }

  private static void insert(Transaction tx, Map<Long, NewRun> runs) {
    Batch rows =
        tx.batch(
            "INSERT INTO dag_run (id, dag_id, logical_date, type, state, run_group, run_rank, note,"
                + " backfill_id, cancel_requested, deadline, created_at, queued_at, ended_at)"
                + " VALUES (:id, :dagId, :date, :type, :state, :group, :rank, :note, :backfillId,"
                + " FALSE, :deadline, :now, :now, :endedAt)");
    for (Map.Entry<Long, NewRun> entry : runs.entrySet()) {
      NewRun run = entry.getValue();
      boolean skipped = run.state() == RunState.SKIPPED;
      if (!skipped && run.state() != RunState.QUEUED) {
        throw new IllegalArgumentException(
            "run %s@%s: expected a new run to be queued or skipped, found %s"
                .formatted(run.dagId(), run.date(), run.state().text()));
      }
      rows.bind("id", entry.getKey())
          .bind("dagId", run.dagId())
          .bind("date", run.date())
          .bind("type", run.type())
          .bind("state", run.state())
          .bind("group", run.group())
          .bind("rank", run.rank())
          .bind("note", StoredText.of(run.note()))
          .bind("backfillId", run.backfillId())
          .bind("deadline", run.deadline())
          .bind("now", tx.now())
          .bind("endedAt", skipped ? tx.now() : null)
          .add();
    }
    rows.execute();
  }

  /** Records tasks of a run that had none. */
  static void addTasks(
      Transaction tx,
      long runId,
      String dagId,
      String group,
      long rank,
      Collection<NewTask> tasks) {
    Pools.check(tx, tasks);
    insertTasks(
        tx, tasks.stream().map(task -> new RunTask(runId, dagId, group, rank, task)).toList());
  }

  private static void insertTasks(Transaction tx, List<RunTask> tasks) {
    if (tasks.isEmpty()) {
      return;
    }
    long id = tx.takeNumbers("task", tasks.size());
    Batch rows =
        tx.batch(
            "INSERT INTO task_instance (id, run_id, dag_id, run_group, run_rank, task_id, depth,"
                + " pool, batch, state, short_circuit, number, failures, throttles, takeovers,"
                + " deferrals, message) VALUES (:id, :runId, :dagId, :group, :rank, :taskId,"
                + " :depth, :pool, :batch, 'scheduled', FALSE, 0, 0, 0, 0, 0, '')");
    for (RunTask row : tasks) {
      rows.bind("id", id++)
          .bind("runId", row.runId())
          .bind("dagId", row.dagId())
          .bind("group", row.group())
          .bind("rank", row.rank())
          .bind("taskId", row.task().taskId())
          .bind("depth", row.task().depth())
          .bind("pool", row.task().pool())
          .bind("batch", row.task().batch())
          .add();
    }
    rows.execute();
  }
}

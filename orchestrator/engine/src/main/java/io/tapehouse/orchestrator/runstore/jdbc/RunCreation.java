package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.runstore.NewRun;
import io.tapehouse.orchestrator.runstore.NewRun.NewTask;
import io.tapehouse.orchestrator.state.RunState;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Records runs and their tasks. */
final class RunCreation {

  private RunCreation() {}

  /** Records the runs whose DAG has none on their date; their numbers by date. */
  static Map<LocalDate, Long> create(Tx tx, List<NewRun> runs) throws SQLException {
    Map<LocalDate, Long> made = new LinkedHashMap<>();
    if (runs.isEmpty()) {
      return made;
    }
    String dagId = onlyDag(runs);
    Pools.check(tx, runs.stream().flatMap(run -> run.tasks().stream()).toList());
    // Taken first: two who record runs go one after the other, and the later one sees the earlier.
    long id = Counters.take(tx, "run", runs.size());
    Set<LocalDate> known = known(tx, dagId, runs);
    Map<Long, NewRun> fresh = new LinkedHashMap<>();
    for (NewRun run : runs) {
      if (known.add(run.date())) {
        made.put(run.date(), id);
        fresh.put(id++, run);
      }
    }
    insert(tx, fresh);
    insertTasks(tx, fresh);
    return made;
  }

  private static String onlyDag(List<NewRun> runs) {
    Set<String> dags = runs.stream().map(NewRun::dagId).collect(Collectors.toSet());
    if (dags.size() > 1) {
      throw new IllegalArgumentException(
          "expected runs of one DAG, since they are named by date, found those of " + dags);
    }
    return runs.get(0).dagId();
  }

  private static Set<LocalDate> known(Tx tx, String dagId, List<NewRun> runs) throws SQLException {
    LocalDate from = runs.stream().map(NewRun::date).min(LocalDate::compareTo).orElseThrow();
    LocalDate to = runs.stream().map(NewRun::date).max(LocalDate::compareTo).orElseThrow();
    return new HashSet<>(
        tx.query(
            "SELECT logical_date FROM dag_run"
                + " WHERE dag_id = ? AND logical_date BETWEEN ? AND ?",
            Row::date,
            dagId,
            from,
            to));
  }

  private static void insert(Tx tx, Map<Long, NewRun> runs) throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Map.Entry<Long, NewRun> entry : runs.entrySet()) {
      NewRun run = entry.getValue();
      boolean skipped = run.state() == RunState.SKIPPED;
      if (!skipped && run.state() != RunState.QUEUED) {
        throw new IllegalArgumentException(
            "run %s@%s: expected a new run to be queued or skipped, found %s"
                .formatted(run.dagId(), run.date(), run.state().text()));
      }
      rows.add(
          new @Nullable Object[] {
            entry.getKey(),
            run.dagId(),
            run.date(),
            run.type().text(),
            run.state().text(),
            run.group(),
            run.rank(),
            Message.of(run.note()),
            run.backfillId(),
            run.deadline(),
            tx.now(),
            tx.now(),
            skipped ? tx.now() : null
          });
    }
    tx.batch(
        "INSERT INTO dag_run (id, dag_id, logical_date, type, state, run_group, run_rank, note,"
            + " backfill_id, cancel_requested, deadline, created_at, queued_at, ended_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, FALSE, ?, ?, ?, ?)",
        rows);
  }

  private static void insertTasks(Tx tx, Map<Long, NewRun> runs) throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Map.Entry<Long, NewRun> entry : runs.entrySet()) {
      NewRun run = entry.getValue();
      rows.addAll(rows(entry.getKey(), run.dagId(), run.group(), run.rank(), run.tasks()));
    }
    insertTasks(tx, rows);
  }

  /** Records tasks of a run that had none. */
  static void addTasks(
      Tx tx, long runId, String dagId, String group, long rank, Collection<NewTask> tasks)
      throws SQLException {
    Pools.check(tx, tasks);
    insertTasks(tx, rows(runId, dagId, group, rank, tasks));
  }

  private static List<@Nullable Object[]> rows(
      long runId, String dagId, String group, long rank, Collection<NewTask> tasks) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (NewTask task : tasks) {
      rows.add(
          new @Nullable Object[] {
            null, runId, dagId, group, rank, task.taskId(), task.depth(), task.pool(), task.batch()
          });
    }
    return rows;
  }

  private static void insertTasks(Tx tx, List<@Nullable Object[]> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    long id = Counters.take(tx, "task", rows.size());
    for (@Nullable Object[] row : rows) {
      row[0] = id++;
    }
    tx.batch(
        "INSERT INTO task_instance (id, run_id, dag_id, run_group, run_rank, task_id, depth, pool,"
            + " batch, state, short_circuit, number, failures, throttles, takeovers, deferrals,"
            + " message) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'scheduled', FALSE, 0, 0, 0, 0, 0, '')",
        rows);
  }
}

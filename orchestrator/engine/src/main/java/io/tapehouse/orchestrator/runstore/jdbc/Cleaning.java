package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.runstore.Run;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Removes what is old, in steps. */
final class Cleaning {

  /** Some thousand rows, with the events. */
  private static final int RUNS_A_STEP = 100;

  private static final List<String> TABLES =
      List.of(
          "dag",
          "pool",
          "dag_run",
          "task_instance",
          "task_attempt",
          "task_event",
          "backfill",
          "backfill_date",
          "host");

  private Cleaning() {}

  /** Ended runs to be removed next. */
  static List<Long> old(Tx tx, Instant before) throws SQLException {
    return tx.query(
        "SELECT id FROM dag_run WHERE ended_at < ? ORDER BY id LIMIT ?",
        Row::number,
        before,
        RUNS_A_STEP);
  }

  /** Removes those of the runs that are still old. */
  static int remove(Tx tx, List<Long> runIds, Instant before) throws SQLException {
    List<Long> old =
        Runs.lock(tx, runIds).values().stream()
            .filter(run -> run.endedAt() != null && run.endedAt().isBefore(before))
            .map(Run::id)
            .toList();
    // Else the planner would miss them, and have them all run again.
    tx.update(
        "UPDATE dag SET cleaned_to = (SELECT MAX(r.logical_date) FROM dag_run r"
            + " WHERE r.dag_id = dag.dag_id AND r.id = ANY(?))"
            + " WHERE EXISTS (SELECT 1 FROM dag_run r WHERE r.dag_id = dag.dag_id"
            + " AND r.id = ANY(?) AND (dag.cleaned_to IS NULL"
            + " OR r.logical_date > dag.cleaned_to))",
        tx.numbers(old),
        tx.numbers(old));
    for (String table : List.of("task_event", "task_attempt", "task_instance")) {
      tx.update("DELETE FROM " + table + " WHERE run_id = ANY(?)", tx.numbers(old));
    }
    tx.update("DELETE FROM dag_run WHERE id = ANY(?)", tx.numbers(old));
    return old.size();
  }

  /** Removes old backfills of which no run is left. */
  static int removeBackfills(Tx tx, Instant before) throws SQLException {
    List<Long> old =
        tx.query(
            "SELECT id FROM backfill WHERE ended_at < ? AND id NOT IN"
                + " (SELECT backfill_id FROM dag_run WHERE backfill_id IS NOT NULL)",
            Row::number,
            before);
    if (!old.isEmpty()) {
      tx.update("DELETE FROM backfill_date WHERE backfill_id = ANY(?)", tx.numbers(old));
      tx.update("DELETE FROM backfill WHERE id = ANY(?)", tx.numbers(old));
    }
    return old.size();
  }

  /** Attempts that something refers to. */
  static Set<String> inUse(Tx tx, @Nullable Instant forgotten, Function<String, Set<String>> named)
      throws SQLException {
    Set<String> inUse =
        new HashSet<>(
            tx.query(
                "SELECT a.attempt_id FROM task_attempt a JOIN dag_run r ON r.id = a.run_id"
                    + " WHERE r.ended_at IS NULL",
                Row::text));
    tx.query(
        "SELECT t.output FROM task_instance t JOIN dag_run r ON r.id = t.run_id"
            + " WHERE t.output IS NOT NULL AND (r.ended_at IS NULL OR r.ended_at >= ?)",
        row -> inUse.addAll(named.apply(row.text())),
        forgotten == null ? Instant.EPOCH : forgotten);
    return inUse;
  }

  static Map<String, Long> sizes(Tx tx) throws SQLException {
    Map<String, Long> sizes = new TreeMap<>();
    for (String table : TABLES) {
      sizes.put(table, tx.query("SELECT COUNT(*) FROM " + table, Row::number).get(0));
    }
    return sizes;
  }
}

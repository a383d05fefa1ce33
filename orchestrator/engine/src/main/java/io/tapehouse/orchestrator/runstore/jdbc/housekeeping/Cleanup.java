package io.tapehouse.orchestrator.runstore.jdbc.housekeeping;

import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.jdbc.runs.RunRows;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Transaction;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Removes what is old, in steps, and finds what is still in use. */
public final class Cleanup {

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

  private Cleanup() {}

  /** Ended runs to be removed next. */
  public static List<Long> old(Transaction tx, Instant before) {
    return tx.query(
            "SELECT id FROM dag_run WHERE ended_at < ? ORDER BY id LIMIT ?", before, RUNS_A_STEP)
        .mapTo(Long.class)
        .list();
  }

  /** Removes those of the runs that are still old; returns how many. */
  public static int remove(Transaction tx, List<Long> runIds, Instant before) {
    List<Long> old =
        RunRows.lock(tx, runIds).values().stream()
            .filter(run -> run.endedAt() != null && run.endedAt().isBefore(before))
            .map(Run::id)
            .toList();
    // Else the planner would miss them, and have them all run again.
    forAll(
        tx,
        "UPDATE dag SET cleaned_to = (SELECT MAX(r.logical_date) FROM dag_run r"
            + " WHERE r.dag_id = dag.dag_id AND r.id = ANY(:ids))"
            + " WHERE EXISTS (SELECT 1 FROM dag_run r WHERE r.dag_id = dag.dag_id"
            + " AND r.id = ANY(:ids) AND (dag.cleaned_to IS NULL"
            + " OR r.logical_date > dag.cleaned_to))",
        old);
    for (String table : List.of("task_event", "task_attempt", "task_instance")) {
      forAll(tx, "DELETE FROM " + table + " WHERE run_id = ANY(:ids)", old);
    }
    forAll(tx, "DELETE FROM dag_run WHERE id = ANY(:ids)", old);
    return old.size();
  }

  /** Removes old backfills of which no run is left. */
  public static void removeBackfills(Transaction tx, Instant before) {
    List<Long> old =
        tx.query(
                "SELECT id FROM backfill WHERE ended_at < ? AND id NOT IN"
                    + " (SELECT backfill_id FROM dag_run WHERE backfill_id IS NOT NULL)",
                before)
            .mapTo(Long.class)
            .list();
    if (!old.isEmpty()) {
      forAll(tx, "DELETE FROM backfill_date WHERE backfill_id = ANY(:ids)", old);
      forAll(tx, "DELETE FROM backfill WHERE id = ANY(:ids)", old);
    }
  }

  private static void forAll(Transaction tx, String sql, List<Long> ids) {
    tx.update(sql).bind("ids", Transaction.numbers(ids)).execute();
  }

  /**
   * Attempts that something refers to.
   *
   * @param forgotten outputs of runs that ended before do not count; null: all do
   * @param named finds the attempts in an output
   */
  public static Set<String> attemptsInUse(
      Transaction tx, @Nullable Instant forgotten, Function<String, Set<String>> named) {
    Set<String> inUse =
        new HashSet<>(
            tx.query(
                    "SELECT a.attempt_id FROM task_attempt a JOIN dag_run r ON r.id = a.run_id"
                        + " WHERE r.ended_at IS NULL")
                .mapTo(String.class)
                .list());
    tx.query(
            "SELECT t.output FROM task_instance t JOIN dag_run r ON r.id = t.run_id"
                + " WHERE t.output IS NOT NULL AND (r.ended_at IS NULL OR r.ended_at >= ?)",
            forgotten == null ? Instant.EPOCH : forgotten)
        .mapTo(String.class)
        .forEach(output -> inUse.addAll(named.apply(output)));
    return inUse;
  }

  /** The number of rows of each table. */
  public static Map<String, Long> sizes(Transaction tx) {
    Map<String, Long> sizes = new TreeMap<>();
    for (String table : TABLES) {
      sizes.put(table, tx.query("SELECT COUNT(*) FROM " + table).mapTo(Long.class).one());
    }
    return sizes;
  }
}

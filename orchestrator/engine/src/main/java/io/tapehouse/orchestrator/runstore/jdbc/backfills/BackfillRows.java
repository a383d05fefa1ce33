package io.tapehouse.orchestrator.runstore.jdbc.backfills;

import io.tapehouse.orchestrator.runstore.Backfill;
import io.tapehouse.orchestrator.runstore.Backfill.DateState;
import io.tapehouse.orchestrator.runstore.BackfillDate;
import io.tapehouse.orchestrator.runstore.NewBackfill;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Batch;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.StoredText;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Transaction;
import io.tapehouse.orchestrator.state.BackfillState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Backfills and their dates, recorded and read. */
public final class BackfillRows {

  private static final String SELECT =
      "SELECT t.id, t.dag_id, t.from_date, t.to_date, t.max_active_runs, t.reprocess, t.kind,"
          + " t.state, t.created_by, t.created_at, t.ended_at FROM backfill t";

  private BackfillRows() {}

  /** A backfill without the counts of its dates. */
  private record BackfillRow(
      long id,
      String dagId,
      LocalDate fromDate,
      LocalDate toDate,
      int maxActiveRuns,
      NewBackfill.Reprocess reprocess,
      NewBackfill.Kind kind,
      BackfillState state,
      String createdBy,
      Instant createdAt,
      @Nullable Instant endedAt) {

    Backfill with(Map<DateState, Integer> dates) {
      return new Backfill(
          id,
          dagId,
          fromDate,
          toDate,
          maxActiveRuns,
          reprocess,
          kind,
          state,
          createdBy,
          createdAt,
          endedAt,
          dates);
    }
  }

  private record DateCount(long backfillId, DateState state, int dates) {}

  /** Records a backfill with all its dates waiting. */
  public static Backfill create(Transaction tx, NewBackfill backfill) {
    check(backfill);
    long id = tx.takeNumbers("backfill", 1);
    List<LocalDate> dates = backfill.dates();
    tx.update(
            "INSERT INTO backfill (id, dag_id, from_date, to_date, max_active_runs, reprocess,"
                + " kind, state, created_by, created_at) VALUES (:id, :dagId, :from, :to,"
                + " :maxActiveRuns, :reprocess, :kind, 'running', :createdBy, :now)")
        .bind("id", id)
        .bind("dagId", backfill.dagId())
        .bind("from", dates.stream().min(LocalDate::compareTo).orElseThrow())
        .bind("to", dates.stream().max(LocalDate::compareTo).orElseThrow())
        .bind("maxActiveRuns", backfill.maxActiveRuns())
        .bind("reprocess", backfill.reprocess())
        .bind("kind", backfill.kind())
        .bind("createdBy", StoredText.of(backfill.createdBy()))
        .bind("now", tx.now())
        .execute();
    Batch rows =
        tx.batch(
            "INSERT INTO backfill_date (backfill_id, position, logical_date, state)"
                + " VALUES (:id, :position, :date, 'waiting')");
    for (int position = 0; position < dates.size(); position++) {
      rows.bind("id", id).bind("position", position).bind("date", dates.get(position)).add();
    }
    rows.execute();
    return find(tx, id).orElseThrow();
  }

  private static void check(NewBackfill backfill) {
    List<LocalDate> dates = backfill.dates();
    if (dates.isEmpty() || new HashSet<>(dates).size() < dates.size()) {
      throw new IllegalArgumentException(
          "backfill of %s: expected dates, each once, found %s".formatted(backfill.dagId(), dates));
    }
    if (backfill.maxActiveRuns() < 1) {
      throw new IllegalArgumentException(
          "backfill of %s: expected room for one active run at least, found %d"
              .formatted(backfill.dagId(), backfill.maxActiveRuns()));
    }
  }

  /** A backfill by its number. */
  public static Optional<Backfill> find(Transaction tx, long id) {
    return counted(tx, tx.query(SELECT + " WHERE t.id = ?", id).mapTo(BackfillRow.class).list())
        .stream()
        .findFirst();
  }

  /** The newest first; {@code open}: only those that run or are paused. */
  public static List<Backfill> all(Transaction tx, boolean open) {
    String where = open ? " WHERE t.state IN ('running', 'paused')" : "";
    return counted(
        tx, tx.query(SELECT + where + " ORDER BY t.id DESC").mapTo(BackfillRow.class).list());
  }

  /** Records that the process of a foreground run is alive. */
  public static void alive(Transaction tx, long id) {
    tx.execute("UPDATE backfill SET alive_at = ? WHERE id = ?", tx.now(), id);
  }

  /** Foreground runs that are open and whose process gave no sign of life for so long. */
  public static List<Long> deserted(Transaction tx, Duration silence) {
    return tx.query(
            "SELECT id FROM backfill WHERE kind = 'foreground' AND state IN ('running', 'paused')"
                + " AND COALESCE(alive_at, created_at) < ?",
            tx.now().minus(silence))
        .mapTo(Long.class)
        .list();
  }

  /** The backfill, locked, without its counts. */
  static Optional<Backfill> lock(Transaction tx, long id) {
    return tx.query(SELECT + " WHERE t.id = ?" + tx.dialect().lock(), id)
        .mapTo(BackfillRow.class)
        .findOne()
        .map(row -> row.with(Map.of()));
  }

  static void become(Transaction tx, Backfill backfill, BackfillState next) {
    BackfillState state = backfill.state().to(next);
    boolean over = state == BackfillState.FINISHED || state == BackfillState.CANCELLED;
    tx.update("UPDATE backfill SET state = :state, ended_at = :endedAt WHERE id = :id")
        .bind("state", state)
        .bind("endedAt", over ? tx.now() : null)
        .bind("id", backfill.id())
        .execute();
  }

  /** All dates of a backfill in the order in which they begin. */
  public static List<BackfillDate> dates(Transaction tx, long id) {
    return tx.query(
            "SELECT logical_date AS \"date\", state, run_id FROM backfill_date"
                + " WHERE backfill_id = ? ORDER BY position",
            id)
        .mapTo(BackfillDate.class)
        .list();
  }

  private static List<Backfill> counted(Transaction tx, List<BackfillRow> backfills) {
    Map<Long, Map<DateState, Integer>> counts = new HashMap<>();
    for (BackfillRow backfill : backfills) {
      Map<DateState, Integer> none = new EnumMap<>(DateState.class);
      Stream.of(DateState.values()).forEach(state -> none.put(state, 0));
      counts.put(backfill.id(), none);
    }
    tx.query(
            "SELECT backfill_id, state, COUNT(*) AS dates FROM backfill_date"
                + " WHERE backfill_id = ANY(:ids) GROUP BY backfill_id, state")
        .bind("ids", Transaction.numbers(counts.keySet()))
        .mapTo(DateCount.class)
        .forEach(
            count ->
                counts
                    .getOrDefault(count.backfillId(), Map.of())
                    .put(count.state(), count.dates()));
    return backfills.stream()
        .map(backfill -> backfill.with(counts.getOrDefault(backfill.id(), Map.of())))
        .toList();
  }
}

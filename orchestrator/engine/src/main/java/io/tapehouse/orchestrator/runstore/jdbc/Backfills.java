package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.runstore.Backfill;
import io.tapehouse.orchestrator.runstore.Backfill.DateState;
import io.tapehouse.orchestrator.runstore.BackfillDate;
import io.tapehouse.orchestrator.runstore.NewBackfill;
import io.tapehouse.orchestrator.state.BackfillState;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Backfills and their dates, recorded and read. */
final class Backfills {

  private static final String SELECT =
      "SELECT t.id, t.dag_id, t.from_date, t.to_date, t.max_active_runs, t.reprocess, t.kind,"
          + " t.state, t.created_by, t.created_at, t.ended_at FROM backfill t";

  private Backfills() {}

  private record Count(long id, DateState state, int dates) {

    static Count read(Row row) throws SQLException {
      return new Count(row.number(), dateState(row.text()), row.count());
    }
  }

  static DateState dateState(String word) {
    return DateState.valueOf(word.toUpperCase(Locale.ROOT));
  }

  static String word(DateState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static Backfill read(Row row) throws SQLException {
    return new Backfill(
        row.number(),
        row.text(),
        row.date(),
        row.date(),
        row.count(),
        NewBackfill.Reprocess.valueOf(row.text().toUpperCase(Locale.ROOT)),
        NewBackfill.Kind.valueOf(row.text().toUpperCase(Locale.ROOT)),
        BackfillState.of(row.text()),
        row.text(),
        row.time(),
        row.timeOrNull(),
        Map.of());
  }

  static Backfill create(Tx tx, NewBackfill backfill) throws SQLException {
    check(backfill);
    long id = Counters.take(tx, "backfill", 1);
    List<LocalDate> dates = backfill.dates();
    tx.update(
        "INSERT INTO backfill (id, dag_id, from_date, to_date, max_active_runs, reprocess, kind,"
            + " state, created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'running', ?, ?)",
        id,
        backfill.dagId(),
        dates.stream().min(LocalDate::compareTo).orElseThrow(),
        dates.stream().max(LocalDate::compareTo).orElseThrow(),
        backfill.maxActiveRuns(),
        backfill.reprocess().text(),
        backfill.kind().name().toLowerCase(Locale.ROOT),
        Message.of(backfill.createdBy()),
        tx.now());
    List<@Nullable Object[]> rows = new ArrayList<>(dates.size());
    for (int position = 0; position < dates.size(); position++) {
      rows.add(new @Nullable Object[] {id, position, dates.get(position)});
    }
    tx.batch(
        "INSERT INTO backfill_date (backfill_id, position, logical_date, state)"
            + " VALUES (?, ?, ?, 'waiting')",
        rows);
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

  static Optional<Backfill> find(Tx tx, long id) throws SQLException {
    return counted(tx, tx.query(SELECT + " WHERE t.id = ?", Backfills::read, id)).stream()
        .findFirst();
  }

  static List<Backfill> all(Tx tx, boolean open) throws SQLException {
    String where = open ? " WHERE t.state IN ('running', 'paused')" : "";
    return counted(tx, tx.query(SELECT + where + " ORDER BY t.id DESC", Backfills::read));
  }

  static void alive(Tx tx, long id) throws SQLException {
    tx.update("UPDATE backfill SET alive_at = ? WHERE id = ?", tx.now(), id);
  }

  static List<Long> deserted(Tx tx, Duration silence) throws SQLException {
    return tx.query(
        "SELECT id FROM backfill WHERE kind = 'foreground' AND state IN ('running', 'paused')"
            + " AND COALESCE(alive_at, created_at) < ?",
        Row::number,
        tx.now().minus(silence));
  }

  /** The backfill, locked, without its counts. */
  static Optional<Backfill> lock(Tx tx, long id) throws SQLException {
    return tx.first(SELECT + " WHERE t.id = ?" + tx.dialect().lock(), Backfills::read, id);
  }

  static void become(Tx tx, Backfill backfill, BackfillState next) throws SQLException {
    BackfillState state = backfill.state().to(next);
    boolean over = state == BackfillState.FINISHED || state == BackfillState.CANCELLED;
    tx.update(
        "UPDATE backfill SET state = ?, ended_at = ? WHERE id = ?",
        state.text(),
        over ? tx.now() : null,
        backfill.id());
  }

  static List<BackfillDate> dates(Tx tx, long id) throws SQLException {
    return tx.query(
        "SELECT logical_date, state, run_id FROM backfill_date WHERE backfill_id = ?"
            + " ORDER BY position",
        row -> new BackfillDate(row.date(), dateState(row.text()), row.numberOrNull()),
        id);
  }

  private static List<Backfill> counted(Tx tx, List<Backfill> backfills) throws SQLException {
    Map<Long, Map<DateState, Integer>> counts = new HashMap<>();
    for (Backfill backfill : backfills) {
      Map<DateState, Integer> none = new EnumMap<>(DateState.class);
      Stream.of(DateState.values()).forEach(state -> none.put(state, 0));
      counts.put(backfill.id(), none);
    }
    tx.query(
            "SELECT backfill_id, state, COUNT(*) FROM backfill_date"
                + " WHERE backfill_id = ANY(?) GROUP BY backfill_id, state",
            Count::read,
            tx.numbers(backfills.stream().map(Backfill::id).toList()))
        .forEach(
            count -> counts.getOrDefault(count.id(), Map.of()).put(count.state(), count.dates()));
    return backfills.stream()
        .map(backfill -> with(backfill, counts.getOrDefault(backfill.id(), Map.of())))
        .toList();
  }

  private static Backfill with(Backfill backfill, Map<DateState, Integer> dates) {
    return new Backfill(
        backfill.id(),
        backfill.dagId(),
        backfill.from(),
        backfill.to(),
        backfill.maxActiveRuns(),
        backfill.reprocess(),
        backfill.kind(),
        backfill.state(),
        backfill.createdBy(),
        backfill.createdAt(),
        backfill.endedAt(),
        dates);
  }
}

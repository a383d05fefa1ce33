package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.runstore.Backfill;
import io.tapehouse.orchestrator.runstore.Backfill.DateState;
import io.tapehouse.orchestrator.runstore.Resolver;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.state.BackfillState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Pauses, resumes, finishes and cancels backfills. */
final class BackfillMove {

  private BackfillMove() {}

  static Backfill move(Tx tx, long id, BackfillState state, Resolver resolver) throws SQLException {
    Optional<Backfill> backfill = Backfills.lock(tx, id);
    if (backfill.isEmpty()) {
      throw new IllegalArgumentException("no backfill " + id);
    }
    Backfills.become(tx, backfill.get(), state);
    if (state == BackfillState.CANCELLED) {
      cancel(tx, id, resolver);
    }
    return Backfills.find(tx, id).orElseThrow();
  }

  private static void cancel(Tx tx, long id, Resolver resolver) throws SQLException {
    tx.update(
        "UPDATE backfill_date SET state = ? WHERE backfill_id = ? AND state = ?",
        Backfills.word(DateState.CANCELLED),
        id,
        Backfills.word(DateState.WAITING));
    List<DateRow> rows = DateRow.in(tx, id, DateState.ACTIVE, Integer.MAX_VALUE);
    Map<Long, Run> runs =
        Runs.lock(tx, rows.stream().map(DateRow::runId).filter(Objects::nonNull).toList());
    List<DateRow> changed = new ArrayList<>();
    List<Long> cancelled = new ArrayList<>();
    for (DateRow row : rows) {
      boolean over = row.isOver(runs.get(row.runId()));
      DateState state = over && !row.isForeign() ? DateState.DONE : DateState.CANCELLED;
      changed.add(row.become(state, row.runId(), row.takenAt()));
      if (!over && !row.isForeign() && row.runId() != null) {
        cancelled.add(row.runId());
      }
    }
    DateRow.write(tx, id, changed);
    Wishes.cancel(tx, cancelled, "backfill %d was cancelled".formatted(id), resolver);
  }
}

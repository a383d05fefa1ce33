package io.tapehouse.orchestrator.runstore.jdbc.backfills;

import io.tapehouse.orchestrator.runstore.Backfill;
import io.tapehouse.orchestrator.runstore.Backfill.DateState;
import io.tapehouse.orchestrator.runstore.Resolver;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.jdbc.runs.ManualChanges;
import io.tapehouse.orchestrator.runstore.jdbc.runs.RunRows;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Transaction;
import io.tapehouse.orchestrator.state.BackfillState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pauses, resumes, finishes and cancels backfills. */
public final class BackfillStateChange {

  private BackfillStateChange() {}

  /** Changes the state; {@code CANCELLED} also cancels its waiting dates and its active runs. */
  public static Backfill move(Transaction tx, long id, BackfillState state, Resolver resolver) {
    Optional<Backfill> backfill = BackfillRows.lock(tx, id);
    if (backfill.isEmpty()) {
      throw new IllegalArgumentException("no backfill " + id);
    }
    BackfillRows.become(tx, backfill.get(), state);
    if (state == BackfillState.CANCELLED) {
      cancel(tx, id, resolver);
    }
    return BackfillRows.find(tx, id).orElseThrow();
  }

  private static void cancel(Transaction tx, long id, Resolver resolver) {
    tx.execute(
        "UPDATE backfill_date SET state = ? WHERE backfill_id = ? AND state = ?",
        DateState.CANCELLED,
        id,
        DateState.WAITING);
    List<BackfillDateRow> rows =
        BackfillDateRow.inState(tx, id, DateState.ACTIVE, Integer.MAX_VALUE);
    Map<Long, Run> runs = RunRows.lock(tx, BackfillDateRow.runIds(rows));
    List<BackfillDateRow> changed = new ArrayList<>();
    List<Long> cancelled = new ArrayList<>();
    for (BackfillDateRow row : rows) {
      boolean over = row.isOver(runs.get(row.runId()));
      DateState state = over && !row.isForeign() ? DateState.DONE : DateState.CANCELLED;
      changed.add(row.become(state, row.runId(), row.takenAt()));
      if (!over && !row.isForeign() && row.runId() != null) {
        cancelled.add(row.runId());
      }
    }
    BackfillDateRow.write(tx, id, changed);
    ManualChanges.cancel(tx, cancelled, "backfill %d was cancelled".formatted(id), resolver);
  }
}

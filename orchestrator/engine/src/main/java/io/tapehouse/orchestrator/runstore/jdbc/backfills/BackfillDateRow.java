package io.tapehouse.orchestrator.runstore.jdbc.backfills;

import io.tapehouse.orchestrator.runstore.Backfill.DateState;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Batch;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Transaction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A date of a backfill as its steps need it.
 *
 * @param takenAt when the backfill queued the run; null: the run is not the backfill's
 */
record BackfillDateRow(
    int position,
    LocalDate date,
    DateState state,
    @Nullable Long runId,
    @Nullable Instant takenAt) {

  /** The first dates in a state, in the order in which they begin. */
  static List<BackfillDateRow> inState(Transaction tx, long backfillId, DateState state, int most) {
    return tx.query(
            "SELECT position, logical_date AS \"date\", state, run_id, taken_at FROM backfill_date"
                + " WHERE backfill_id = ? AND state = ? ORDER BY position LIMIT ?",
            backfillId,
            state,
            most)
        .mapTo(BackfillDateRow.class)
        .list();
  }

  /** The runs of dates that have one. */
  static List<Long> runIds(Collection<BackfillDateRow> rows) {
    return rows.stream().map(BackfillDateRow::runId).filter(Objects::nonNull).toList();
  }

  /** Whether its run is not the backfill's, which only waits for it. */
  boolean isForeign() {
    return takenAt == null;
  }

  /** Whether the run, which the backfill queued, has ended or was cleared by hand since. */
  boolean isOver(@Nullable Run run) {
    return run == null
        || run.state().isEnd()
        || (takenAt != null && run.queuedAt().isAfter(takenAt));
  }

  BackfillDateRow become(DateState next, @Nullable Long newRunId, @Nullable Instant taken) {
    return new BackfillDateRow(position, date, next, newRunId, taken);
  }

  /** Writes rows of a backfill that have changed. */
  static void write(Transaction tx, long backfillId, List<BackfillDateRow> rows) {
    Batch batch =
        tx.batch(
            "UPDATE backfill_date SET state = :state, run_id = :runId, taken_at = :takenAt"
                + " WHERE backfill_id = :backfillId AND position = :position");
    for (BackfillDateRow row : rows) {
      batch
          .bind("state", row.state())
          .bind("runId", row.runId())
          .bind("takenAt", row.takenAt())
          .bind("backfillId", backfillId)
          .bind("position", row.position())
          .add();
    }
    batch.execute();
  }
}

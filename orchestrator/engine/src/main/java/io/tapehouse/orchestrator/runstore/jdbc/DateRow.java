package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.runstore.Backfill.DateState;
import io.tapehouse.orchestrator.runstore.Run;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A date of a backfill as its steps need it.
 *
 * @param takenAt when the backfill queued the run; null: the run is somebody else's
 */
record DateRow(
    int position,
    LocalDate date,
    DateState state,
    @Nullable Long runId,
    @Nullable Instant takenAt) {

  private static final String SELECT =
      "SELECT position, logical_date, state, run_id, taken_at FROM backfill_date"
          + " WHERE backfill_id = ? AND state = ? ORDER BY position LIMIT ?";

  private static DateRow read(Row row) throws SQLException {
    return new DateRow(
        row.count(),
        row.date(),
        Backfills.dateState(row.text()),
        row.numberOrNull(),
        row.timeOrNull());
  }

  static List<DateRow> in(Tx tx, long backfillId, DateState state, int most) throws SQLException {
    return tx.query(SELECT, DateRow::read, backfillId, Backfills.word(state), most);
  }

  boolean isForeign() {
    return takenAt == null;
  }

  /** Whether the run, which the backfill queued, has ended or was cleared by somebody since. */
  boolean isOver(@Nullable Run run) {
    return run == null
        || run.state().isEnd()
        || (takenAt != null && run.queuedAt().isAfter(takenAt));
  }

  DateRow become(DateState next, @Nullable Long newRunId, @Nullable Instant taken) {
    return new DateRow(position, date, next, newRunId, taken);
  }

  /** Writes rows of a backfill that have changed. */
  static void write(Tx tx, long backfillId, List<DateRow> rows) throws SQLException {
    tx.batch(
        "UPDATE backfill_date SET state = ?, run_id = ?, taken_at = ?"
            + " WHERE backfill_id = ? AND position = ?",
        rows.stream()
            .map(
                row ->
                    new @Nullable Object[] {
                      Backfills.word(row.state()),
                      row.runId(),
                      row.takenAt(),
                      backfillId,
                      row.position()
                    })
            .toList());
  }
}

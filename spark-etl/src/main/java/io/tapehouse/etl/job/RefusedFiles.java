package io.tapehouse.etl.job;

import io.tapehouse.extractors.BadRow;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlOutcome;
import io.tapehouse.store.job.EtlOutcome.Status;
import java.util.List;

/** Outcomes of inputs whose files must not be loaded. */
final class RefusedFiles {

  /** Enough of a file's bad rows to see what is wrong with it. */
  private static final int BAD_ROWS_SHOWN = 100;

  private RefusedFiles() {}

  static EtlOutcome of(EtlJob.Attempt attempt, UnreadableFileException e) {
    return EtlOutcome.notWritten(
        attempt,
        Status.REFUSED,
        e.kind().name(),
        e.getMessage() == null ? e.toString() : e.getMessage(),
        shown(e.badRows()));
  }

  static List<EtlOutcome.BadRow> shown(List<BadRow> rows) {
    return rows.stream()
        .limit(BAD_ROWS_SHOWN)
        .map(row -> new EtlOutcome.BadRow(row.fileName(), row.line(), row.reason(), row.raw()))
        .toList();
  }
}

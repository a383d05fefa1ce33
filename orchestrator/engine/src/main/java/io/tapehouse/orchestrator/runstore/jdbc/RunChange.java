package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.state.RunState;
import java.time.Instant;

/** Runs as this transaction leaves them. */
final class RunChange {

  private RunChange() {}

  static Run started(Run run, Instant now) {
    return change(run, run.state().to(RunState.RUNNING), now, run.note(), run.cancelRequested());
  }

  static Run cancelling(Run run, boolean requested, String note) {
    Instant started = run.startedAt() == null ? run.queuedAt() : run.startedAt();
    return change(run, run.state(), started, note, requested);
  }

  private static Run change(
      Run run, RunState state, Instant startedAt, String note, boolean cancelRequested) {
    return new Run(
        run.id(),
        run.dagId(),
        run.date(),
        run.type(),
        state,
        run.group(),
        run.rank(),
        note,
        run.backfillId(),
        cancelRequested,
        run.deadline(),
        run.createdAt(),
        run.queuedAt(),
        startedAt,
        null);
  }
}

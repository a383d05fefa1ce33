package io.tapehouse.orchestrator.runstore.jdbc.backfills;

import io.tapehouse.orchestrator.runstore.Backfill;
import io.tapehouse.orchestrator.runstore.NewBackfill.Reprocess;
import io.tapehouse.orchestrator.runstore.NewRun;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.state.RunState;
import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a backfill does with a date whose turn has come. */
enum DateAction {
  /** There is no run: it gets one. */
  CREATE,
  /** Its run is active, and not this backfill's: it is waited for. */
  WAIT,
  /** Its run is run again. */
  TAKE_UP,
  /** Its run was skipped as closed, and the day is open now. */
  REOPEN,
  /** Its run began after the backfill was made, and has ended. */
  DONE,
  /** The policy leaves its run alone. */
  LEAVE_ALONE;

  static DateAction of(
      Backfill backfill, @Nullable Run run, LocalDate date, Function<LocalDate, NewRun> newRuns) {
    if (run == null) {
      return CREATE;
    }
    if (!run.state().isEnd()) {
      return WAIT;
    }
    if (run.queuedAt().isAfter(backfill.createdAt())) {
      return DONE;
    }
    if (run.state() == RunState.SKIPPED) {
      return newRuns.apply(date).state() == RunState.QUEUED ? REOPEN : LEAVE_ALONE;
    }
    return again(run.state(), backfill.reprocess()) ? TAKE_UP : LEAVE_ALONE;
  }

  private static boolean again(RunState state, Reprocess reprocess) {
    return switch (reprocess) {
      case NONE -> state == RunState.CANCELLED;
      case FAILED -> state == RunState.CANCELLED || state == RunState.FAILED;
      case ALL -> true;
    };
  }

  /** Whether the date takes one of the places of active runs. */
  boolean takesPlace() {
    return this == CREATE || this == WAIT || this == TAKE_UP || this == REOPEN;
  }
}

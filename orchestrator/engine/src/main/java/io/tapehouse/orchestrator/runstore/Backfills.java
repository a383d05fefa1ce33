package io.tapehouse.orchestrator.runstore;

import io.tapehouse.orchestrator.state.BackfillState;
import io.tapehouse.orchestrator.state.IllegalTransitionException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Backfills and their dates; a facet of {@link RunStore}. */
public interface Backfills {

  /** Records a backfill. */
  Backfill createBackfill(NewBackfill backfill);

  /** A backfill by its number. */
  Optional<Backfill> backfill(long id);

  /** Records that the process of a foreground run is alive. */
  void alive(long backfillId);

  /** Foreground runs that are open and whose process gave no sign of life for so long. */
  List<Long> deserted(Duration silence);

  /** Backfills, the newest first; {@code open}: only those that run or are paused. */
  List<Backfill> backfills(boolean open);

  /** All dates of a backfill in the order in which they begin. */
  List<BackfillDate> backfillDates(long id);

  /**
   * Pauses, resumes or finishes a backfill. {@code CANCELLED} also cancels its waiting dates and
   * its active runs.
   *
   * @throws IllegalTransitionException when it may not become that
   */
  Backfill move(long id, BackfillState state, Resolver resolver);

  /**
   * Takes a backfill one step further, if it is running: dates whose run has ended are done; then,
   * as far as its cap and {@code most} allow, the next dates begin. A date without a run gets the
   * one that {@code newRuns} makes; an ended run that the policy runs again, and that did not begin
   * after the backfill was made, is cleared and taken up; an active run of another origin is waited
   * for, and takes a place among the active ones. A run that began after the backfill was made, and
   * has ended, is never run again. When every date has ended, the backfill is finished.
   *
   * @param newRuns makes the runs of dates that have none, and gives the group and rank of those
   *     that are taken up, and whether a day that was closed is open now; called inside the
   *     transaction
   * @return how many dates changed their state
   */
  int advance(long id, int most, Function<LocalDate, NewRun> newRuns, Resolver resolver);
}

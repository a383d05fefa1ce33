package io.tapehouse.orchestrator.operations;

import io.tapehouse.orchestrator.runstore.Backfill;
import io.tapehouse.orchestrator.runstore.NewBackfill.Reprocess;
import io.tapehouse.orchestrator.state.BackfillState;
import io.tapehouse.orchestrator.state.RunState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers about backfills. */
public final class BackfillAnswers {

  private BackfillAnswers() {}

  /**
   * A backfill in a list.
   *
   * @param id its number
   * @param dagId its DAG
   * @param from its first date
   * @param to its last date
   * @param state how far it is
   * @param maxActive how many of its runs may be active at once
   * @param reprocess what happens to a date that has a run already
   * @param kind who follows it
   * @param createdBy who asked for it
   * @param createdAt when
   * @param endedAt when it finished or was cancelled
   * @param dates how many dates are in which state
   */
  public record Line(
      long id,
      String dagId,
      LocalDate from,
      LocalDate to,
      BackfillState state,
      int maxActive,
      Reprocess reprocess,
      io.tapehouse.orchestrator.runstore.NewBackfill.Kind kind,
      String createdBy,
      Instant createdAt,
      @Nullable Instant endedAt,
      Map<Backfill.DateState, Integer> dates) {

    static Line of(Backfill backfill) {
      return new Line(
          backfill.id(),
          backfill.dagId(),
          backfill.from(),
          backfill.to(),
          backfill.state(),
          backfill.maxActiveRuns(),
          backfill.reprocess(),
          backfill.kind(),
          backfill.createdBy(),
          backfill.createdAt(),
          backfill.endedAt(),
          backfill.dates());
    }
  }

  /**
   * A backfill.
   *
   * @param line as in a list
   * @param dates in the order in which they begin
   */
  public record Detail(Line line, List<Day> dates) {}

  /**
   * A date of a backfill.
   *
   * @param date the logical date
   * @param state how far it is
   * @param run how far its run is; null: it has none
   * @param note why the run is skipped or cancelled; empty as a rule
   */
  public record Day(
      LocalDate date, Backfill.DateState state, @Nullable RunState run, String note) {}

  /**
   * What a backfill would do.
   *
   * @param dates in the order in which they would begin
   */
  public record Plan(List<PlannedDay> dates) {}

  /**
   * What a backfill would do with a date.
   *
   * @param date the logical date
   * @param step what
   * @param reason why; empty for a date that is simply run
   */
  public record PlannedDay(LocalDate date, Step step, String reason) {}

  /** What a backfill does with a date. */
  public enum Step {
    /** It is run. */
    RUN,
    /** It is run again. */
    RUN_AGAIN,
    /** A closed day: its run is recorded as skipped. */
    SKIP,
    /** There is a run that stays as it is. */
    LEAVE_ALONE,
    /** A run of another origin is active, and is waited for. */
    WAIT
  }
}

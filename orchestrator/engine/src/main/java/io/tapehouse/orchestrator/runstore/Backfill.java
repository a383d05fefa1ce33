package io.tapehouse.orchestrator.runstore;

import io.tapehouse.orchestrator.runstore.NewBackfill.Kind;
import io.tapehouse.orchestrator.runstore.NewBackfill.Reprocess;
import io.tapehouse.orchestrator.state.BackfillState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A backfill as the store knows it.
 *
 * @param id its number
 * @param dagId its DAG
 * @param from its first logical date
 * @param to its last logical date
 * @param maxActiveRuns how many of its runs may be active at once
 * @param reprocess what happens to a date that has a run already
 * @param kind who follows it
 * @param state how far it is
 * @param createdBy words on who asked for it
 * @param createdAt when it was recorded
 * @param endedAt when it finished or was cancelled
 * @param dates how many dates are in which state
 */
public record Backfill(
    long id,
    String dagId,
    LocalDate from,
    LocalDate to,
    int maxActiveRuns,
    Reprocess reprocess,
    Kind kind,
    BackfillState state,
    String createdBy,
    Instant createdAt,
    @Nullable Instant endedAt,
    Map<DateState, Integer> dates) {

  /** How far a date of a backfill is. */
  public enum DateState {
    /** Its turn has not come. */
    WAITING,
    /** Its run is active. */
    ACTIVE,
    /** Its run has ended. */
    DONE,
    /** There was a run already that the reprocess policy leaves alone. */
    LEFT_ALONE,
    /** The backfill was cancelled before. */
    CANCELLED
  }

  /** The group of its runs. */
  public String group() {
    return groupOf(id, kind);
  }

  /**
   * The group of the runs of the backfill with this number. That of a foreground run differs from
   * others: only its own node, which has its source, works on it.
   */
  public static String groupOf(long id, NewBackfill.Kind kind) {
    return (kind == NewBackfill.Kind.FOREGROUND ? "backfill:foreground:" : "backfill:") + id;
  }
}

package io.tapehouse.orchestrator.operations;

import io.tapehouse.orchestrator.runstore.NewBackfill.Reprocess;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A backfill that is wanted.
 *
 * @param dagId its DAG
 * @param from its first date
 * @param to its last date, included
 * @param maxActive how many of its runs may be active at once; null: as many as the DAG has
 * @param reprocess what happens to a date that has a run already
 * @param order which dates begin first
 * @param createdBy words on who asks for it
 */
public record BackfillRequest(
    String dagId,
    LocalDate from,
    LocalDate to,
    @Nullable Integer maxActive,
    Reprocess reprocess,
    Order order,
    String createdBy) {

  /** Refuses ranges that are none. */
  public BackfillRequest {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("--to " + to + " is before --from " + from);
    }
    if (maxActive != null && maxActive < 1) {
      throw new IllegalArgumentException("expected at least 1 active run, found " + maxActive);
    }
  }

  /** Which dates begin first. */
  public enum Order {
    /** The latest. */
    NEWEST_FIRST,
    /** The earliest. */
    OLDEST_FIRST
  }
}

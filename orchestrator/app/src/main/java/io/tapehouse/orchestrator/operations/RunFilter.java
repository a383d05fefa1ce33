package io.tapehouse.orchestrator.operations;

import io.tapehouse.orchestrator.state.RunState;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which runs are wanted.
 *
 * @param dagId of this DAG; null: of all
 * @param states in one of these; empty: in any
 * @param from from this date on; null: from the first
 * @param to up to this date, included; null: to the last
 * @param limit so many at most
 */
public record RunFilter(
    @Nullable String dagId,
    Set<RunState> states,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    int limit) {

  /** Refuses ranges and limits that are none. */
  public RunFilter {
    states = Set.copyOf(states);
    if (limit < 1) {
      throw new IllegalArgumentException("expected a limit of at least 1, found " + limit);
    }
    if (from != null && to != null && to.isBefore(from)) {
      throw new IllegalArgumentException("--to " + to + " is before --from " + from);
    }
  }
}

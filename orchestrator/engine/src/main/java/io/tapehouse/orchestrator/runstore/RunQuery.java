package io.tapehouse.orchestrator.runstore;

import io.tapehouse.orchestrator.state.RunState;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which runs are wanted; the newest dates first.
 *
 * @param dagId of this DAG; null: of all
 * @param states in one of these states; empty: in any
 * @param from from this date on; null: from the first
 * @param to up to this date, included; null: to the last
 * @param group of this group; null: of all
 * @param limit so many at most
 */
public record RunQuery(
    @Nullable String dagId,
    Set<RunState> states,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    @Nullable String group,
    int limit) {

  /** The runs of a DAG on some dates. */
  public static RunQuery dates(String dagId, LocalDate from, LocalDate to) {
    return new RunQuery(dagId, Set.of(), from, to, null, Integer.MAX_VALUE);
  }
}

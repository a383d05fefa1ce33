package io.tapehouse.orchestrator.runstore;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is removed when it is old, and what may not be; a facet of {@link RunStore}. */
public interface StoreHousekeeping {

  /**
   * Removes ended runs that ended before {@code before}, with everything that hangs on them, and
   * ended backfills without runs likewise; in small steps, each a transaction.
   *
   * @return how many runs were removed
   */
  long clean(Instant before);

  /**
   * Attempts that something here refers to: all of runs that have not ended, and those that are
   * named in the outputs of tasks.
   *
   * @param forgotten outputs of runs that ended before do not count; null: all do
   * @param named finds the attempts in an output; may be asked for one more than once
   */
  Set<String> attemptsInUse(@Nullable Instant forgotten, Function<String, Set<String>> named);

  /** The number of rows of each table. */
  Map<String, Long> sizes();
}

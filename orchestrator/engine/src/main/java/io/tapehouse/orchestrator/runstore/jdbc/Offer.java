package io.tapehouse.orchestrator.runstore.jdbc;

import java.util.Comparator;
import java.util.List;

/**
 * Something that may be claimed: a task, or several as a batch.
 *
 * @param rank of its first run
 * @param first its first task
 * @param pool where it takes a slot
 * @param needsSlot whether it has none yet: deferred tasks keep theirs
 * @param tasks its tasks
 */
record Offer(long rank, long first, String pool, boolean needsSlot, List<Long> tasks) {

  /** Lower ranks first; ties by the number of the task. */
  static final Comparator<Offer> ORDER =
      Comparator.comparingLong(Offer::rank).thenComparingLong(Offer::first);
}

package io.tapehouse.orchestrator.runstore;

import io.tapehouse.orchestrator.state.TaskState;

/**
 * Everything that the orchestrator remembers, in facets: each user takes the facet that the work
 * needs, and only the composition root holds all of them. Each method is one transaction. All times
 * are the store's own, so the clocks of the nodes do not matter. Every change of a task's state
 * goes through {@link TaskState#to} and leaves an {@link Event}.
 *
 * <p>Safe for use by many threads, and, where the implementation documents it, by many processes.
 * Every method throws {@link RunStoreException} when the engine fails; nothing of a failed call is
 * kept, unless the exception is that of an unknown outcome.
 */
public interface RunStore
    extends DagRegistry, Runs, WorkQueue, Backfills, HostTurns, StoreHousekeeping, AutoCloseable {

  /** Brings the schema up to this program's; does nothing when it is there already. */
  void migrate();

  /**
   * Binds the store to the archive and warehouse that its runs work with; the first call holds.
   *
   * @param site a name of theirs that no others have
   * @throws OtherSiteException when the store is bound to others
   */
  void belongsTo(String site);

  /** Makes every fence that is given out from now on higher than {@code fence}. */
  void fencesAbove(long fence);

  @Override
  void close();
}

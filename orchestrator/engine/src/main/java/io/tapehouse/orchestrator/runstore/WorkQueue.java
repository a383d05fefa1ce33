package io.tapehouse.orchestrator.runstore;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Tasks that may begin, for nodes to claim, keep and end; a facet of {@link RunStore}. A claim
 * lasts as long as its lease is renewed.
 */
public interface WorkQueue {

  /** The longest time for which a batch is gathered. */
  Duration LONGEST_GATHERING = Duration.ofMinutes(5);

  /**
   * Gives out tasks that may begin or go on: queued ones, and deferred ones and ones up for retry
   * whose time has come. Lower ranks first. Never more at once than their pool has slots, where
   * running and deferred tasks count, a batch as one. No task of a paused DAG.
   *
   * <p>A task with a batch word is given out only when no task of its group and DAG that is less
   * deep is queued or running, or when the batch is full, or when the first of it has waited for
   * {@link #LONGEST_GATHERING}; then all of its group that may begin come with it, in one batch.
   */
  List<Claim> claim(ClaimRequest request);

  /**
   * Records how attempts ended, and what follows for their runs.
   *
   * @return those that were not recorded, since the attempt had lost its task before
   */
  List<Claim> end(List<Ending> endings, Resolver resolver);

  /**
   * Renews the leases of a node.
   *
   * @return the attempts that it still holds, with true where it should break off
   */
  Map<String, Boolean> heartbeat(String node);

  /**
   * Renews the leases of some of a node's attempts; those that it does not name, since it does not
   * know of them, run out.
   *
   * @return as {@link #heartbeat(String)}, of these attempts
   */
  Map<String, Boolean> heartbeat(String node, Collection<String> attemptIds);

  /** Whether all these attempts still hold their tasks and none is to be broken off. */
  boolean holds(Collection<Claim> claims);

  /** The outputs of tasks of a run that left one, by name: what the tasks after them work on. */
  Map<String, String> outputs(long runId, Collection<String> taskIds);

  /**
   * Remembers the name of work outside that an attempt has begun. Later claims of the task bear it
   * until an attempt ends; where the attempt has lost its task, only the attempt keeps it.
   */
  void external(Claim claim, String externalId);

  /**
   * Takes tasks from attempts whose last sign of life is older than {@code lease}, or that never
   * gave one: they are queued again, or cancelled where that was wanted, or failed where they were
   * taken over {@code most} times before since they were last cleared.
   *
   * @return how many were taken
   */
  int takeOver(Duration lease, int most, Resolver resolver);
}

package io.tapehouse.orchestrator.execute;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a node works.
 *
 * @param name unique among all nodes that ever were
 * @param workers how many attempts, or batches of them, it works on at once
 * @param heartbeat how often it renews its leases; they run out after twice that
 * @param poll the longest time between two looks into the store
 * @param takeovers how often a task may lose its node before it fails
 * @param group only tasks of this group; null: of all
 */
public record NodeSettings(
    String name,
    int workers,
    Duration heartbeat,
    Duration poll,
    int takeovers,
    @Nullable String group) {

  /** Refuses a node without workers. */
  public NodeSettings {
    if (workers < 1) {
      throw new IllegalArgumentException("expected at least 1 worker, found " + workers);
    }
  }

  /** How old a sign of life may be before others take over. */
  public Duration lease() {
    return heartbeat.multipliedBy(2);
  }

  /** This, for one group alone. */
  public NodeSettings only(String wanted) {
    return new NodeSettings(name, workers, heartbeat, poll, takeovers, wanted);
  }
}

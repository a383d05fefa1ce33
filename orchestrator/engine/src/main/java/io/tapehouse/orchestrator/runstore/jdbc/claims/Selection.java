package io.tapehouse.orchestrator.runstore.jdbc.claims;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes offers as long as the node has free slots and the pools have. */
final class Selection {

  private final int most;
  private final Map<String, Integer> free;
  private final List<Offer> taken = new ArrayList<>();

  Selection(int most, Map<String, Integer> free) {
    this.most = most;
    this.free = new HashMap<>(free);
  }

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

  int left() {
    return most - taken.size();
  }

  Set<String> freePools() {
    return free.entrySet().stream()
        .filter(pool -> pool.getValue() > 0)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Takes it, unless the node or the pool has no slot left. */
  void offer(Offer offer) {
    int slots = free.getOrDefault(offer.pool(), 0);
    if (left() > 0 && (!offer.needsSlot() || slots > 0)) {
      taken.add(offer);
      if (offer.needsSlot()) {
        free.put(offer.pool(), slots - 1);
      }
    }
  }

  List<Offer> taken() {
    return taken;
  }
}

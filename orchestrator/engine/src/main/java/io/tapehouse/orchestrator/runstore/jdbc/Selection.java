package io.tapehouse.orchestrator.runstore.jdbc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes offers as long as there are hands and slots. */
final class Selection {

  private final int most;
  private final Map<String, Integer> free;
  private final List<Offer> taken = new ArrayList<>();

  Selection(int most, Map<String, Integer> free) {
    this.most = most;
    this.free = new HashMap<>(free);
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

  /** Takes it, unless there is no hand or no slot. */
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

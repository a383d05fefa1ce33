package io.tapehouse.orchestrator.run;

import io.tapehouse.sql.PartitionKey;
import io.tapehouse.sql.Warehouse;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Takes partitions before they are written: one process owns a home, so any higher number will do.
 */
final class Fencing {

  private Fencing() {}

  /** Takes partitions and returns the number that they have now. */
  static long take(Warehouse warehouse, Collection<Partition> partitions) {
    long fence = warehouse.highestFence() + 1;
    warehouse.fence(
        partitions.stream()
            .collect(
                Collectors.toMap(
                    partition -> new PartitionKey(partition.dataset(), partition.date()),
                    partition -> fence)));
    return fence;
  }
}

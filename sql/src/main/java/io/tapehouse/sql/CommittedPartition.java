package io.tapehouse.sql;

import io.tapehouse.dictionary.Partition;
import java.util.Set;

/**
 * What {@code load_ledger} knows of a partition whose rows are in the warehouse.
 *
 * @param input what it was made from
 * @param fileVersion version of its file in the archive
 * @param tables the tables of the warehouse that were filled from this input
 */
public record CommittedPartition(PartitionInput input, int fileVersion, Set<String> tables) {

  /** Copies the set. */
  public CommittedPartition {
    tables = Set.copyOf(tables);
  }

  /** Which partition it is. */
  public Partition partition() {
    return input.partition();
  }
}

package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.dictionary.Partition;
import io.tapehouse.sql.PartitionInput;
import io.tapehouse.store.archive.Receipt;
import java.util.List;

/**
 * A partition to be filled, with all that it is made from.
 *
 * @param partition which
 * @param rules version of the rules of its dataset
 * @param receipt the version of the archive that its rows come from
 * @param evidence the versions that only its checks read
 * @param sha digest over both, and over the calendar
 */
record PartitionWork(
    Partition partition, int rules, Receipt receipt, List<Receipt> evidence, String sha) {

  /** What the warehouse compares with what it was last filled from. */
  PartitionInput input() {
    return new PartitionInput(partition, sha, rules);
  }
}

package io.tapehouse.sql;

import io.tapehouse.dictionary.Partition;
import java.time.LocalDate;

/**
 * What a partition is made from.
 *
 * @param partition the dataset and the date that its file is filed under
 * @param inputSha256 digest over everything that the load or its checks read
 * @param rulesVersion version of the rules that read it
 */
public record PartitionInput(Partition partition, String inputSha256, int rulesVersion) {

  /** Id of the dataset. */
  public String dataset() {
    return partition.dataset();
  }

  /** The date that its file is filed under. */
  public LocalDate date() {
    return partition.date();
  }
}

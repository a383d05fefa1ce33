package io.tapehouse.sql;

import io.tapehouse.dictionary.Partition;
import io.tapehouse.store.lake.Manifest;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * One dataset of one date that an attempt wrote to the lake, to be loaded.
 *
 * @param partition the dataset and the date that its file is filed under
 * @param fileVersion version of the file in the archive
 * @param inputSha256 digest over everything that the load or its checks read
 * @param rulesVersion version of the rules that read it
 * @param attemptId the attempt
 * @param fence number of the attempt, which {@link Warehouse#fence} has registered for the
 *     partition
 * @param manifests what the attempt wrote, by table of the lake
 * @param evidence what other datasets of the same date hold, for checks alone
 * @param rows counts of rows of the publisher's file, by table of the warehouse; a table that is
 *     left out takes none
 * @param missingEvidence why evidence is absent, by dataset: "not in replay"
 */
public record DatasetLoad(
    Partition partition,
    int fileVersion,
    String inputSha256,
    int rulesVersion,
    String attemptId,
    long fence,
    Map<String, Manifest> manifests,
    List<Manifest> evidence,
    Map<String, RowCounts> rows,
    Map<String, String> missingEvidence) {

  /** Id of the dataset. */
  public String dataset() {
    return partition.dataset();
  }

  /** The date that its file is filed under. */
  public LocalDate date() {
    return partition.date();
  }

  /** Copies the collections. */
  public DatasetLoad {
    manifests = Map.copyOf(manifests);
    evidence = List.copyOf(evidence);
    rows = Map.copyOf(rows);
    missingEvidence = Map.copyOf(missingEvidence);
  }

  /** What the partition is made from. */
  public PartitionInput input() {
    return new PartitionInput(partition, inputSha256, rulesVersion);
  }
}

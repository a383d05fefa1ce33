package io.tapehouse.sql;

import io.tapehouse.store.lake.Manifest;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * One dataset of one date that an attempt wrote to the lake, to be loaded.
 *
 * @param dataset id of the dataset
 * @param date the date that its file is filed under; the first of the month for a file of a month
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
    String dataset,
    LocalDate date,
    int fileVersion,
    String inputSha256,
    int rulesVersion,
    String attemptId,
    long fence,
    Map<String, Manifest> manifests,
    List<Manifest> evidence,
    Map<String, RowCounts> rows,
    Map<String, String> missingEvidence) {

  /** Copies the collections. */
  public DatasetLoad {
    manifests = Map.copyOf(manifests);
    evidence = List.copyOf(evidence);
    rows = Map.copyOf(rows);
    missingEvidence = Map.copyOf(missingEvidence);
  }

  /** Which partition it is. */
  public PartitionKey partition() {
    return new PartitionKey(dataset, date);
  }

  /** What the partition is made from. */
  public PartitionInput input() {
    return new PartitionInput(dataset, date, inputSha256, rulesVersion);
  }
}

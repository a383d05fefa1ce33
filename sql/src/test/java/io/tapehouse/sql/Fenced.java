package io.tapehouse.sql;

import java.util.List;
import java.util.stream.Collectors;

/** Loads under the number of an attempt. */
final class Fenced {

  private Fenced() {}

  /** The batch under a number that nobody may know of yet. */
  static List<DatasetLoad> with(long fence, List<DatasetLoad> batch) {
    return batch.stream().map(load -> with(fence, load)).toList();
  }

  /** The batch under a number that its partitions have now. */
  static List<DatasetLoad> taken(Warehouse warehouse, long fence, List<DatasetLoad> batch) {
    warehouse.fence(
        // A batch that names a partition twice is for the warehouse to refuse.
        batch.stream()
            .map(DatasetLoad::partition)
            .distinct()
            .collect(Collectors.toMap(partition -> partition, partition -> fence)));
    return with(fence, batch);
  }

  private static DatasetLoad with(long fence, DatasetLoad load) {
    return new DatasetLoad(
        load.partition(),
        load.fileVersion(),
        load.inputSha256(),
        load.rulesVersion(),
        load.attemptId(),
        fence,
        load.manifests(),
        load.evidence(),
        load.rows(),
        load.missingEvidence());
  }
}

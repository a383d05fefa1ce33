package io.tapehouse.store.archive;

import io.tapehouse.dictionary.Partition;
import java.time.LocalDate;

/**
 * What became of one version.
 *
 * @param partition the dataset and the date that its file is filed under
 * @param version from 1
 * @param outcome what was done
 * @param files how many it has, without the receipt
 * @param bytes of them
 * @param reason why not, else empty
 */
public record CopiedVersion(
    Partition partition, int version, Outcome outcome, int files, long bytes, String reason) {

  /** Id of the dataset. */
  public String dataset() {
    return partition.dataset();
  }

  /** The date that its file is filed under. */
  public LocalDate date() {
    return partition.date();
  }

  /** What was done with a version. */
  public enum Outcome {
    /** It is new in the target; of a dry run: it would be. */
    COPIED,
    /** The target had it already. */
    PRESENT,
    /** The target has something else there, which stays. */
    CONFLICT,
    /** The source's bytes are not those of its receipt. */
    DAMAGED
  }

  /** As {@code exchange.report/2024-11-05/v1}. */
  public String name() {
    return partition.dataset() + "/" + partition.date() + "/v" + version;
  }
}

package io.tapehouse.store.archive;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tapehouse.dictionary.Partition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What was asked, when, and what came back. A version of the archive exists when its receipt does.
 *
 * @param partition the dataset and the date that its file is filed under
 * @param version from 1
 * @param origin where the bytes came from
 * @param request the address that was asked, or the path that was imported; never with a secret
 * @param received when the last byte was there
 * @param files the files, by name
 */
public record Receipt(
    @JsonUnwrapped Partition partition,
    int version,
    Origin origin,
    String request,
    Instant received,
    List<ArchivedFile> files) {

  /** Id of the dataset. */
  public String dataset() {
    return partition.dataset();
  }

  /** The date that its file is filed under. */
  public LocalDate date() {
    return partition.date();
  }

  /** Where bytes came from. */
  public enum Origin {
    /** The publisher. */
    LIVE,
    /** The exchange simulator. */
    SIMULATED,
    /** A folder of a user's files. */
    REPLAY
  }

  /**
   * A file of a version.
   *
   * @param name the publisher's name of it
   * @param size in bytes
   * @param sha256 digest of its bytes
   */
  public record ArchivedFile(String name, long size, String sha256) {}
}

package io.tapehouse.store.archive;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What was asked, when, and what came back. A version of the archive exists when its receipt does.
 *
 * @param dataset id of the dataset
 * @param date the date that the files are filed under
 * @param version from 1
 * @param origin where the bytes came from
 * @param request the address that was asked, or the path that was imported; never with a secret
 * @param received when the last byte was there
 * @param files the files, by name
 */
public record Receipt(
    String dataset,
    LocalDate date,
    int version,
    Origin origin,
    String request,
    Instant received,
    List<ArchivedFile> files) {

  /** Where bytes came from. */
  public enum Origin {
    /** The publisher. */
    LIVE,
    /** The exchange simulator. */
    SIMULATED,
    /** A folder of files that somebody had. */
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

package io.tapehouse.sql;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How much of the machine an embedded warehouse may use.
 *
 * @param memoryMegabytes most that the engine keeps in memory, in MB of 1,000,000 bytes; what is
 *     beyond goes to {@code temporaryFolder}
 * @param threads most threads that one statement uses
 * @param temporaryFolder where statements put what memory does not hold; empty: beside the file
 */
public record WarehouseConfig(int memoryMegabytes, int threads, Optional<Path> temporaryFolder) {

  /** One gigabyte, two threads, spilling beside the file. */
  public static final WarehouseConfig DEFAULT = new WarehouseConfig(1000, 2, Optional.empty());

  /** Refuses sizes with which the engine cannot work. */
  public WarehouseConfig {
    if (memoryMegabytes < 100) {
      throw new IllegalArgumentException(
          "the warehouse needs at least 100 MB of memory, not " + memoryMegabytes);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("the warehouse needs a thread, not " + threads);
    }
  }
}

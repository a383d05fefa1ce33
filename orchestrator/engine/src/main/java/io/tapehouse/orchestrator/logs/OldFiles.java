package io.tapehouse.orchestrator.logs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/** Removes files that are written for people once they are old. */
public final class OldFiles {

  private OldFiles() {}

  /**
   * Removes files below {@code folder} in which nothing was written since {@code limit}, and
   * folders that are empty; nothing where there is no such folder.
   */
  public static void remove(Path folder, Instant limit) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
        if (Files.isRegularFile(path)
            && Files.getLastModifiedTime(path).toInstant().isBefore(limit)) {
          Files.deleteIfExists(path);
        } else if (Files.isDirectory(path) && !path.equals(folder) && isEmpty(path)) {
          removeEmpty(path);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove old logs in " + folder, e);
    }
  }

  private static void removeEmpty(Path directory) throws IOException {
    try {
      Files.deleteIfExists(directory);
    } catch (DirectoryNotEmptyException e) {
      // An attempt has just begun to write there.
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.findAny().isEmpty();
    }
  }
}

package io.tapehouse.extractors.fetch;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Publishers' real files, which are no part of the project: in the folder of the system property
 * {@code tapehouse.captures}, or in {@code shared/captures} beside the project.
 */
final class Captures {

  private Captures() {}

  /** The files of a folder; the test is skipped where there are none. */
  static List<Path> in(String folder) {
    @Nullable Path root = root();
    assumeTrue(root != null, "skipped: no captures folder; set -Dtapehouse.captures=DIR");
    Path found = root.resolve(folder);
    assumeTrue(Files.isDirectory(found), "skipped: the captures have no " + folder);
    try (Stream<Path> files = Files.walk(found)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("_"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Path root() {
    String property = System.getProperty("tapehouse.captures");
    if (property != null) {
      return Path.of(property);
    }
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path captures = folder.resolve("shared/captures");
      if (Files.isDirectory(captures)) {
        return captures;
      }
    }
    return null;
  }
}

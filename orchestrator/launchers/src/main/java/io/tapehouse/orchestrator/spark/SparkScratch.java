package io.tapehouse.orchestrator.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Temporary files of one Spark process, which cannot clear up after itself when it is killed. */
record SparkScratch(Path path) {

  private static final Logger LOG = LoggerFactory.getLogger(SparkScratch.class);

  /** A new one. */
  static SparkScratch in(Path parent) throws IOException {
    Files.createDirectories(parent);
    return new SparkScratch(Files.createTempDirectory(parent, "spark-"));
  }

  /** Deletes it with all that is in it. What cannot be deleted goes when the home is next taken. */
  void delete() {
    try (Stream<Path> walk = Files.walk(path)) {
      List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      LOG.debug("cannot delete {}: {}", path, e.toString());
    }
  }
}

package io.tapehouse.orchestrator.e2e;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real files of publishers, which live beside the project and never in it. */
final class Captures {

  private Captures() {}

  /** The folder; the test is skipped where there is none. */
  static Path folder() {
    String property = System.getProperty("tapehouse.captures");
    if (property != null) {
      return Path.of(property);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at.resolve("../shared/captures").normalize();
      if (Files.isDirectory(folder)) {
        return folder;
      }
    }
    return abort("no ../shared/captures above the working directory: real files are not tested");
  }

  /** A file of the folder. */
  static Path file(String relative) {
    return folder().resolve(relative);
  }
}

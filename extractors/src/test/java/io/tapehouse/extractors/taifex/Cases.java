package io.tapehouse.extractors.taifex;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Small files of the shapes that real ones have; they live beside the project, never in it. */
final class Cases {

  private Cases() {}

  /** A file of the folder; the test is skipped where there is no such folder. */
  static Path path(String relative) {
    String property = System.getProperty("tapehouse.cases");
    if (property != null) {
      return Path.of(property, relative);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at.resolve("../shared/cases").normalize();
      if (Files.isDirectory(folder)) {
        return folder.resolve(relative);
      }
    }
    return abort("no ../shared/cases above the working directory: the cases are not tested");
  }
}

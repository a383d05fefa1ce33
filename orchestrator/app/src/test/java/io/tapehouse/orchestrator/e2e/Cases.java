package io.tapehouse.orchestrator.e2e;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Small files of the shapes that real ones have; they live beside the project, never in it. */
final class Cases {

  private Cases() {}

  /** A folder of them as a source; the test is skipped where there is none. */
  static String replay(String name) {
    return "replay:" + folder().resolve(name);
  }

  private static Path folder() {
    String property = System.getProperty("tapehouse.cases");
    if (property != null) {
      return Path.of(property);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at.resolve("../shared/cases").normalize();
      if (Files.isDirectory(folder)) {
        return folder;
      }
    }
    return abort("no ../shared/cases above the working directory: the cases are not tested");
  }
}

package io.tapehouse.orchestrator.e2e;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Small inputs of which an answer is known, which live beside the project and never in it. */
final class Cases {

  private Cases() {}

  /** The folder of a case; the test is skipped where there is none. */
  static Path folder(String name) {
    String property = System.getProperty("tapehouse.cases");
    if (property != null) {
      return Path.of(property).resolve(name);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at.resolve("../shared/cases").normalize().resolve(name);
      if (Files.isDirectory(folder)) {
        return folder;
      }
    }
    return abort("no ../shared/cases/" + name + " above the working directory: it is not tested");
  }

  /** The case as a source. */
  static String replay(String name) {
    return "replay:" + folder(name);
  }
}

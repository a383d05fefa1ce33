package io.tapehouse.extractors.twse;

import static org.junit.jupiter.api.Assumptions.abort;

import io.tapehouse.extractors.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** Real files of publishers, which live beside the project and never in it. */
public final class Captures {

  private Captures() {}

  /** A file of the folder; the test is skipped where there is no such folder. */
  public static Path path(String relative) {
    String property = System.getProperty("tapehouse.captures");
    if (property != null) {
      return Path.of(property, relative);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at.resolve("../shared/captures").normalize();
      if (Files.isDirectory(folder)) {
        return folder.resolve(relative);
      }
    }
    return abort("no ../shared/captures above the working directory: real files are not tested");
  }

  /** The content of a file. */
  public static byte[] bytes(String relative) throws IOException {
    return Files.readAllBytes(path(relative));
  }

  /** All files of a dataset, in the order of their dates. */
  public static List<Path> files(String dataset) throws IOException {
    try (Stream<Path> found = Files.walk(path(dataset))) {
      return found.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** What the archive would call {@code path}. */
  public static SourceFile source(Path path) {
    Path day = path.getParent();
    return new SourceFile(
        day.getParent().getFileName().toString(),
        LocalDate.parse(day.getFileName().toString()),
        path.getFileName().toString());
  }
}

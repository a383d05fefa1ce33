package io.tapehouse.infra.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The orchestrator as its build leaves it.
 *
 * @param libraries jars of others, which seldom change
 * @param own our jars
 */
record Program(List<Path> libraries, List<Path> own) {

  private static final String OURS = "tapehouse-";

  /**
   * The jars of {@code orchestrator/target} and its {@code lib}, in the order of their names.
   *
   * @throws IOException if there is no build
   */
  static Program of(Path target) throws IOException {
    List<Path> built = jars(target);
    if (built.size() != 1) {
      throw new IOException(
          "%s: expected one jar of the orchestrator, found %s; build it: ./mvnw -DskipTests package"
              .formatted(target, built));
    }
    List<Path> used = jars(target.resolve("lib"));
    return new Program(
        used.stream().filter(jar -> !isOurs(jar)).toList(),
        Stream.concat(used.stream().filter(Program::isOurs), built.stream()).toList());
  }

  private static boolean isOurs(Path jar) {
    return jar.getFileName().toString().startsWith(OURS);
  }

  private static List<Path> jars(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(folder + ": not there; build it: ./mvnw -DskipTests package");
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}

package io.tapehouse.infra.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The orchestrator as its build leaves it.
 *
 * @param libraries jars of others and native libraries, which seldom change
 * @param own our jars
 */
record Program(List<Path> libraries, List<Path> own) {

  private static final String OURS = "tapehouse-";

  /** What DuckDB's driver loads, from beside its jar; those for other systems stay out. */
  private static final Pattern NATIVE = Pattern.compile("libduckdb_java\\.so_linux_\\w+");

  private static final Pattern JAR = Pattern.compile(".*\\.jar");

  /**
   * The jars of {@code orchestrator/app/target} and its {@code lib}, in the order of their names.
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
        Stream.concat(
                used.stream().filter(jar -> !isOurs(jar)),
                files(target.resolve("lib"), NATIVE).stream())
            .toList(),
        Stream.concat(used.stream().filter(Program::isOurs), built.stream()).toList());
  }

  private static boolean isOurs(Path jar) {
    return jar.getFileName().toString().startsWith(OURS);
  }

  private static List<Path> jars(Path folder) throws IOException {
    return files(folder, JAR);
  }

  private static List<Path> files(Path folder, Pattern name) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(folder + ": not there; build it: ./mvnw -DskipTests package");
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> name.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    }
  }
}

package io.tapehouse.emulators.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder as Spark's scripts and workers expect it, {@code jars} alone, made of links to the jars
 * that the build has: Spark's and, where it has fetched them, S3A's.
 *
 * @param folder the value of {@code SPARK_HOME}
 */
public record SparkHome(Path folder) {

  private static final String SPARK = "spark-etl/target/lib";
  private static final String S3A = "emulators/s3a/target/lib";

  /**
   * Makes one.
   *
   * @param folder must not exist
   * @throws IllegalStateException when the build has not fetched the jars: see {@link #isBuilt}
   */
  public static SparkHome make(Path folder) throws IOException {
    Path jars = Files.createDirectories(folder.resolve("jars"));
    for (String library : List.of(SPARK, S3A)) {
      Path from =
          find(library).orElseThrow(() -> new IllegalStateException("there is no " + library));
      try (Stream<Path> files = Files.list(from)) {
        for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
          Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
        }
      }
    }
    return new SparkHome(folder);
  }

  /** Removes the links: the clean-up of a test's folder must not follow them. */
  void remove() {
    try (Stream<Path> links = Files.list(folder.resolve("jars"))) {
      for (Path link : links.toList()) {
        Files.delete(link);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the jars are there: those of S3A are when the build was to run tests. */
  public static boolean isBuilt() {
    return find(SPARK).isPresent() && find(S3A).isPresent() && applicationJar().isPresent();
  }

  /** The jar of the ETL, if it was packaged. */
  public static Optional<Path> applicationJar() {
    return find("spark-etl/target")
        .flatMap(
            target -> {
              try (Stream<Path> files = Files.list(target)) {
                return files.filter(file -> file.toString().endsWith("-app.jar")).findFirst();
              } catch (IOException e) {
                return Optional.empty();
              }
            });
  }

  /** The folder of Spark's jars, without S3A's. */
  public static Optional<Path> sparkLibrary() {
    return find(SPARK);
  }

  String classPath() {
    return folder.resolve("jars").resolve("*").toString();
  }

  private static Optional<Path> find(String relative) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at.resolve(relative);
      if (Files.isDirectory(folder)) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }
}

package io.tapehouse.orchestrator.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the ETL's application jar and Spark lie. The jar is the one that a cluster gets, with our
 * classes and without Spark; neither ever comes onto the orchestrator's class path.
 *
 * @param folder {@code target} of the module {@code spark-etl}
 */
public record EtlInstallation(Path folder) {

  /**
   * The jar of the ETL's classes and of what they need beside Spark.
   *
   * @throws IOException when there is not exactly one
   */
  public Path applicationJar() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found = files.filter(file -> file.toString().endsWith("-app.jar")).toList();
      if (found.size() != 1) {
        throw new IOException(
            "expected one jar of the ETL, *-app.jar, in %s, found %s".formatted(folder, found));
      }
      return found.get(0);
    }
  }

  /** The class path of the ETL process, in an order that is always the same. */
  public String classPath() throws IOException {
    List<Path> jars = new ArrayList<>();
    jars.add(applicationJar());
    try (Stream<Path> others = Files.list(folder.resolve("lib"))) {
      others.filter(EtlInstallation::isJar).sorted().forEach(jars::add);
    }
    return String.join(File.pathSeparator, jars.stream().map(Path::toString).toList());
  }

  /** Options with which the ETL's JVM loads its classes from an archive, or makes the archive. */
  public List<String> classArchiveOptions() {
    String classes = System.getProperty("tapehouse.classes", "");
    if (classes.isEmpty()) {
      return List.of();
    }
    Path archive = Path.of(classes, "etl.jsa");
    if (recordsClasses()) {
      return List.of("-XX:ArchiveClassesAtExit=" + archive);
    }
    return Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
  }

  /** Whether this run is one that makes the archives for later ones. */
  static boolean recordsClasses() {
    return Boolean.getBoolean("tapehouse.recordClasses");
  }

  private static boolean isJar(Path file) {
    return file.toString().endsWith(".jar");
  }
}

package io.tapehouse.orchestrator.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the ETL's own jar, Spark and the rest of its class path lie. They never come onto the
 * orchestrator's.
 *
 * @param folder {@code target} of the module {@code spark-etl}
 */
public record EtlInstallation(Path folder) {

  /** The class path of the ETL process, in an order that is always the same. */
  public String classPath() throws IOException {
    List<Path> jars = new ArrayList<>();
    try (Stream<Path> own = Files.list(folder);
        Stream<Path> others = Files.list(folder.resolve("lib"))) {
      own.filter(EtlInstallation::isJar).sorted().forEach(jars::add);
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
    if (Boolean.getBoolean("tapehouse.recordClasses")) {
      return List.of("-XX:ArchiveClassesAtExit=" + archive);
    }
    return Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
  }

  private static boolean isJar(Path file) {
    return file.toString().endsWith(".jar");
  }
}

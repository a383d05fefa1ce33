package io.tapehouse.etl.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapehouse.emulators.spark.SparkHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The jar for a cluster: ours, what Spark does not bring, and nothing else. */
@Tag("packaged")
class ApplicationJarTest {

  private Path jar;
  private Path library;

  @BeforeEach
  void find() {
    assumeTrue(SparkHome.applicationJar().isPresent(), "skipped: spark-etl is not packaged");
    jar = SparkHome.applicationJar().orElseThrow();
    library = SparkHome.sparkLibrary().orElseThrow();
  }

  @Test
  void itHasOurClassesAndNothingThatAClusterBrings() throws IOException {
    Set<String> packages =
        classes(jar).stream()
            .map(name -> name.substring(0, name.lastIndexOf('/')))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(packages)
        .allMatch(
            name ->
                Stream.of(
                        "io/tapehouse/",
                        "com/fasterxml/jackson/dataformat/yaml",
                        "com/fasterxml/jackson/datatype/jsr310",
                        "com/opencsv",
                        "org/apache/james/mime4j",
                        // Spark's own, but its distribution has it only when it is built with it.
                        "org/apache/spark/internal/io/cloud",
                        "org/jsoup",
                        "org/jspecify/",
                        "org/yaml/snakeyaml")
                    .anyMatch(name::startsWith),
            "is ours or not Spark's");
    Set<String> ours = new TreeSet<>();
    Path root = library.resolve("../../..").normalize();
    for (String module : Set.of("dictionary", "store", "extractors", "spark-etl")) {
      Path folder = root.resolve(module).resolve("target/classes");
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .filter(Files::isRegularFile)
            .map(file -> folder.relativize(file).toString().replace('\\', '/'))
            .filter(name -> !name.startsWith("META-INF"))
            .forEach(ours::add);
      }
    }
    assertThat(ours)
        .contains(
            "io/tapehouse/etl/EtlApplication.class", "io/tapehouse/etl/queries/ccass_page.sql");
    assertThat(entries(jar)).containsAll(ours);
  }

  @Test
  void noClassIsInItAndInSparksFolderToo() throws IOException {
    Set<String> twice = classes(jar);
    Set<String> sparks = new TreeSet<>();
    try (Stream<Path> jars = Files.list(library)) {
      for (Path each : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
        sparks.addAll(classes(each));
      }
    }
    assertThat(sparks).contains("org/apache/spark/SparkContext.class");
    twice.retainAll(sparks);
    assertThat(twice).isEmpty();
  }

  private static Set<String> classes(Path file) throws IOException {
    return entries(file).stream()
        .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
        .filter(name -> !name.equals("module-info.class"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> entries(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.stream().map(ZipEntry::getName).collect(Collectors.toCollection(TreeSet::new));
    }
  }
}

package io.tapehouse.orchestrator.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows of DESIGN.md, section 3, on the classes of all modules. */
class ArchitectureTest {

  /** The root package of each module, by its folder. */
  private static final Map<String, String> PACKAGES =
      Map.of(
          "dictionary", "io.tapehouse.dictionary",
          "store", "io.tapehouse.store",
          "extractors", "io.tapehouse.extractors",
          "simulator", "io.tapehouse.simulator",
          "spark-etl", "io.tapehouse.etl",
          "sql", "io.tapehouse.sql",
          "orchestrator", "io.tapehouse.orchestrator");

  private static final Map<String, List<String>> MAY_DEPEND_ON =
      Map.of(
          "dictionary", List.of(),
          "store", List.of("dictionary"),
          "extractors", List.of("dictionary", "store"),
          "simulator", List.of("dictionary"),
          "spark-etl", List.of("dictionary", "store", "extractors"),
          "sql", List.of("dictionary", "store"),
          "orchestrator", List.of("dictionary", "store", "extractors", "simulator", "sql"));

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    List<Path> folders = PACKAGES.keySet().stream().map(ArchitectureTest::compiled).toList();
    assertThat(folders).allMatch(Files::isDirectory);
    classes = new ClassFileImporter().importPaths(folders);
  }

  private static Path compiled(String module) {
    return Path.of("..", module, "target", "classes");
  }

  static Stream<String> modules() {
    return PACKAGES.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void dependsOnNoOtherModuleThanItMay(String module) {
    List<String> allowed = new ArrayList<>();
    allowed.add(PACKAGES.get(module) + "..");
    MAY_DEPEND_ON.get(module).forEach(other -> allowed.add(PACKAGES.get(other) + ".."));
    DescribedPredicate<JavaClass> forbidden =
        resideInAPackage("io.tapehouse..")
            .and(DescribedPredicate.not(resideInAnyPackage(allowed.toArray(String[]::new))));
    noClasses()
        .that()
        .resideInAPackage(PACKAGES.get(module) + "..")
        .should()
        .dependOnClassesThat(forbidden)
        .check(classes);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void hasAllItsClassesInItsOwnPackages(String module) {
    String folder = "/" + module + "/target/classes/";
    classes()
        .that(
            DescribedPredicate.describe(
                "are compiled in " + module,
                type ->
                    type.getSource()
                        .map(source -> source.getUri().getPath().contains(folder))
                        .orElse(false)))
        .should()
        .resideInAPackage(PACKAGES.get(module) + "..")
        .check(classes);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void hasNoCyclesBetweenItsPackages(String module) {
    slices()
        .matching(PACKAGES.get(module) + ".(**)")
        .namingSlices("$1")
        .should()
        .beFreeOfCycles()
        .check(classes);
  }

  @Test
  void onlyTheEtlKnowsSpark() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.tapehouse.etl..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.parquet..", "org.apache.hadoop..")
        .check(classes);
  }

  @Test
  void sparkIsNotOnTheOrchestratorsClassPath() {
    assertThat(System.getProperty("java.class.path"))
        .doesNotContain("spark-core", "spark-etl", "parquet-hadoop", "hadoop-client");
  }

  @Test
  void onlyTheCommandLineWritesToTheStandardStreams() {
    noClasses()
        .that(
            DescribedPredicate.not(resideInAPackage("io.tapehouse.orchestrator.cli.."))
                .and(
                    DescribedPredicate.not(
                        DescribedPredicate.describe(
                            "are the ETL's main class, whose standard output is its protocol",
                            type -> type.getName().equals("io.tapehouse.etl.EtlServer")))))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(classes);
  }

  @Test
  void onlyTheProgramEndsItsProcessAndTheEtlItsOwn() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.tapehouse.orchestrator.Tapehouse")
        .and()
        // Whoever asked for the ETL's work is gone: nobody is left to end it.
        .doNotHaveFullyQualifiedName("io.tapehouse.etl.JobLines")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(classes);
  }
}

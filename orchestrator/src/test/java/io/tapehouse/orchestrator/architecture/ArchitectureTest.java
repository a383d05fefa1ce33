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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows of CONTRIBUTING.md, section "Layout", on the classes of all modules. */
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

  private static final Path DOCUMENT = Path.of("..", "CONTRIBUTING.md");

  /** A module and what it may use; what follows a semicolon is no arrow. */
  private static final Pattern MODULE =
      Pattern.compile("(?m)^\\| `([a-z-]+)/` \\|.*\\| ([^|]+) \\|$");

  private static final Pattern PACKAGE = Pattern.compile("(?m)^\\| `([a-z.]+)` \\|");

  private static final String ORCHESTRATOR = "io.tapehouse.orchestrator";

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
  void dependsOnNoOtherModuleThanItMay(String module) throws IOException {
    List<String> allowed = new ArrayList<>();
    allowed.add(PACKAGES.get(module) + "..");
    mayUse(module).forEach(other -> allowed.add(PACKAGES.get(other) + ".."));
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

  private static List<String> mayUse(String module) throws IOException {
    String uses =
        MODULE
            .matcher(Files.readString(DOCUMENT))
            .results()
            .filter(row -> row.group(1).equals(module))
            .map(row -> row.group(2).split(";", 2)[0].strip())
            .findFirst()
            .orElseThrow(() -> new AssertionError(DOCUMENT + " does not say what it may use"));
    List<String> modules = uses.equals("nothing") ? List.of() : List.of(uses.split(", ", -1));
    assertThat(PACKAGES.keySet()).containsAll(modules);
    return modules;
  }

  @Test
  void packagesOfTheOrchestratorUseOnlyThoseAboveThemInTheDocument() throws IOException {
    List<String> packages =
        PACKAGE.matcher(Files.readString(DOCUMENT)).results().map(row -> row.group(1)).toList();
    assertThat(packages).as("all that there are").hasSameElementsAs(packagesOfTheOrchestrator());
    for (int i = 0; i < packages.size(); i++) {
      String[] below =
          packages.subList(i + 1, packages.size()).stream()
              .map(name -> ORCHESTRATOR + "." + name)
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(ORCHESTRATOR + "." + packages.get(i))
          .should()
          .dependOnClassesThat(resideInAnyPackage(below))
          .check(classes);
    }
  }

  private static Set<String> packagesOfTheOrchestrator() {
    return classes.stream()
        .map(JavaClass::getPackageName)
        .filter(name -> name.startsWith(ORCHESTRATOR + "."))
        .map(name -> name.substring(ORCHESTRATOR.length() + 1))
        .collect(Collectors.toSet());
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

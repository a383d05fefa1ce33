package io.tapehouse.orchestrator.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The arrows of CONTRIBUTING.md and docs/architecture.md, on the poms and the classes of all
 * modules.
 */
class ArchitectureTest {

  private static final Path ROOT = Path.of("..", "..");

  private static final Path CONTRIBUTING = ROOT.resolve("CONTRIBUTING.md");

  /** A module and what it may use; what follows a semicolon is no arrow. */
  private static final Pattern MODULE =
      Pattern.compile("(?m)^\\| `([a-z/-]+)/` \\|.*\\| ([^|]+) \\|$");

  private static final Pattern PACKAGE = Pattern.compile("(?m)^\\| `([a-z.]+)` \\|");

  /** An arrow of the diagram of modules. */
  private static final Pattern ARROW = Pattern.compile("(?m)^ +([a-z/-]+) --> ([a-z/-]+)$");

  private static final String ORCHESTRATOR = "io.tapehouse.orchestrator";

  /** The classes of each module that is part of the program, by its folder. */
  private static final Map<String, JavaClasses> CLASSES = new TreeMap<>();

  private static JavaClasses all;

  /** What each of them uses by its pom, tests apart. */
  private static final Map<String, Set<String>> POMS = new TreeMap<>();

  @BeforeAll
  static void read() throws Exception {
    List<String> modules =
        children(pom(ROOT), "modules", "module").stream()
            .filter(module -> !module.startsWith("emulators"))
            .toList();
    List<Path> folders =
        modules.stream().map(module -> ROOT.resolve(module).resolve("target/classes")).toList();
    assertThat(folders).allMatch(Files::isDirectory);
    all = new ClassFileImporter().importPaths(folders);
    for (String module : modules) {
      String folder = "/" + module + "/target/classes/";
      CLASSES.put(
          module,
          all.that(
              DescribedPredicate.describe(
                  "are compiled in " + module,
                  type ->
                      type.getSource()
                          .map(source -> source.getUri().getPath().contains(folder))
                          .orElse(false))));
    }
    for (String module : CLASSES.keySet()) {
      POMS.put(module, uses(module));
    }
  }

  private static Document pom(Path folder) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(folder.resolve("pom.xml").toFile());
  }

  private static List<String> children(Document document, String parent, String name) {
    NodeList found =
        ((Element) document.getElementsByTagName(parent).item(0)).getElementsByTagName(name);
    return IntStream.range(0, found.getLength())
        .mapToObj(i -> found.item(i).getTextContent())
        .toList();
  }

  private static Set<String> uses(String module) throws Exception {
    NodeList all = pom(ROOT.resolve(module)).getElementsByTagName("dependency");
    Set<String> used = new TreeSet<>();
    for (int i = 0; i < all.getLength(); i++) {
      Element dependency = (Element) all.item(i);
      String artifact = text(dependency, "artifactId");
      if (text(dependency, "groupId").equals("io.tapehouse")
          && !text(dependency, "scope").equals("test")) {
        used.add(
            CLASSES.keySet().stream()
                .filter(other -> artifact.equals("tapehouse-" + other.replaceAll(".*/", "")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(module + " uses " + artifact)));
      }
    }
    return used;
  }

  private static String text(Element element, String name) {
    NodeList found = element.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }

  @Test
  void usesByItsPomWhatTheTableOfModulesAllows() throws IOException {
    Map<String, Set<String>> table = new TreeMap<>();
    MODULE
        .matcher(Files.readString(CONTRIBUTING))
        .results()
        .filter(row -> CLASSES.containsKey(row.group(1)))
        .forEach(row -> table.put(row.group(1), names(row.group(2).split(";", 2)[0].strip())));
    assertThat(table).isEqualTo(POMS);
  }

  private static Set<String> names(String list) {
    return list.equals("nothing") ? Set.of() : new TreeSet<>(List.of(list.split(", ", -1)));
  }

  /** The diagram leaves out an arrow where a longer way leads to the same module. */
  @Test
  void theDiagramOfModulesShowsTheArrowsOfThePoms() throws IOException {
    Map<String, Set<String>> drawn = new TreeMap<>();
    CLASSES.keySet().forEach(module -> drawn.put(module, new TreeSet<>()));
    ARROW
        .matcher(Files.readString(ROOT.resolve("docs").resolve("architecture.md")))
        .results()
        .forEach(
            arrow ->
                drawn.computeIfAbsent(arrow.group(1), name -> new TreeSet<>()).add(arrow.group(2)));
    assertThat(drawn).isEqualTo(withoutDetours(POMS));
  }

  private static Map<String, Set<String>> withoutDetours(Map<String, Set<String>> arrows) {
    Map<String, Set<String>> shortest = new TreeMap<>();
    arrows.forEach(
        (module, used) ->
            shortest.put(
                module,
                used.stream()
                    .filter(
                        target ->
                            used.stream()
                                .noneMatch(
                                    between ->
                                        !between.equals(target)
                                            && reach(between, arrows).contains(target)))
                    .collect(Collectors.toCollection(TreeSet::new))));
    return shortest;
  }

  private static Set<String> reach(String module, Map<String, Set<String>> arrows) {
    Set<String> reached = new TreeSet<>();
    for (String next : arrows.get(module)) {
      reached.add(next);
      reached.addAll(reach(next, arrows));
    }
    return reached;
  }

  static Stream<String> modules() {
    return CLASSES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void dependsOnNoOtherModuleThanItsPomNames(String module) {
    DescribedPredicate<JavaClass> others =
        DescribedPredicate.describe(
            "are of a module that " + module + " may not use",
            type ->
                CLASSES.entrySet().stream()
                    .anyMatch(
                        other ->
                            !other.getKey().equals(module)
                                && !POMS.get(module).contains(other.getKey())
                                && other.getValue().contain(type.getName())));
    noClasses().should().dependOnClassesThat(others).check(CLASSES.get(module));
  }

  @Test
  void packagesOfTheOrchestratorUseOnlyThoseAboveThemInTheDocument() throws IOException {
    List<String> packages =
        PACKAGE.matcher(Files.readString(CONTRIBUTING)).results().map(row -> row.group(1)).toList();
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
          .check(all);
    }
  }

  private static Set<String> packagesOfTheOrchestrator() {
    return CLASSES.keySet().stream()
        .flatMap(module -> packages(module).stream())
        .filter(name -> name.startsWith(ORCHESTRATOR + "."))
        .map(name -> name.substring(ORCHESTRATOR.length() + 1))
        .collect(Collectors.toSet());
  }

  private static Set<String> packages(String module) {
    return CLASSES.get(module).stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
  }

  @Test
  void noPackageIsInTwoModules() {
    Map<String, Set<String>> modules = new TreeMap<>();
    CLASSES
        .keySet()
        .forEach(
            module ->
                packages(module)
                    .forEach(
                        name -> modules.computeIfAbsent(name, n -> new TreeSet<>()).add(module)));
    assertThat(modules).allSatisfy((name, homes) -> assertThat(homes).as(name).hasSize(1));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void hasNoCyclesBetweenItsPackages(String module) {
    slices()
        .matching("io.tapehouse.(**)")
        .namingSlices("$1")
        .should()
        .beFreeOfCycles()
        .check(CLASSES.get(module));
  }

  @Test
  void onlyTheEtlKnowsSpark() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.tapehouse.etl..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.parquet..", "org.apache.hadoop..")
        .check(all);
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
        .check(all);
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
        .check(all);
  }
}

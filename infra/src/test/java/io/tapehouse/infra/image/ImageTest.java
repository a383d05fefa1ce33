package io.tapehouse.infra.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine;

/** The image on an empty base, since no base can be fetched where there is no registry. */
class ImageTest {

  @TempDir private Path folder;

  @Test
  void theLayersAreThoseOfOthersOursAndTheFolders() throws IOException {
    Image image =
        image(
            program(
                "lib-1.0.jar",
                "libduckdb_java.so_linux_arm64",
                "libduckdb_java.so_macos_arm64",
                "tapehouse-store-0.1.0.jar"),
            "image.tar");

    assertThat(image.layers()).hasSize(3);
    assertThat(image.layers().get(0))
        .containsOnlyKeys(
            "app/", "app/lib/", "app/lib/lib-1.0.jar", "app/lib/libduckdb_java.so_linux_arm64");
    assertThat(image.layers().get(1))
        .containsOnlyKeys(
            "app/",
            "app/tapehouse/",
            "app/tapehouse/tapehouse-app-0.1.0.jar",
            "app/tapehouse/tapehouse-store-0.1.0.jar");
    TarFile.Entry home = image.layers().get(2).get("home/tapehouse/");
    assertThat(home.mode()).isEqualTo("700");
    assertThat(home.owner()).isEqualTo(1000);
    assertThat(home.group()).isEqualTo(1000);
    assertThat(image.layers().get(2).get("tmp/").mode()).isEqualTo("777");
  }

  @Test
  void itRunsAsNobodyInParticularAndOpensNoPort() throws IOException {
    Image image = image(program("lib-1.0.jar"), "image.tar");

    assertThat(image.configured("User")).isEqualTo("1000:1000");
    assertThat(image.configured("WorkingDir")).isEqualTo("/home/tapehouse");
    assertThat(image.configured("Volumes"))
        .isEqualTo(Map.of("/home/tapehouse", Map.of(), "/tmp", Map.of()));
    assertThat(image.configured("ExposedPorts")).isIn(null, Map.of());
    assertThat(image.entryPoint())
        .startsWith("java")
        .endsWith("io.tapehouse.orchestrator.Tapehouse");
    assertThat(image.configured("Env")).asString().contains("TAPEHOUSE_HOME=/home/tapehouse");
    assertThat(image.configured("Labels"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("org.opencontainers.image.revision", "abc");
    assertThat(image.config().get("architecture")).isEqualTo("arm64");
    assertThat(image.config().get("created")).isEqualTo("1970-01-01T00:00:00Z");
  }

  @Test
  void theSameJarsGiveTheSameDigestAndOthersAnother() throws IOException {
    Path program = program("lib-1.0.jar");
    String first = image(program, "first.tar").digest();
    // Another time of the file is no other file.
    assertThat(program.resolve("lib/lib-1.0.jar").toFile().setLastModified(86_400_000)).isTrue();
    String second = image(program, "second.tar").digest();
    jar(program.resolve("lib/lib-1.0.jar"), "other");
    String third = image(program, "third.tar").digest();

    assertThat(first).startsWith("sha256:").isEqualTo(second).isNotEqualTo(third);
    assertThat(Files.mismatch(folder.resolve("first.tar"), folder.resolve("second.tar")))
        .isEqualTo(-1);
  }

  @Test
  void certificatesAreWhereTheRunStoreLooksForThem() throws IOException {
    Path pem = Files.writeString(folder.resolve("global-bundle.pem"), "certificates");

    Image image = image(program("lib-1.0.jar"), "image.tar", "--rds-certificates", pem.toString());

    assertThat(
            new String(image.layers().get(3).get("app/rds.pem").content(), StandardCharsets.UTF_8))
        .isEqualTo("certificates");
  }

  @Test
  void aBaseThatMayChangeIsRefused() throws IOException {
    assertThat(
            run(
                "--base",
                "amazoncorretto:17",
                "--to",
                "tar:" + folder.resolve("image.tar"),
                "--program",
                program("lib-1.0.jar").toString()))
        .isEqualTo(2);
  }

  @Test
  void withoutABuildThereIsNoImage() {
    assertThat(
            run(
                "--base",
                "scratch",
                "--to",
                "tar:" + folder.resolve("x.tar"),
                "--program",
                folder.toString()))
        .isEqualTo(1);
  }

  /** What only running shows: that no jar is missing. */
  @Test
  void theProgramRunsFromItsLayers() throws IOException, InterruptedException {
    Image image = image(built(), "image.tar");
    Path root = Files.createDirectory(folder.resolve("root"));
    image.layers().forEach(layer -> unpack(layer, root));

    Outcome version = start(image, root, "--version");
    assertThat(version.said()).containsIgnoringCase("tapehouse");
    assertThat(version.code()).isZero();
    Outcome dictionary = start(image, root, "dictionary", "taifex.futures_tick");
    assertThat(dictionary.said()).contains("taifex.futures_tick");
    assertThat(dictionary.code()).isZero();
    assertThat(image.layers().get(0).keySet()).noneMatch(name -> name.contains("spark"));
  }

  @Test
  void theProgramDoesNotRunWithoutOneOfThem() throws IOException, InterruptedException {
    Image image = image(built(), "image.tar");
    Path root = Files.createDirectory(folder.resolve("root"));
    unpack(image.layers().get(1), root);

    assertThat(start(image, root, "--version").code()).isNotZero();
  }

  private record Outcome(int code, String said) {}

  private record Image(String digest, Map<?, ?> config, List<Map<String, TarFile.Entry>> layers) {

    @Nullable Object configured(String key) {
      return ((Map<?, ?>) config.get("config")).get(key);
    }

    List<String> entryPoint() {
      return ((List<?>) configured("Entrypoint")).stream().map(String::valueOf).toList();
    }
  }

  private static Path built() {
    Path target = Path.of(System.getProperty("tapehouse.program", "../orchestrator/app/target"));
    assumeTrue(
        Files.isDirectory(target.resolve("lib")),
        () ->
            "skipped: no build of the orchestrator in " + target + " (./mvnw -DskipTests package)");
    return target;
  }

  /** As the container would be started, with the folders of the image below {@code root}. */
  private Outcome start(Image image, Path root, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    image
        .entryPoint()
        .forEach(
            word ->
                command.add(
                    word.replace("/app/", root + "/app/").replace("=/tmp", "=" + root + "/tmp")));
    command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    Path said = folder.resolve("said.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("TAPEHOUSE_"));
    builder.environment().put("TAPEHOUSE_HOME", root.resolve("home/tapehouse").toString());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return new Outcome(process.exitValue(), Files.readString(said));
    } finally {
      process.destroyForcibly();
    }
  }

  private Image image(Path program, String name, String... more) throws IOException {
    Path tar = folder.resolve(name);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--base",
                "scratch",
                "--to",
                "tar:" + tar,
                "--program",
                program.toString(),
                "--revision",
                "abc"));
    arguments.addAll(List.of(more));
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(out);
      assertThat(run(arguments.toArray(String[]::new))).isZero();
    } finally {
      System.setOut(before);
    }
    Map<String, TarFile.Entry> files = TarFile.read(Files.newInputStream(tar));
    Map<?, ?> manifest = (Map<?, ?>) ((List<?>) parsed(files, "manifest.json")).get(0);
    List<Map<String, TarFile.Entry>> layers = new ArrayList<>();
    for (Object layer : (List<?>) manifest.get("Layers")) {
      layers.add(TarFile.gunzip(files.get(layer.toString()).content()));
    }
    return new Image(
        printed.toString(StandardCharsets.UTF_8).strip(),
        (Map<?, ?>) parsed(files, manifest.get("Config").toString()),
        layers);
  }

  /** JSON is YAML, for which there is a parser. */
  private static Object parsed(Map<String, TarFile.Entry> files, String name) {
    return new Yaml().load(new String(files.get(name).content(), StandardCharsets.UTF_8));
  }

  private static int run(String... arguments) {
    return new CommandLine(new ImageCommand()).execute(arguments);
  }

  private static void unpack(Map<String, TarFile.Entry> layer, Path root) {
    layer.forEach(
        (name, entry) -> {
          try {
            Path path = root.resolve(name);
            if (name.endsWith("/")) {
              Files.createDirectories(path);
            } else {
              Files.createDirectories(path.getParent());
              Files.write(path, entry.content());
            }
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  /** A folder like {@code orchestrator/app/target}, with jars that hold nothing of use. */
  private Path program(String... libraries) throws IOException {
    Path target = Files.createDirectories(folder.resolve("target"));
    jar(target.resolve("tapehouse-app-0.1.0.jar"), "orchestrator");
    Files.createDirectories(target.resolve("lib"));
    for (String library : libraries) {
      jar(target.resolve("lib").resolve(library), library);
    }
    return target;
  }

  private static void jar(Path file, String content) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
      JarEntry entry = new JarEntry("content.txt");
      entry.setTime(0);
      jar.putNextEntry(entry);
      jar.write(content.getBytes(StandardCharsets.UTF_8));
    }
  }
}

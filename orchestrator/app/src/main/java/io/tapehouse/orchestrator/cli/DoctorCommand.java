package io.tapehouse.orchestrator.cli;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.extractors.http.ClientSettings;
import io.tapehouse.extractors.http.Reachability;
import io.tapehouse.extractors.http.ReachabilityProbe;
import io.tapehouse.extractors.http.Target;
import io.tapehouse.orchestrator.config.Configuration;
import io.tapehouse.orchestrator.config.Deployment;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.service.OpenStore;
import io.tapehouse.orchestrator.site.Site;
import io.tapehouse.orchestrator.site.Sites;
import io.tapehouse.sql.Warehouse;
import io.tapehouse.sql.result.ResultFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tapehouse doctor}: what could be in the way, and what to do about it. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Looks at Java, memory, disk, publishers; names the remedy for each problem.")
final class DoctorCommand implements Callable<Integer> {

  private static final int OLDEST_JAVA = 17;
  private static final long NEEDED_MEMORY = 3L << 30;
  private static final long NEEDED_DISK = 5L << 30;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Mixin private ConfigOption configOption = new ConfigOption();

  @Mixin private JsonOption jsonOption = new JsonOption();

  private Checkup checkup = new Checkup(line -> {});

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!jsonOption.isJson()) {
      checkup = new Checkup(System.out::println);
    }
    java();
    memory();
    disk(configOption.home());
    Configuration configuration = configOption.load().configuration();
    if (configuration.deployment() == Deployment.AWS) {
      aws(configuration);
    } else {
      etl();
    }
    token();
    publishers(configuration.hkex().ccass().fetchPermissionObtained());
    Checkup.Diagnosis diagnosis = checkup.diagnosis();
    jsonOption.print(diagnosis, () -> List.of(diagnosis.line()));
    return diagnosis.ok() ? 0 : 1;
  }

  private void java() {
    int feature = Runtime.version().feature();
    checkup.report(
        "Java",
        feature >= OLDEST_JAVA,
        Runtime.version() + " in " + System.getProperty("java.home"),
        "install a JDK 17 or newer and set JAVA_HOME to it");
  }

  private void memory() {
    long bytes =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system
            ? system.getTotalMemorySize()
            : Long.MAX_VALUE;
    checkup.report(
        "memory",
        bytes >= NEEDED_MEMORY,
        gigabytes(bytes) + " in all",
        "a run needs 3 GB over all its processes");
  }

  private void disk(Home home) throws IOException {
    Path folder = home.root();
    while (!Files.exists(folder)) {
      folder = folder.getParent();
    }
    long free = Files.getFileStore(folder).getUsableSpace();
    checkup.report(
        "disk",
        free >= NEEDED_DISK && Files.isWritable(folder),
        gigabytes(free) + " free for " + home.root(),
        Files.isWritable(folder)
            ? "free some space, or name another folder with --home"
            : "the folder cannot be written: name another with --home");
  }

  private void etl() {
    Path folder = Path.of(System.getProperty("tapehouse.etl", "spark-etl/target"));
    checkup.report(
        "ETL",
        Files.isDirectory(folder.resolve("lib")),
        folder.toString(),
        "there is no build: run ./mvnw -q -Dquick -DskipTests package");
  }

  /** Each place that a node needs, asked as a node would. */
  private void aws(Configuration configuration) {
    try (Site site = Sites.of(configOption.home(), configuration)) {
      ask(
          "archive",
          site.archiveLocation(),
          () -> site.archive().children("").size() + " datasets");
      ask("lake", site.lakeLocation(), () -> site.lake().children("").size() + " tables");
      ask(
          "warehouse",
          configuration.redshift().url().orElse(""),
          () -> {
            try (Warehouse warehouse = site.warehouseForQueries()) {
              return "answers "
                  + warehouse.query("SELECT 1 AS one", ResultFormat.CSV.to(new StringWriter()))
                  + " row";
            }
          });
      ask(
          "run store",
          configuration.runStore().url().orElse(""),
          () -> {
            try (OpenStore store = OpenStore.of(configOption.home(), configuration.runStore())) {
              return "its clock is at " + store.store().now();
            }
          });
    }
  }

  private interface Question {
    String ask() throws IOException;
  }

  private void ask(String name, String place, Question question) {
    try {
      checkup.report(name, true, place + ": " + question.ask(), "");
    } catch (IOException | RuntimeException e) {
      checkup.report(
          name,
          false,
          place + ": " + e.getMessage(),
          "look at the role of this machine, its network and the configuration: docs/aws.md");
    }
  }

  private void token() {
    boolean set = !System.getenv().getOrDefault("FINMIND_TOKEN", "").isBlank();
    checkup.report(
        "FinMind token",
        true,
        set ? "set" : "none, so finmind.stock_tick is skipped; set FINMIND_TOKEN to fetch it",
        "");
  }

  /**
   * HKEX's terms allow no request by a program without its permission, not even this one.
   *
   * @param permitted whether it has given one
   */
  private void publishers(boolean permitted) throws InterruptedException {
    List<URI> addresses =
        Dictionary.load().datasets().stream()
            .filter(dataset -> permitted || !dataset.permission())
            .flatMap(dataset -> dataset.addresses().stream())
            .map(address -> URI.create(address.replaceAll("[{?].*", "")))
            .toList();
    ReachabilityProbe probe =
        new ReachabilityProbe(Target.live(), PATIENCE, ClientSettings.defaults().userAgent());
    for (Reachability host : probe.probe(addresses)) {
      checkup.report(
          host.host(),
          host.reachable(),
          host.reason(),
          "look at the network and the firewall, behind a proxy set "
              + DisplayText.PROXY
              + "; --source sim and replay need no network");
    }
  }

  private static String gigabytes(long bytes) {
    return "%.1f GB".formatted(bytes / 1e9);
  }
}

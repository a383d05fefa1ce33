package io.tapehouse.infra.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads a {@link Stage} from its YAML file, and refuses it with everything that is wrong at once.
 */
public final class StageFile {

  /** Days that CloudWatch Logs offers (API reference, PutRetentionPolicy), up to five years. */
  private static final Set<Integer> LOG_DAYS =
      Set.of(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827);

  private final String file;
  private final List<String> problems = new ArrayList<>();

  private StageFile(String file) {
    this.file = file;
  }

  /**
   * The stage of a file whose name is that of the stage.
   *
   * @throws StageException if it is not there, is no YAML, or has unknown, missing or wrong values
   */
  public static Stage read(Path path) {
    String text;
    try {
      text = Files.readString(path);
    } catch (IOException e) {
      throw new StageException(path.toString(), List.of("cannot be read: " + e.getMessage()));
    }
    Stage stage = parse(path.toString(), text);
    if (!path.endsWith(stage.name() + ".yaml")) {
      throw new StageException(
          path.toString(), List.of("stage: expected the name of the file, found " + stage.name()));
    }
    return stage;
  }

  static Stage parse(String file, String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Object root;
    try {
      root = new Yaml(new SafeConstructor(options)).load(text);
    } catch (YAMLException e) {
      throw new StageException(file, List.of("is no YAML: " + e.getMessage()));
    }
    return new StageFile(file).stage(root);
  }

  private Stage stage(Object value) {
    Section root = new Section("", value, problems);
    Stage stage =
        new Stage(
            root.text("stage", "[a-z][a-z0-9]{1,9}", "a short name in small letters"),
            root.optionalText("account", "\\d{12}", "twelve digits in quotes"),
            root.text("region", "[a-z]{2}(-[a-z]+)+-\\d", "a region"),
            root.text("cost-centre", "[\\w .:/=+@-]{1,100}", "a text that a tag may hold"),
            network(root.section("network")),
            storage(root.section("storage")),
            emr(root.section("emr")),
            redshift(root.section("redshift")),
            runStore(root.section("run-store")),
            service(root.section("service")),
            alerts(root.section("alerts")));
    root.end();
    zonesOfTheRegion(root, stage);
    if (!problems.isEmpty()) {
      throw new StageException(file, problems);
    }
    return stage;
  }

  private static void zonesOfTheRegion(Section root, Stage stage) {
    List<String> foreign =
        stage.network().availabilityZones().stream()
            .filter(zone -> !zone.startsWith(stage.region()))
            .toList();
    if (!foreign.isEmpty()) {
      root.refuse(
          "network.availability-zones",
          "expected zones of %s, found %s".formatted(stage.region(), foreign));
    }
  }

  private static NetworkSettings network(Section section) {
    NetworkSettings network =
        new NetworkSettings(
            section.text("cidr", "\\d+\\.\\d+\\.\\d+\\.\\d+/1[6-9]", "addresses like 10.60.0.0/16"),
            section.texts("availability-zones", "[a-z0-9-]+\\d[a-z]", "availability zones"),
            section.flag("egress"),
            section.whole("nat-gateways", 0, 3),
            endpoints(section));
    section.end();
    if (new HashSet<>(network.availabilityZones()).size() < 3) {
      section.refuse(
          "availability-zones",
          "expected three different ones or more, which Redshift Serverless wants, found "
              + network.availabilityZones());
    }
    if (network.egress() != network.natGateways() > 0) {
      section.refuse(
          "nat-gateways",
          network.egress()
              ? "expected at least 1 with egress, found 0"
              : "expected 0 without egress, found " + network.natGateways());
    }
    needed(section, network);
    return network;
  }

  private static void needed(Section section, NetworkSettings network) {
    List<String> missing =
        Stream.of(Endpoint.values())
            .filter(Endpoint::neededWithoutEgress)
            .filter(endpoint -> !network.interfaceEndpoints().contains(endpoint))
            .map(Endpoint::text)
            .toList();
    if (!network.egress() && !missing.isEmpty()) {
      section.refuse(
          "interface-endpoints", "without egress the orchestrator needs " + missing + " as well");
    }
  }

  private static List<Endpoint> endpoints(Section section) {
    String names =
        Stream.of(Endpoint.values()).map(Endpoint::text).collect(Collectors.joining("|"));
    List<String> wanted = section.texts("interface-endpoints", names, names.replace("|", ", "));
    return EnumSet.allOf(Endpoint.class).stream()
        .filter(endpoint -> wanted.contains(endpoint.text()))
        .toList();
  }

  private static StorageSettings storage(Section section) {
    StorageSettings storage =
        new StorageSettings(
            section.flag("keep-on-delete"),
            section.whole("archive-instant-retrieval-after", 1, 36500),
            section.whole("archive-deep-archive-after", 1, 36500),
            section.whole("lake-attempts-expire-after", 7, 36500),
            section.whole("logs-expire-after", 1, 3650));
    section.end();
    // Amazon S3 user guide, "Transitioning objects": Instant Retrieval is paid for 90 days at
    // least.
    if (storage.archiveDeepArchiveAfter() < storage.archiveInstantRetrievalAfter() + 90) {
      section.refuse(
          "archive-deep-archive-after",
          "expected 90 days after archive-instant-retrieval-after or later, found "
              + storage.archiveDeepArchiveAfter());
    }
    return storage;
  }

  private static EmrSettings emr(Section section) {
    EmrSettings emr =
        new EmrSettings(
            section.text("release", "emr-[a-z0-9.-]+", "a release like emr-spark-8.1.0"),
            section.architecture("architecture"),
            section.whole("max-vcpu", 2, 4000),
            section.whole("max-memory-gb", 4, 30000),
            section.whole("max-disk-gb", 20, 100000),
            section.whole("idle-minutes", 1, 10080),
            section.whole("warm-workers", 0, 100),
            section.text("jar", "[\\w.-]+\\.jar", "name of a jar"));
    section.end();
    return emr;
  }

  private static RedshiftSettings redshift(Section section) {
    RedshiftSettings redshift =
        new RedshiftSettings(
            section.text("database", "[a-z][a-z0-9_]{0,63}", "a name in small letters"),
            section.text("user", "[a-z][a-z0-9_]{0,63}", "a name in small letters"),
            section.whole("base-rpu", 4, 1024),
            section.whole("max-rpu", 4, 1024),
            section.whole("rpu-hours-a-day", 1, 24 * 1024));
    section.end();
    if (redshift.baseRpu() != 4 && redshift.baseRpu() % 8 != 0) {
      section.refuse("base-rpu", "expected 4 or a multiple of 8, found " + redshift.baseRpu());
    }
    if (redshift.maxRpu() < redshift.baseRpu()) {
      section.refuse("max-rpu", "expected base-rpu or more, found " + redshift.maxRpu());
    }
    return redshift;
  }

  private static RunStoreSettings runStore(Section section) {
    RunStoreSettings runStore =
        new RunStoreSettings(
            section.text("postgres", "\\d\\d\\.\\d+", "a version in quotes like \"17.6\""),
            section.text("instance", "[a-z]\\w+\\.\\w+", "a class like t4g.micro"),
            section.whole("storage-gb", 20, 65536),
            section.whole("max-storage-gb", 20, 65536),
            section.flag("multi-az"),
            section.whole("backup-days", 1, 35),
            section.flag("deletion-protection"),
            section.whole("rotate-password-days", 0, 365),
            section.text("ssl-mode", "require|verify-full", "require or verify-full"));
    section.end();
    if (runStore.maxStorageGb() < runStore.storageGb()) {
      section.refuse("max-storage-gb", "expected storage-gb or more");
    }
    return runStore;
  }

  private static ServiceSettings service(Section section) {
    ServiceSettings service =
        new ServiceSettings(
            section.text("image-tag", "[\\w][\\w.-]{0,127}", "a tag in quotes"),
            section.text("source", "live|sim", "live or sim"),
            section.whole("tasks", 1, 10),
            section.architecture("architecture"),
            section.whole("cpu", 256, 16384),
            section.whole("memory-mb", 1024, 122880),
            section.whole("disk-gb", 21, 200),
            section.whole("log-days", 1, 1827));
    section.end();
    if (Integer.bitCount(service.cpu()) != 1) {
      section.refuse("cpu", "expected 256, 512, 1024, 2048, 4096, 8192 or 16384");
    }
    if (!LOG_DAYS.contains(service.logDays())) {
      section.refuse("log-days", "expected one of " + LOG_DAYS.stream().sorted().toList());
    }
    return service;
  }

  private static AlertSettings alerts(Section section) {
    AlertSettings alerts =
        new AlertSettings(
            section.text("email", "[^@\\s]+@[^@\\s]+\\.[a-z]+", "an e-mail address"),
            section.whole("budget-usd-a-month", 1, 1000000));
    section.end();
    return alerts;
  }
}

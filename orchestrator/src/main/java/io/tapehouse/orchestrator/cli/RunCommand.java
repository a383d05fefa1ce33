package io.tapehouse.orchestrator.cli;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.home.OwnedHome;
import io.tapehouse.orchestrator.run.DagSpec;
import io.tapehouse.orchestrator.run.DateSelection;
import io.tapehouse.orchestrator.run.LiveProgress;
import io.tapehouse.orchestrator.run.PlainProgress;
import io.tapehouse.orchestrator.run.Progress;
import io.tapehouse.orchestrator.run.RunContext;
import io.tapehouse.orchestrator.run.RunSummary;
import io.tapehouse.orchestrator.run.Runner;
import io.tapehouse.orchestrator.run.SummaryText;
import io.tapehouse.orchestrator.source.Source;
import io.tapehouse.orchestrator.source.Sources;
import io.tapehouse.orchestrator.spark.EtlInstallation;
import io.tapehouse.orchestrator.spark.LocalSparkLauncher;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.sql.Warehouse;
import io.tapehouse.sql.WarehouseConfig;
import io.tapehouse.sql.duckdb.DuckDbWarehouse;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.FolderObjectStore.Durability;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.lake.Lake;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tapehouse run}: from the source to the warehouse, in the foreground. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Fetches, archives, transforms and loads, in the foreground.")
final class RunCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Mixin private TapehouseCommand.HomeOption homeOption = new TapehouseCommand.HomeOption();

  @Option(
      names = "--dag",
      paramLabel = "ID",
      description = "Which DAG; may be given more than once. Default: all. There is taiwan_index.")
  private List<String> dags = new ArrayList<>();

  @Option(
      names = "--date",
      paramLabel = "D",
      description = "Trading date, yyyy-mm-dd, in the exchange's time zone. Default: the latest.")
  private @Nullable LocalDate date;

  @Option(names = "--from", paramLabel = "D", description = "First trading date of a range.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "D", description = "Last trading date of a range.")
  private @Nullable LocalDate to;

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      defaultValue = "live",
      description =
          "live: the publishers; sim: the simulator that ships with Tapehouse; replay:DIR: files"
              + " in DIR/<dataset>/<date>/. Default: live.")
  private String sourceName = "live";

  @Option(
      names = "--fault",
      paramLabel = "RULE",
      description =
          "With --source sim: a fault of the simulator, <dataset>[@<date>]=<fault>[*<times>]; may"
              + " be given more than once.")
  private List<String> faults = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    DateSelection selection = selection();
    Set<DagSpec> chosen = chosenDags();
    Sources.Choice choice = Sources.choose(sourceName, faults);
    long began = System.nanoTime();
    List<RunSummary> summaries = runAll(homeOption.home(), choice, chosen, selection);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    for (RunSummary summary : summaries) {
      SummaryText.lines(summary, took).forEach(System.out::println);
    }
    return summaries.stream().allMatch(RunSummary::succeeded) ? 0 : 1;
  }

  /** Owns the home from the first byte to the last row, and shows how it goes. */
  private static List<RunSummary> runAll(
      Home home, Sources.Choice choice, Set<DagSpec> chosen, DateSelection selection)
      throws IOException, InterruptedException {
    Clock clock = Clock.systemUTC();
    FolderObjectStore archiveStore = new FolderObjectStore(home.archive());
    FolderObjectStore lakeStore = new FolderObjectStore(home.lake(), Durability.LEFT_TO_THE_SYSTEM);
    Archive archive = new Archive(archiveStore, clock);
    Lake lake = new Lake(lakeStore);
    List<RunSummary> summaries = new ArrayList<>();
    try (OwnedHome owned = OwnedHome.take(home, choice.kind(), "tapehouse run");
        Progress progress = progress();
        Source source = choice.open(archive, home.scratch());
        SparkLauncher spark = spark(home);
        Warehouse warehouse = DuckDbWarehouse.open(home.warehouse(), warehouseConfig(home), lake)) {
      archiveStore.sweep();
      lakeStore.sweep();
      warehouse.migrate();
      Dictionary dictionary = Dictionary.load();
      for (DagSpec dag : chosen) {
        RunContext context =
            new RunContext(
                runId(clock),
                owned.home(),
                dictionary,
                source,
                archive,
                lake,
                warehouse,
                spark,
                progress,
                clock);
        summaries.add(new Runner(context, dag).run(selection));
      }
    }
    return summaries;
  }

  private DateSelection selection() {
    if (date != null && (from != null || to != null)) {
      throw wrongUsage("--date does not go with --from and --to");
    }
    if ((from == null) != (to == null)) {
      throw wrongUsage("--from and --to go together");
    }
    if (from != null && to != null) {
      if (to.isBefore(from)) {
        throw wrongUsage("--to " + to + " is before --from " + from);
      }
      return new DateSelection.Range(from, to);
    }
    return date == null ? new DateSelection.Latest() : new DateSelection.One(date);
  }

  private Set<DagSpec> chosenDags() {
    if (dags.isEmpty()) {
      return new LinkedHashSet<>(DagSpec.ALL);
    }
    Set<DagSpec> chosen = new LinkedHashSet<>();
    for (String id : dags) {
      chosen.add(
          DagSpec.ALL.stream()
              .filter(dag -> dag.id().equals(id))
              .findFirst()
              .orElseThrow(
                  () ->
                      wrongUsage(
                          "no DAG '%s'; there is %s"
                              .formatted(id, DagSpec.ALL.stream().map(DagSpec::id).toList()))));
    }
    return chosen;
  }

  private CommandLine.ParameterException wrongUsage(String words) {
    return new CommandLine.ParameterException(
        java.util.Objects.requireNonNull(spec).commandLine(), words);
  }

  /** The launcher script knows whether standard error is a terminal; Java before 22 does not. */
  private static Progress progress() {
    return Boolean.getBoolean("tapehouse.terminal")
        ? new LiveProgress(System.err)
        : new PlainProgress(System.err);
  }

  private static SparkLauncher spark(Home home) {
    return new LocalSparkLauncher(
        new EtlInstallation(Path.of(System.getProperty("tapehouse.etl", "spark-etl/target"))),
        home.logs(),
        home.scratch(),
        new LocalSparkLauncher.SparkSettings("1g", List.of()));
  }

  private static WarehouseConfig warehouseConfig(Home home) {
    WarehouseConfig standard = WarehouseConfig.DEFAULT;
    return new WarehouseConfig(
        standard.memoryMegabytes(), standard.threads(), Optional.of(home.scratch()));
  }

  private static String runId(Clock clock) {
    return DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss")
            .withZone(ZoneOffset.UTC)
            .format(clock.instant())
        + "-%06x".formatted(new SecureRandom().nextInt(1 << 24));
  }
}

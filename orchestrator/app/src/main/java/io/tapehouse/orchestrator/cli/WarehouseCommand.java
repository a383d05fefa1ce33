package io.tapehouse.orchestrator.cli;

import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Partition;
import io.tapehouse.orchestrator.config.LoadedConfiguration;
import io.tapehouse.orchestrator.operations.OperationFailedException;
import io.tapehouse.orchestrator.run.DateSelection;
import io.tapehouse.orchestrator.run.RunSummary;
import io.tapehouse.orchestrator.run.SummaryAnswer;
import io.tapehouse.orchestrator.run.SummaryText;
import io.tapehouse.orchestrator.site.Site;
import io.tapehouse.orchestrator.site.Sites;
import io.tapehouse.orchestrator.source.DataKind;
import io.tapehouse.orchestrator.source.Sources;
import io.tapehouse.sql.CommittedPartition;
import io.tapehouse.sql.Warehouse;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tapehouse warehouse}: the warehouse as a whole. */
@Command(
    name = "warehouse",
    mixinStandardHelpOptions = true,
    description = "The warehouse: what of it would be made anew, and why; and making it anew.")
final class WarehouseCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public void run() {
    throw TapehouseCommand.incomplete(spec, "warehouse plan");
  }

  /** Shows what would be made anew. */
  @Command(
      name = "plan",
      mixinStandardHelpOptions = true,
      description = {
        "Which partitions of the archive the next run or rebuild of their dates would make anew in"
            + " the warehouse, and because of which change: new files, other versions of files,"
            + " evidence that checks read, rules, the calendar. Changes nothing."
      })
  int plan(
      @Mixin OperationsOptions options,
      @Option(names = "--from", paramLabel = "D", description = "Default: the archive's first day.")
          @Nullable LocalDate from,
      @Option(names = "--to", paramLabel = "D", description = "Default: the archive's last day.")
          @Nullable LocalDate to)
      throws IOException {
    return options.answer(
        operations -> operations.planWarehouse(from, to), WarehousePlanText::lines);
  }

  /** Fills the warehouse from the archive. */
  @Command(
      name = "rebuild",
      mixinStandardHelpOptions = true,
      description = {
        "Fills the warehouse of the configuration from its archive; nothing is fetched.",
        "What is in the warehouse already, made from the same files by the same rules, is left as"
            + " it is: broken off and begun again, it goes on. To begin with nothing, give it a new"
            + " database, or a home without warehouse.duckdb."
      })
  int rebuild(
      @Mixin ConfigOption configOption,
      @Mixin JsonOption jsonOption,
      @Option(names = "--from", paramLabel = "D", description = "Default: the archive's first day.")
          @Nullable LocalDate from,
      @Option(names = "--to", paramLabel = "D", description = "Default: the archive's last day.")
          @Nullable LocalDate to,
      @Option(
              names = "--as-of",
              paramLabel = "INSTANT",
              description = {
                "Only versions count that were archived by then, as 2024-11-05T12:00:00Z: the"
                    + " warehouse becomes what it would have been at that time. It must hold nothing"
                    + " of later versions; a home of its own is best."
              })
          @Nullable Instant asOf)
      throws IOException, InterruptedException {
    LoadedConfiguration loaded = configOption.load();
    TreeSet<LocalDate> dates = new TreeSet<>();
    List<DatasetDag> dags = new ArrayList<>();
    DataKind kind;
    try (Site site = Sites.of(configOption.home(), loaded.configuration())) {
      Archive whole = new Archive(site.archive(), Clock.systemUTC());
      Archive archive = asOf == null ? whole : whole.asOf(asOf);
      Dictionary dictionary = Dictionary.load();
      for (DatasetDag dag : dictionary.dags()) {
        TreeSet<LocalDate> own = new TreeSet<>();
        for (String dataset : dag.facts()) {
          if (dictionary.dataset(dataset).isOfTradingDates()) {
            own.addAll(archive.dates(dataset));
          }
        }
        if (own.stream().anyMatch(date -> isWanted(date, from, to))) {
          dags.add(dag);
        }
        dates.addAll(own);
      }
      if (dates.isEmpty()) {
        throw new NoSuchFileException(
            "the archive %s has no day%s"
                .formatted(site.archiveLocation(), asOf == null ? "" : " as of " + asOf));
      }
      if (asOf != null) {
        refuseLater(site, archive, asOf);
      }
      kind = ArchiveKind.of(archive).orElseThrow();
    }
    DateSelection selection =
        new DateSelection.Range(
            from == null ? dates.first() : from, to == null ? dates.last() : to);
    long began = System.nanoTime();
    List<RunSummary> summaries =
        Terminal.run(
            configOption.home(),
            loaded,
            Sources.archive(kind, asOf),
            dags.isEmpty() ? Dictionary.load().dags(List.of()) : dags,
            selection,
            "tapehouse warehouse rebuild");
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    jsonOption.print(
        SummaryAnswer.of(summaries, took),
        () ->
            summaries.stream()
                .flatMap(summary -> SummaryText.lines(summary, took).stream())
                .toList());
    return summaries.stream().allMatch(RunSummary::succeeded) ? 0 : 1;
  }

  /** Rows of later versions among those of earlier ones would be of no time at all. */
  private static void refuseLater(Site site, Archive archive, Instant asOf) throws IOException {
    try (Warehouse warehouse = site.warehouseForQueries()) {
      for (CommittedPartition one :
          warehouse.committed(LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31))) {
        Partition partition = one.partition();
        int newest =
            archive.newest(partition.dataset(), partition.date()).map(Receipt::version).orElse(0);
        if (one.fileVersion() > newest) {
          throw new OperationFailedException(
              ("the warehouse holds %s made of version %d, which was archived after %s: give"
                      + " --as-of a home or a database without such rows")
                  .formatted(partition, one.fileVersion(), asOf));
        }
      }
    } catch (NoSuchFileException e) {
      // No warehouse yet.
    }
  }

  private static boolean isWanted(
      LocalDate date, @Nullable LocalDate from, @Nullable LocalDate to) {
    return (from == null || !date.isBefore(from)) && (to == null || !date.isAfter(to));
  }
}

package io.tapehouse.orchestrator.cli;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.orchestrator.config.LoadedConfiguration;
import io.tapehouse.orchestrator.home.OwnedHome;
import io.tapehouse.orchestrator.pipeline.DatasetDag;
import io.tapehouse.orchestrator.run.DateSelection;
import io.tapehouse.orchestrator.run.RunSummary;
import io.tapehouse.orchestrator.run.SummaryAnswer;
import io.tapehouse.orchestrator.run.SummaryText;
import io.tapehouse.orchestrator.site.Site;
import io.tapehouse.orchestrator.source.Sources;
import io.tapehouse.store.archive.Archive;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
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
    description = "Makes the warehouse anew from the archive.")
final class WarehouseCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public void run() {
    throw TapehouseCommand.incomplete(spec, "warehouse rebuild");
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
          @Nullable LocalDate to)
      throws IOException, InterruptedException {
    LoadedConfiguration loaded = configOption.load();
    TreeSet<LocalDate> dates = new TreeSet<>();
    List<DatasetDag> dags = new ArrayList<>();
    OwnedHome.Kind kind;
    try (Site site = Sites.of(configOption.home(), loaded.configuration())) {
      Archive archive = new Archive(site.archive(), Clock.systemUTC());
      Dictionary dictionary = Dictionary.load();
      for (DatasetDag dag : DatasetDag.ALL) {
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
            "the archive %s has no day".formatted(site.archiveLocation()));
      }
      kind = ArchiveKind.of(archive).orElseThrow();
    }
    DateSelection selection =
        new DateSelection.Range(
            from == null ? dates.first() : from, to == null ? dates.last() : to);
    long began = System.nanoTime();
    List<RunSummary> summaries =
        new RunHere(
                configOption.home(),
                loaded,
                Sources.archive(kind),
                dags.isEmpty() ? DatasetDag.named(List.of()) : dags,
                selection,
                "tapehouse warehouse rebuild")
            .run();
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    jsonOption.print(
        SummaryAnswer.of(summaries, took),
        () ->
            summaries.stream()
                .flatMap(summary -> SummaryText.lines(summary, took).stream())
                .toList());
    return summaries.stream().allMatch(RunSummary::succeeded) ? 0 : 1;
  }

  private static boolean isWanted(
      LocalDate date, @Nullable LocalDate from, @Nullable LocalDate to) {
    return (from == null || !date.isBefore(from)) && (to == null || !date.isAfter(to));
  }
}

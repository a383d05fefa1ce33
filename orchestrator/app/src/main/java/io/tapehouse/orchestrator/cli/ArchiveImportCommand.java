package io.tapehouse.orchestrator.cli;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.orchestrator.config.Configuration;
import io.tapehouse.orchestrator.config.Deployment;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.home.OwnedHome;
import io.tapehouse.orchestrator.home.WrongHomeException;
import io.tapehouse.orchestrator.site.Site;
import io.tapehouse.orchestrator.site.Sites;
import io.tapehouse.orchestrator.source.ArchiveImport;
import io.tapehouse.orchestrator.source.DataKind;
import io.tapehouse.orchestrator.source.ImportResult;
import io.tapehouse.orchestrator.source.ImportResult.ImportedDate;
import io.tapehouse.store.archive.Archive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tapehouse archive import}: files that a person has. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Puts files that you have into the archive: hkex.ccass_shareholding, pages of HKEX's CCASS"
          + " Shareholding Search that were saved from a browser, as HTML or as a single file; hkex.ccass_stock_list, its list of"
          + " stocks; hkex.corporate_actions, a CSV of your own; and downloads of TAIFEX whose rows have dates, also of many"
          + " years: each date's rows are filed under it, byte for byte.",
      "Stock and date are what the files say, whatever their names. A date's version is all that is"
          + " known of it: what was there stays, and a page of the same stock is replaced when it"
          + " names another one. What cannot be read, and every other file of a folder or a zip, is named on standard error,"
          + " the rest goes on, and the exit code is 1.",
      "A scheduler may work meanwhile. tapehouse run then loads the dates."
    })
final class ArchiveImportCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Mixin private ConfigOption configOption = new ConfigOption();

  @Mixin private JsonOption jsonOption = new JsonOption();

  @Parameters(index = "0", paramLabel = "DATASET", description = "id of the dataset")
  private String dataset = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE|DIR|ZIP",
      description = "Files, folders with all below them, zips.")
  private List<Path> named = new ArrayList<>();

  @Option(
      names = "--date",
      paramLabel = "D",
      description = "With hkex.ccass_stock_list: the date of a list that does not say it, as JSON.")
  private @Nullable LocalDate date;

  @Option(names = "--dry-run", description = "Only shows what would be imported.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException {
    Dataset wanted = wanted();
    Configuration configuration = configOption.load().configuration();
    Home home = configOption.home();
    Consumer<String> words = System.err::println;
    ImportResult result;
    try (Site site = Sites.of(home, configuration)) {
      Archive archive = new Archive(site.archive(), Clock.systemUTC());
      refuseSimulated(home, configuration, site, archive);
      Path scratch = Files.createTempDirectory("tapehouse-import-");
      try {
        result = new ArchiveImport(archive, scratch, dryRun, words).files(wanted, named, date);
      } finally {
        Files.deleteIfExists(scratch);
      }
    }
    result.notes().forEach(words);
    jsonOption.print(result, () -> lines(result));
    return result.refused().isEmpty() ? 0 : 1;
  }

  private Dataset wanted() {
    if (!ArchiveImport.datasets().contains(dataset)) {
      throw wrongUsage(
          "archive import: '%s' is not imported; there is %s"
              .formatted(dataset, String.join(", ", ArchiveImport.datasets())));
    }
    if (date != null && !dataset.equals("hkex.ccass_stock_list")) {
      throw wrongUsage(
          "--date goes with hkex.ccass_stock_list; other files say their dates themselves");
    }
    return Dictionary.load().dataset(dataset);
  }

  /** A person's pages among the simulator's: the rows could not be separated later. */
  private void refuseSimulated(Home home, Configuration configuration, Site site, Archive archive)
      throws IOException {
    Optional<DataKind> kind = ArchiveKind.of(archive);
    if (kind.isPresent() && kind.get() != DataKind.REAL) {
      throw new WrongHomeException(site.archiveLocation(), kind.get().name(), DataKind.REAL);
    }
    if (dryRun) {
      return;
    }
    if (configuration.deployment() == Deployment.LOCAL) {
      OwnedHome.keep(home, DataKind.REAL);
    } else {
      site.keep(DataKind.REAL);
    }
  }

  private static List<String> lines(ImportResult result) {
    String one = one(result.dataset());
    List<String> lines = new ArrayList<>();
    for (ImportedDate date : result.dates()) {
      lines.add(
          "%s %s: %s new, %d replaced, %d the same; %s"
              .formatted(
                  result.dataset(),
                  date.date(),
                  DisplayText.count(date.fresh(), one),
                  date.replaced(),
                  date.same(),
                  version(date, result.dryRun(), one)));
    }
    lines.add(
        "%s of %s, %d refused%s%s"
            .formatted(
                DisplayText.count(
                    result.dates().stream()
                        .mapToInt(date -> date.fresh() + date.replaced() + date.same())
                        .sum(),
                    one),
                DisplayText.count(result.dates().size(), "date"),
                result.refused().size(),
                passedOver(result.ignored()),
                result.dryRun() ? "; nothing was filed" : ""));
    return lines;
  }

  private static String passedOver(int files) {
    return files == 0
        ? ""
        : "; %s passed over that %s no data: hidden ones, the system's, parts of saved pages"
            .formatted(DisplayText.count(files, "file"), files == 1 ? "is" : "are");
  }

  private static String version(ImportedDate date, boolean dry, String one) {
    if (dry) {
      return "%s then".formatted(DisplayText.count(date.all(), one));
    }
    return "version %s with %s%s"
        .formatted(
            DisplayText.of(date.version()),
            DisplayText.count(date.all(), one),
            date.added() ? "" : ", as before");
  }

  private static String one(String dataset) {
    return switch (dataset) {
      case "hkex.ccass_shareholding" -> "page";
      case "hkex.ccass_stock_list" -> "stock";
      default -> "row";
    };
  }

  private CommandLine.ParameterException wrongUsage(String words) {
    return new CommandLine.ParameterException(
        java.util.Objects.requireNonNull(spec).commandLine(), words);
  }
}

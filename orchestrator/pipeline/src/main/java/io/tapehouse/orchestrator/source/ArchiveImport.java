package io.tapehouse.orchestrator.source;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.extractors.hkex.SavedFile;
import io.tapehouse.extractors.hkex.SavedFileReader;
import io.tapehouse.extractors.hkex.SavedFiles;
import io.tapehouse.extractors.tabular.RowsByDate;
import io.tapehouse.orchestrator.source.ImportResult.RefusedFile;
import io.tapehouse.store.archive.Archive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts files of a user into the archive. Their content decides what they are of; what is no such
 * file is refused and named, and the rest goes on. Others may write to the archive meanwhile. Not
 * safe for use by many threads.
 */
public final class ArchiveImport {

  private static final List<String> WITH_IMPORTS_OF_THEIR_OWN =
      List.of("hkex.ccass_shareholding", "hkex.ccass_stock_list", "hkex.corporate_actions");

  private static final int MOST_WORDS = 1000;

  private final Archive archive;
  private final Path scratch;
  private final boolean dryRun;
  private final Consumer<String> words;

  /** The ids of the datasets that are imported. */
  public static List<String> datasets() {
    return Stream.concat(
            WITH_IMPORTS_OF_THEIR_OWN.stream(),
            Dictionary.load().datasets().stream().filter(RowsByDate::isOf).map(Dataset::id))
        .toList();
  }

  /**
   * Imports into {@code archive}.
   *
   * @param scratch folder for unfinished files; it is there
   * @param dryRun whether only to say what would be filed
   * @param words receives every refused file at once: to read thousands takes a while
   */
  public ArchiveImport(Archive archive, Path scratch, boolean dryRun, Consumer<String> words) {
    this.archive = archive;
    this.scratch = scratch;
    this.dryRun = dryRun;
    this.words = words;
  }

  /**
   * Imports files, all in folders, all in zips.
   *
   * @param dataset one of {@link #datasets}
   * @param date that files are filed under which do not say it themselves; null: they are refused
   * @throws NoSuchFileException when one of them is not there, or there is no file in any of them
   * @throws IOException when the archive cannot be written
   */
  public ImportResult files(Dataset dataset, List<Path> named, @Nullable LocalDate date)
      throws IOException {
    try (SavedFileReader reader = new SavedFileReader()) {
      Import kind = kind(dataset, reader, date);
      SavedFiles files = new SavedFiles(kind.wanted(), reader);
      for (Path path : named) {
        if (!Files.exists(path)) {
          throw new NoSuchFileException("there is no file or folder " + path);
        }
        files.add(path);
      }
      List<SavedFile> found = files.all();
      Refusals refusals = new Refusals();
      files.refused().forEach(refusals::add);
      if (found.isEmpty() && files.refused().isEmpty()) {
        throw new NoSuchFileException(
            "expected %s, or a zip of such, found no file in %s"
                .formatted(kind.wanted().what(), names(named)));
      }
      for (SavedFile file : found) {
        kind.read(file, refusals);
      }
      String request =
          named.stream()
              .map(path -> path.toAbsolutePath().normalize().toString())
              .collect(Collectors.joining(", ", "import of ", ""));
      return new ImportResult(
          dataset.id(),
          dryRun,
          kind.file(
              request.length() <= MOST_WORDS ? request : request.substring(0, MOST_WORDS) + "…",
              dryRun,
              refusals),
          refusals.all,
          kind.notes(),
          files.ignored());
    }
  }

  private Import kind(Dataset dataset, SavedFileReader reader, @Nullable LocalDate date) {
    return switch (dataset.id()) {
      case "hkex.ccass_shareholding" ->
          new PageImport(dataset, new CcassFiling(archive, scratch), reader);
      case "hkex.ccass_stock_list" ->
          new StockListImport(dataset, archive, scratch, reader, Optional.ofNullable(date));
      case "hkex.corporate_actions" -> new CorporateActionImport(dataset, archive, scratch, reader);
      default -> {
        if (!RowsByDate.isOf(dataset)) {
          throw new IllegalArgumentException(
              "files of %s cannot be imported, only those of %s"
                  .formatted(dataset.id(), String.join(", ", datasets())));
        }
        yield new DatedRowsImport(dataset, archive, scratch, reader);
      }
    };
  }

  private static String names(List<Path> named) {
    return named.stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  /** How the files of a dataset are imported: read one by one, then filed together. */
  interface Import {

    /** What such files look like. */
    SavedFiles.Wanted wanted();

    /** Reads a file; those that were saved first come first. */
    void read(SavedFile file, Refusals refusals) throws IOException;

    /** Files what was read. */
    List<ImportResult.ImportedDate> file(String request, boolean dryRun, Refusals refusals)
        throws IOException;

    /** What is worth a word. */
    List<String> notes();
  }

  /** What is refused. */
  final class Refusals {

    private final List<RefusedFile> all = new ArrayList<>();

    void add(String file, @Nullable String complaint) {
      RefusedFile refused = new RefusedFile(file, String.valueOf(complaint));
      all.add(refused);
      words.accept(refused.complaint());
    }
  }
}

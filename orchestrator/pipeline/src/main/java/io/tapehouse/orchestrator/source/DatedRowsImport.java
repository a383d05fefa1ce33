package io.tapehouse.orchestrator.source;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.extractors.BadRow;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.hkex.SavedFile;
import io.tapehouse.extractors.hkex.SavedFileReader;
import io.tapehouse.extractors.hkex.SavedFiles;
import io.tapehouse.extractors.tabular.DeclaredReader;
import io.tapehouse.extractors.tabular.RowsByDate;
import io.tapehouse.orchestrator.source.ArchiveImport.Refusals;
import io.tapehouse.orchestrator.source.ImportResult.ImportedDate;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import io.tapehouse.store.archive.Receipt.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Files of TAIFEX with the rows of many dates: each date gets the file that the publisher would
 * have sent for it alone, header and rows byte for byte. A date's file has the rows of its newest
 * version and those that are given.
 */
final class DatedRowsImport implements ArchiveImport.Import {

  private final Dataset dataset;
  private final Archive archive;
  private final Path scratch;
  private final SavedFileReader reader;
  private final DeclaredReader declared;
  private final NavigableMap<LocalDate, Given> dates = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();

  /** The rows of a date with the file that had them first. */
  private record Given(String file, RowsByDate form, Set<String> rows) {}

  DatedRowsImport(Dataset dataset, Archive archive, Path scratch, SavedFileReader reader) {
    this.dataset = dataset;
    this.archive = archive;
    this.scratch = scratch;
    this.reader = reader;
    this.declared = new DeclaredReader(dataset, Dictionary.load());
  }

  @Override
  public SavedFiles.Wanted wanted() {
    return new SavedFiles.Wanted("a CSV", Set.of(".csv"), Set.of());
  }

  @Override
  public void read(SavedFile file, Refusals refusals) throws IOException {
    try {
      byte[] bytes = reader.read(file);
      Optional<RowsByDate> split = RowsByDate.split(dataset, file.name(), bytes);
      if (split.isEmpty() || split.get().rows().isEmpty()) {
        refusals.add(
            file.name(),
            "%s: expected %s with a header that names a date, and rows, found %s"
                .formatted(file.name(), dataset.id(), split.isEmpty() ? "none" : "no row"));
        return;
      }
      RowsByDate rows = split.get();
      // A file that was cut in its last row is refused, before that row is filed as whole.
      declared.read(source(rows.rows().lastKey(), file.name()), bytes);
      for (BadRow row : rows.badRows()) {
        refusals.add(
            file.name(),
            "%s line %d: %s: %s".formatted(file.name(), row.line(), row.reason(), row.raw()));
      }
      rows.rows().forEach((date, lines) -> take(file.name(), rows, date, lines, refusals));
      if (rows.rows().size() > 1) {
        notes.add(
            "%s has rows of %d dates, %s to %s: each is filed under its own"
                .formatted(
                    file.name(),
                    rows.rows().size(),
                    rows.rows().firstKey(),
                    rows.rows().lastKey()));
      }
    } catch (UnreadableFileException e) {
      refusals.add(file.name(), e.getMessage());
    }
  }

  private void take(
      String name, RowsByDate form, LocalDate date, List<String> lines, Refusals refusals) {
    Given given = dates.computeIfAbsent(date, day -> new Given(name, form, new LinkedHashSet<>()));
    if (Arrays.equals(given.form().head(), form.head())) {
      given.rows().addAll(lines);
    } else {
      refusals.add(
          name,
          "%s: expected the header of %s for the rows of %s, found another one: import it by itself"
              .formatted(name, given.file(), date));
    }
  }

  @Override
  public List<ImportedDate> file(String request, boolean dryRun, Refusals refusals)
      throws IOException {
    List<ImportedDate> filed = new ArrayList<>();
    for (Map.Entry<LocalDate, Given> given : dates.entrySet()) {
      try {
        filed.add(file(given.getKey(), given.getValue(), request, dryRun));
      } catch (UnreadableFileException e) {
        refusals.add(given.getValue().file(), e.getMessage());
      }
    }
    return filed;
  }

  private ImportedDate file(LocalDate date, Given given, String request, boolean dryRun)
      throws IOException, UnreadableFileException {
    Optional<Receipt> newest = archive.newest(dataset.id(), date);
    Set<String> all = archived(newest, given);
    int before = all.size();
    all.addAll(given.rows());
    int fresh = all.size() - before;
    byte[] bytes = given.form().file(all);
    declared.read(source(date, given.file()), bytes);
    @Nullable Integer version = newest.map(Receipt::version).orElse(null);
    boolean added = false;
    if (!dryRun && fresh > 0) {
      String name = dataset.fileName(date);
      try (ScratchFolder folder = ScratchFolder.in(scratch)) {
        Path file = Files.write(folder.path().resolve(name), bytes);
        Archive.Added now =
            archive.add(dataset.id(), date, Map.of(name, file), Origin.REPLAY, request);
        version = now.receipt().version();
        added = now.added();
      }
    }
    return new ImportedDate(
        date, version, added, fresh, 0, given.rows().size() - fresh, all.size());
  }

  /** The rows of the newest version, of the same header; it may have those of other dates. */
  private Set<String> archived(Optional<Receipt> newest, Given given)
      throws IOException, UnreadableFileException {
    Set<String> rows = new LinkedHashSet<>();
    if (newest.isPresent()) {
      LocalDate date = newest.get().date();
      for (ArchivedFile file : newest.get().files()) {
        try (InputStream in = archive.open(newest.get(), file)) {
          Optional<RowsByDate> split = RowsByDate.split(dataset, file.name(), in.readAllBytes());
          if (split.isEmpty() || !Arrays.equals(split.get().head(), given.form().head())) {
            throw new UnreadableFileException(
                UnreadableFileException.Kind.WRONG_COLUMNS,
                source(date, given.file()),
                "expected the header of version %d of the archive, found another one: nothing was filed"
                    .formatted(newest.get().version()));
          }
          rows.addAll(split.get().rows().getOrDefault(date, List.of()));
        }
      }
    }
    return rows;
  }

  private SourceFile source(LocalDate date, String name) {
    return new SourceFile(dataset.id(), date, name);
  }

  @Override
  public List<String> notes() {
    return notes;
  }
}

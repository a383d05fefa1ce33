package io.tapehouse.orchestrator.source;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.extractors.BadRow;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.hkex.CorporateAction;
import io.tapehouse.extractors.hkex.CorporateActionFile;
import io.tapehouse.extractors.hkex.CorporateActionsReader;
import io.tapehouse.extractors.hkex.SavedFile;
import io.tapehouse.extractors.hkex.SavedFileReader;
import io.tapehouse.extractors.hkex.SavedFiles;
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
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Rows of {@code hkex.corporate_actions}, filed by year. A year's file has the rows of the newest
 * version and those that are given; of a stock and day the one that is given.
 */
final class CorporateActionImport implements ArchiveImport.Import {

  private final Dataset dataset;
  private final Archive archive;
  private final Path scratch;
  private final SavedFileReader reader;
  private final NavigableMap<LocalDate, NavigableMap<String, CorporateAction>> years =
      new TreeMap<>();
  private final List<String> notes = new ArrayList<>();

  CorporateActionImport(Dataset dataset, Archive archive, Path scratch, SavedFileReader reader) {
    this.dataset = dataset;
    this.archive = archive;
    this.scratch = scratch;
    this.reader = reader;
  }

  @Override
  public SavedFiles.Wanted wanted() {
    return new SavedFiles.Wanted("a CSV", Set.of(".csv"), Set.of());
  }

  @Override
  public void read(SavedFile file, Refusals refusals) throws IOException {
    try {
      CorporateActionFile read = CorporateActionsReader.readAny(file.name(), reader.read(file));
      for (BadRow row : read.badRows()) {
        refusals.add(
            file.name(), "%s line %d: %s".formatted(file.name(), row.line(), row.reason()));
      }
      for (CorporateAction action : read.actions()) {
        CorporateAction before =
            years.computeIfAbsent(year(action), year -> new TreeMap<>()).put(key(action), action);
        if (before != null && !before.equals(action)) {
          notes.add(
              "%s %s: two files differ; the row of the one that was saved later is taken, %s"
                  .formatted(action.effectiveDate(), action.stockCode(), file.name()));
        }
      }
    } catch (UnreadableFileException e) {
      refusals.add(file.name(), e.getMessage());
    }
  }

  private LocalDate year(CorporateAction action) {
    return dataset.period().filedUnder(action.effectiveDate());
  }

  private static String key(CorporateAction action) {
    return action.stockCode() + " " + action.effectiveDate();
  }

  @Override
  public List<ImportedDate> file(String request, boolean dryRun, Refusals refusals)
      throws IOException {
    List<ImportedDate> dates = new ArrayList<>();
    for (Map.Entry<LocalDate, NavigableMap<String, CorporateAction>> year : years.entrySet()) {
      try {
        dates.add(file(year.getKey(), year.getValue(), request, dryRun));
      } catch (UnreadableFileException e) {
        refusals.add(
            dataset.fileName(year.getKey()),
            "the archive's own file cannot be added to: " + e.getMessage());
      }
    }
    return dates;
  }

  private ImportedDate file(
      LocalDate year, Map<String, CorporateAction> given, String request, boolean dryRun)
      throws IOException, UnreadableFileException {
    Optional<Receipt> newest = archive.newest(dataset.id(), year);
    NavigableMap<String, CorporateAction> all = archived(newest);
    int fresh = 0;
    int replaced = 0;
    int same = 0;
    for (Map.Entry<String, CorporateAction> action : given.entrySet()) {
      CorporateAction before = all.put(action.getKey(), action.getValue());
      if (before == null) {
        fresh++;
      } else if (before.equals(action.getValue())) {
        same++;
      } else {
        replaced++;
      }
    }
    @Nullable Integer version = newest.map(Receipt::version).orElse(null);
    boolean added = false;
    if (!dryRun && fresh + replaced > 0) {
      String name = dataset.fileName(year);
      try (ScratchFolder folder = ScratchFolder.in(scratch)) {
        Path file = folder.path().resolve(name);
        Files.write(file, CorporateActionFile.csv(all.values()));
        Archive.Added filed =
            archive.add(dataset.id(), year, Map.of(name, file), Origin.REPLAY, request);
        version = filed.receipt().version();
        added = filed.added();
      }
    }
    return new ImportedDate(year, version, added, fresh, replaced, same, all.size());
  }

  private NavigableMap<String, CorporateAction> archived(Optional<Receipt> newest)
      throws IOException, UnreadableFileException {
    NavigableMap<String, CorporateAction> all = new TreeMap<>();
    if (newest.isPresent()) {
      for (ArchivedFile file : newest.get().files()) {
        SourceFile source = new SourceFile(dataset.id(), newest.get().date(), file.name());
        try (InputStream in = archive.open(newest.get(), file)) {
          for (CorporateAction action :
              CorporateActionsReader.read(source, in.readAllBytes()).actions()) {
            all.put(key(action), action);
          }
        }
      }
    }
    return all;
  }

  @Override
  public List<String> notes() {
    return notes;
  }
}

package io.tapehouse.orchestrator.source;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.hkex.CcassBundle;
import io.tapehouse.extractors.hkex.CcassPage;
import io.tapehouse.extractors.hkex.CcassPageName;
import io.tapehouse.extractors.hkex.CcassPageReader;
import io.tapehouse.extractors.hkex.CcassPages;
import io.tapehouse.extractors.hkex.CcassPages.Change;
import io.tapehouse.extractors.hkex.FileKind;
import io.tapehouse.extractors.hkex.SavedFile;
import io.tapehouse.extractors.hkex.SavedFileReader;
import io.tapehouse.extractors.hkex.SavedFiles;
import io.tapehouse.orchestrator.source.ArchiveImport.Refusals;
import io.tapehouse.orchestrator.source.ImportResult.ImportedDate;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.archive.Receipt.Origin;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Pages of {@code hkex.ccass_shareholding}, which say their stock and date themselves. */
final class PageImport implements ArchiveImport.Import {

  private final Dataset dataset;
  private final CcassFiling filing;
  private final SavedFileReader reader;
  private final NavigableMap<LocalDate, NavigableMap<CcassPageName, SavedFile>> pages =
      new TreeMap<>();
  private final List<String> notes = new ArrayList<>();

  PageImport(Dataset dataset, CcassFiling filing, SavedFileReader reader) {
    this.dataset = dataset;
    this.filing = filing;
    this.reader = reader;
  }

  @Override
  public SavedFiles.Wanted wanted() {
    return new SavedFiles.Wanted(
        "a page, saved as .html or .mhtml",
        CcassBundle.ENDINGS,
        EnumSet.of(FileKind.MARKUP, FileKind.MESSAGE));
  }

  @Override
  public void read(SavedFile file, Refusals refusals) throws IOException {
    try {
      CcassPage page = CcassPageReader.readAny(file.name(), reader.read(file));
      CcassPageName name = CcassPageName.of(page);
      SavedFile before =
          pages.computeIfAbsent(page.date(), date -> new TreeMap<>()).put(name, file);
      if (before != null) {
        compare(page, before, file);
      }
    } catch (UnreadableFileException e) {
      refusals.add(file.name(), e.getMessage());
    }
  }

  private void compare(CcassPage page, SavedFile before, SavedFile file)
      throws IOException, UnreadableFileException {
    CcassPage other = CcassPageReader.readAny(before.name(), reader.read(before));
    if (!CcassPages.saySame(page, other)) {
      notes.add(
          "%s %s: %s and %s differ; the one that was saved later is taken, %s"
              .formatted(page.date(), page.stockCode(), before.name(), file.name(), file.name()));
    }
  }

  @Override
  public List<ImportedDate> file(String request, boolean dryRun, Refusals refusals)
      throws IOException {
    List<ImportedDate> dates = new ArrayList<>();
    for (Map.Entry<LocalDate, NavigableMap<CcassPageName, SavedFile>> day : pages.entrySet()) {
      try {
        CcassFiling.Filed filed =
            filing.file(
                dataset.id(),
                day.getKey(),
                day.getValue(),
                reader,
                Origin.REPLAY,
                request,
                dryRun ? CcassFiling.Mode.DRY_RUN : CcassFiling.Mode.FILE);
        dates.add(
            new ImportedDate(
                day.getKey(),
                filed.receipt().map(Receipt::version).orElse(null),
                filed.added(),
                filed.count(Change.NEW),
                filed.count(Change.REPLACED),
                filed.count(Change.SAME),
                filed.pages()));
      } catch (UnreadableFileException e) {
        // It was read a moment ago: the files are being changed.
        refusals.add(day.getKey().toString(), day.getKey() + " is not filed: " + e.getMessage());
      }
    }
    return dates;
  }

  @Override
  public List<String> notes() {
    return notes;
  }
}

package io.tapehouse.orchestrator.source;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.hkex.CcassBundle;
import io.tapehouse.extractors.hkex.CcassStockList;
import io.tapehouse.extractors.hkex.CcassStockListReader;
import io.tapehouse.extractors.hkex.FileKind;
import io.tapehouse.extractors.hkex.PageText;
import io.tapehouse.extractors.hkex.SavedFile;
import io.tapehouse.extractors.hkex.SavedFileReader;
import io.tapehouse.extractors.hkex.SavedFiles;
import io.tapehouse.orchestrator.source.ArchiveImport.Refusals;
import io.tapehouse.orchestrator.source.ImportResult.ImportedDate;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.archive.Receipt.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lists of {@code hkex.ccass_stock_list}. A page has its date in the address of its form; what the
 * site sends to scripts, JSON, does not.
 */
final class StockListImport implements ArchiveImport.Import {

  private static final Pattern DATE =
      Pattern.compile("shareholdingdate=(\\d{8})", Pattern.CASE_INSENSITIVE);

  private final Dataset dataset;
  private final Archive archive;
  private final CcassStockLists lists;
  private final SavedFileReader reader;
  private final Optional<LocalDate> given;
  private final NavigableMap<LocalDate, Read> read = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();

  private record Read(SavedFile file, CcassStockList list, String ending) {}

  StockListImport(
      Dataset dataset,
      Archive archive,
      Path scratch,
      SavedFileReader reader,
      Optional<LocalDate> given) {
    this.dataset = dataset;
    this.archive = archive;
    this.lists = new CcassStockLists(dataset, archive, scratch);
    this.reader = reader;
    this.given = given;
  }

  @Override
  public SavedFiles.Wanted wanted() {
    Set<String> endings = new HashSet<>(CcassBundle.ENDINGS);
    endings.add(".json");
    return new SavedFiles.Wanted(
        "a list of stocks, as .html, .mhtml or .json",
        endings,
        EnumSet.of(FileKind.MARKUP, FileKind.MESSAGE, FileKind.JSON));
  }

  @Override
  public void read(SavedFile file, Refusals refusals) throws IOException {
    try {
      byte[] bytes = reader.read(file);
      String text = PageText.of(file.name(), bytes);
      Optional<LocalDate> date = given.isPresent() ? given : date(text);
      if (date.isEmpty()) {
        refusals.add(
            file.name(),
            file.name()
                + ": expected a list with its date, found one without:"
                + " name it with --date");
        return;
      }
      CcassStockList list =
          CcassStockListReader.read(new SourceFile(dataset.id(), date.get(), file.name()), bytes);
      String ending = text.stripLeading().startsWith("[") ? ".json" : PageText.ending(bytes);
      Read before = read.put(date.get(), new Read(file, list, ending));
      if (before != null && !before.list().stocks().equals(list.stocks())) {
        notes.add(
            "%s: %s and %s differ; the one that was saved later is taken, %s"
                .formatted(date.get(), before.file().name(), file.name(), file.name()));
      }
    } catch (UnreadableFileException e) {
      refusals.add(file.name(), e.getMessage());
    }
  }

  private static Optional<LocalDate> date(String text) {
    Matcher matcher = DATE.matcher(text);
    try {
      return matcher.find()
          ? Optional.of(LocalDate.parse(matcher.group(1), DateTimeFormatter.BASIC_ISO_DATE))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<ImportedDate> file(String request, boolean dryRun, Refusals refusals)
      throws IOException {
    List<ImportedDate> dates = new ArrayList<>();
    for (Map.Entry<LocalDate, Read> list : read.entrySet()) {
      try {
        dates.add(file(list.getKey(), list.getValue(), request, dryRun));
      } catch (UnreadableFileException e) {
        refusals.add(list.getValue().file().name(), e.getMessage());
      }
    }
    return dates;
  }

  private ImportedDate file(LocalDate date, Read read, String request, boolean dryRun)
      throws IOException, UnreadableFileException {
    Optional<Receipt> newest = archive.newest(dataset.id(), date);
    int stocks = read.list().stocks().size();
    if (dryRun) {
      return new ImportedDate(
          date, newest.map(Receipt::version).orElse(null), false, stocks, 0, 0, stocks);
    }
    Archive.Added added =
        lists.file(date, reader.read(read.file()), read.ending(), Origin.REPLAY, request);
    boolean fresh = added.added() && newest.isEmpty();
    boolean replaced = added.added() && newest.isPresent();
    return new ImportedDate(
        date,
        added.receipt().version(),
        added.added(),
        fresh ? stocks : 0,
        replaced ? stocks : 0,
        added.added() ? 0 : stocks,
        stocks);
  }

  @Override
  public List<String> notes() {
    return notes;
  }
}

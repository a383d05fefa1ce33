package io.tapehouse.orchestrator.source;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.hkex.CcassPageName;
import io.tapehouse.extractors.hkex.CcassPages;
import io.tapehouse.extractors.hkex.CcassPages.Change;
import io.tapehouse.extractors.hkex.SavedFile;
import io.tapehouse.extractors.hkex.SavedFileReader;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import io.tapehouse.store.archive.Receipt.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;

/**
 * Files pages of a day. A version is all pages of the day, so it is made of those of the newest one
 * and of those that are given. Several may file pages of one day at once: nothing of anybody is
 * lost, since who finds that somebody else filed a version meanwhile makes another one of both.
 * Safe for use by many threads, each with a reader of its own.
 */
final class CcassFiling {

  private final Archive archive;
  private final Path scratch;

  /** Files in {@code archive}; bundles are made in {@code scratch}, which is there. */
  CcassFiling(Archive archive, Path scratch) {
    this.archive = archive;
    this.scratch = scratch;
  }

  /**
   * What came of it.
   *
   * @param receipt of the newest version; empty: there is none, for nothing was filed
   * @param added whether that version is new
   * @param changes how many of the given pages are new, replace another, say the same as before
   * @param pages how many pages the day has
   */
  record Filed(Optional<Receipt> receipt, boolean added, Map<Change, Integer> changes, int pages) {

    int count(Change change) {
      return changes.getOrDefault(change, 0);
    }
  }

  /** Whether to file, or only to say what would be filed. */
  enum Mode {
    FILE,
    DRY_RUN
  }

  /** The pages of the newest version; none where nothing was filed. */
  CcassPages newest(String dataset, LocalDate date, SavedFileReader reader, Path copies)
      throws IOException {
    return pages(archive.newest(dataset, date), reader, copies);
  }

  /**
   * Files pages that were read.
   *
   * @param given what was read, of this day
   * @param request where it is from
   * @throws UnreadableFileException when a page cannot be read any more
   */
  Filed file(
      String dataset,
      LocalDate date,
      NavigableMap<CcassPageName, SavedFile> given,
      SavedFileReader reader,
      Origin origin,
      String request,
      Mode mode)
      throws IOException, UnreadableFileException {
    Optional<Receipt> base = archive.newest(dataset, date);
    try (ScratchFolder folder = ScratchFolder.in(scratch)) {
      CcassPages pages = pages(base, reader, folder.path());
      Map<Change, Integer> changes = new EnumMap<>(Change.class);
      for (Map.Entry<CcassPageName, SavedFile> page : given.entrySet()) {
        Change change = pages.change(page.getKey(), page.getValue());
        changes.merge(change, 1, Integer::sum);
        if (change != Change.SAME) {
          pages.put(page.getKey(), page.getValue());
        }
      }
      int count = pages.names().size();
      boolean changed = changes.keySet().stream().anyMatch(change -> change != Change.SAME);
      if (!changed || mode == Mode.DRY_RUN) {
        return new Filed(base, false, changes, count);
      }
      Set<Integer> ours = new HashSet<>();
      while (true) {
        Receipt receipt =
            archive.add(dataset, date, pages.write(folder.fresh()), origin, request).receipt();
        ours.add(receipt.version());
        Optional<Receipt> other =
            archive.versions(dataset, date).stream()
                .filter(each -> !ours.contains(each.version()))
                .reduce((older, newer) -> newer);
        if (version(other) <= version(base)) {
          return new Filed(Optional.of(receipt), true, changes, pages.names().size());
        }
        base = other;
        pages = pages(base, reader, folder.path());
        pages.putAll(given);
      }
    }
  }

  private static int version(Optional<Receipt> receipt) {
    return receipt.map(Receipt::version).orElse(0);
  }

  private CcassPages pages(Optional<Receipt> receipt, SavedFileReader reader, Path copies)
      throws IOException {
    CcassPages pages = new CcassPages(reader);
    if (receipt.isPresent()) {
      for (ArchivedFile file : receipt.get().files()) {
        pages.addArchived(
            archive.store().localCopy(Archive.key(receipt.get(), file), copies),
            new SourceFile(receipt.get().dataset(), receipt.get().date(), file.name()));
      }
    }
    return pages;
  }
}

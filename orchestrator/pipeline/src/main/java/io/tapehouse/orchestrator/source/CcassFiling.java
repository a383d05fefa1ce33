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
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Files pages of a day. A version is all pages of the day, so it is made of those of the newest one
 * and of those that are given. Several may file pages of one day at once: nothing of anybody is
 * lost, since a process that finds a newer version of another one makes a version of both. Safe for
 * use by many threads, each with a reader of its own.
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
   * Files pages that were read: nothing, where they change nothing.
   *
   * @param given what was read, of this day; what is unchanged is left out
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
      NavigableMap<CcassPageName, SavedFile> changed = new TreeMap<>();
      for (Map.Entry<CcassPageName, SavedFile> page : given.entrySet()) {
        Change change = pages.change(page.getKey(), page.getValue());
        changes.merge(change, 1, Integer::sum);
        if (change != Change.SAME) {
          changed.put(page.getKey(), page.getValue());
        }
      }
      changed.forEach(pages::put);
      int count = pages.names().size();
      if (changed.isEmpty() || mode == Mode.DRY_RUN) {
        return new Filed(base, false, changes, count);
      }
      Merge merge = new Merge(base, changed, reader, folder);
      Receipt receipt = add(dataset, date, merge, origin, request);
      return new Filed(Optional.of(receipt), true, changes, count);
    }
  }

  /** Where pages come together. */
  private record Merge(
      Optional<Receipt> base,
      NavigableMap<CcassPageName, SavedFile> changed,
      SavedFileReader reader,
      ScratchFolder folder) {}

  /**
   * Adds a version of the base's pages and the changed ones. A process that does the same at this
   * time does not know of these pages, so who sees versions of others besides the base makes one
   * that has what they changed: the last of all sees all.
   */
  private Receipt add(String dataset, LocalDate date, Merge merge, Origin origin, String request)
      throws IOException, UnreadableFileException {
    Set<Integer> ours = new HashSet<>();
    Set<Integer> merged = new HashSet<>();
    int base = merge.base().map(Receipt::version).orElse(0);
    while (true) {
      CcassPages pages = pages(merge.base(), merge.reader(), merge.folder().path());
      CcassPages before = pages(merge.base(), merge.reader(), merge.folder().path());
      for (Receipt other : others(dataset, date, base, ours)) {
        merged.add(other.version());
        pages.putAll(pages(Optional.of(other), merge.reader(), merge.folder().path()), before);
      }
      merge.changed().forEach(pages::put);
      Archive.Added added =
          archive.add(dataset, date, pages.write(merge.folder().fresh()), origin, request);
      if (added.added()) {
        ours.add(added.receipt().version());
      }
      if (others(dataset, date, base, ours).stream()
          .allMatch(other -> merged.contains(other.version()))) {
        return added.receipt();
      }
    }
  }

  private List<Receipt> others(String dataset, LocalDate date, int base, Set<Integer> ours)
      throws IOException {
    return archive.versions(dataset, date).stream()
        .filter(each -> each.version() > base && !ours.contains(each.version()))
        .toList();
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

package io.tapehouse.orchestrator.source;

import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.hkex.CcassBundleWriter;
import io.tapehouse.extractors.hkex.CcassPageName;
import io.tapehouse.extractors.hkex.SavedFile;
import io.tapehouse.extractors.hkex.SavedFileReader;
import io.tapehouse.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pages of a day that is being fetched, beside the archive's versions, {@code
 * _fetching/<dataset>/<date>/}: who goes on after a crash, on this node or on another, asks for
 * none of them again. They are written by twenties, a minute's work. Not safe for use by many
 * threads.
 */
final class CcassParts {

  private static final Logger LOG = LoggerFactory.getLogger(CcassParts.class);

  private static final int MOST_PAGES = 20;

  private final ObjectStore store;
  private final String prefix;
  private final ScratchFolder folder;
  private final NavigableMap<CcassPageName, byte[]> unwritten = new TreeMap<>();

  CcassParts(ObjectStore store, String dataset, LocalDate date, ScratchFolder folder) {
    this.store = store;
    this.prefix = "_fetching/" + dataset + "/" + date + "/";
    this.folder = folder;
  }

  /** The pages that were written, where they lie. */
  NavigableMap<CcassPageName, SavedFile> written(SavedFileReader reader) throws IOException {
    NavigableMap<CcassPageName, SavedFile> pages = new TreeMap<>();
    for (ObjectStore.ObjectInfo part : store.list(prefix)) {
      Path file = store.localCopy(part.key(), folder.fresh());
      try {
        for (SavedFile entry : reader.entries(file, part.key())) {
          Optional<CcassPageName> name = CcassPageName.parse(String.valueOf(entry.entry()));
          name.ifPresent(page -> pages.put(page, entry));
        }
      } catch (UnreadableFileException e) {
        LOG.warn("left out, its pages are asked for again: {}", e.getMessage());
      }
    }
    return pages;
  }

  void keep(CcassPageName name, byte[] page) throws IOException {
    unwritten.put(name, page);
    if (unwritten.size() >= MOST_PAGES) {
      write();
    }
  }

  /** Writes what is kept in memory. */
  void write() throws IOException {
    if (unwritten.isEmpty()) {
      return;
    }
    CcassBundleWriter writer = new CcassBundleWriter(folder.fresh());
    try (writer) {
      for (Map.Entry<CcassPageName, byte[]> page : unwritten.entrySet()) {
        writer.add(page.getKey(), page.getValue());
      }
    }
    // A name of its own: a node that was believed dead may write too.
    String key = prefix + unwritten.firstKey().stockCode() + "-" + UUID.randomUUID() + ".zip";
    store.putIfAbsent(key, writer.files().firstEntry().getValue());
    unwritten.clear();
  }

  /** Removes all: the pages are in a version. */
  void remove() throws IOException {
    for (ObjectStore.ObjectInfo part : store.list(prefix)) {
      store.delete(part.key());
    }
  }
}

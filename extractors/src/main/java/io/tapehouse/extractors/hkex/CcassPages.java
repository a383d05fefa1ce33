package io.tapehouse.extractors.hkex;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The pages of a day, each where it lies: their bytes are read when they are wanted. Not safe for
 * use by many threads.
 */
public final class CcassPages {

  private final SavedFileReader reader;
  private final NavigableMap<CcassPageName, SavedFile> pages = new TreeMap<>();
  private final List<String> refused = new ArrayList<>();

  /** No pages yet. */
  public CcassPages(SavedFileReader reader) {
    this.reader = reader;
  }

  /** What a page changes. */
  public enum Change {
    /** There is none of the stock in the language yet. */
    NEW,
    /** One is archived with different content. */
    REPLACED,
    /** One is archived with the same content, whatever its markup. */
    SAME
  }

  /**
   * Adds the pages of a file of the archive: a bundle, or a page by itself, which is read to know
   * which it is. What is no page of the day is {@link #refused}.
   *
   * @param path where it lies
   * @param file which it is
   */
  public void addArchived(Path path, SourceFile file) throws IOException {
    if (!CcassBundle.isZip(path)) {
      addRead(file, new SavedFile(path, null, file.name(), Instant.EPOCH));
      return;
    }
    try {
      for (SavedFile entry : reader.entries(path, file.name())) {
        Optional<CcassPageName> name = CcassPageName.parse(String.valueOf(entry.entry()));
        if (name.isPresent()) {
          pages.put(name.get(), entry);
        } else {
          addRead(file, entry);
        }
      }
    } catch (UnreadableFileException e) {
      refused.add(String.valueOf(e.getMessage()));
    }
  }

  private void addRead(SourceFile file, SavedFile saved) throws IOException {
    try {
      SourceFile page = new SourceFile(file.dataset(), file.date(), saved.name());
      pages.put(CcassPageName.of(CcassPageReader.read(page, reader.read(saved))), saved);
    } catch (UnreadableFileException e) {
      refused.add(String.valueOf(e.getMessage()));
    }
  }

  /** Files of the archive that are no such pages, with the words on each. */
  public List<String> refused() {
    return List.copyOf(refused);
  }

  /** Puts a page into its place, whatever is there. */
  public void put(CcassPageName name, SavedFile page) {
    pages.put(name, page);
  }

  /**
   * Puts those of {@code others} into their places that {@code before} lacks or has otherwise.
   *
   * @throws UnreadableFileException when a page cannot be read
   */
  public void putAll(CcassPages others, CcassPages before)
      throws IOException, UnreadableFileException {
    for (Map.Entry<CcassPageName, SavedFile> page : others.pages.entrySet()) {
      SavedFile old = before.pages.get(page.getKey());
      if (old == null || !Arrays.equals(reader.read(old), reader.read(page.getValue()))) {
        pages.put(page.getKey(), page.getValue());
      }
    }
  }

  /** What there is, in order. */
  public NavigableSet<CcassPageName> names() {
    return Collections.unmodifiableNavigableSet(pages.navigableKeySet());
  }

  /**
   * What a page would change.
   *
   * @throws UnreadableFileException when the page cannot be read
   */
  public Change change(CcassPageName name, SavedFile page)
      throws IOException, UnreadableFileException {
    SavedFile there = pages.get(name);
    if (there == null) {
      return Change.NEW;
    }
    return saySame(there, page) ? Change.SAME : Change.REPLACED;
  }

  /**
   * Whether two pages of a stock say the same: the bytes of a browser are not those of the server,
   * and the site repeats a day when it is asked for the one after.
   */
  private boolean saySame(SavedFile there, SavedFile page)
      throws IOException, UnreadableFileException {
    byte[] bytes = reader.read(page);
    byte[] before;
    CcassPage old;
    try {
      before = reader.read(there);
      if (Arrays.equals(before, bytes)) {
        return true;
      }
      old = CcassPageReader.readAny(there.name(), before);
    } catch (UnreadableFileException e) {
      // An archived page that cannot be read is replaced.
      return false;
    }
    return said(old).equals(said(CcassPageReader.readAny(page.name(), bytes)));
  }

  /** Whether two pages say the same. */
  public static boolean saySame(CcassPage one, CcassPage other) {
    return said(one).equals(said(other));
  }

  private static CcassPage said(CcassPage page) {
    return new CcassPage(
        page.stockCode(),
        page.stockName(),
        page.date(),
        null,
        page.language(),
        page.issuedShares(),
        page.intermediaries(),
        page.consenting(),
        page.nonConsenting(),
        page.total(),
        page.holdings());
  }

  /**
   * Writes all pages into bundles.
   *
   * @param folder where they go; it is there
   * @return the bundles by their names
   * @throws UnreadableFileException when a page cannot be read any more
   */
  public NavigableMap<String, Path> write(Path folder) throws IOException, UnreadableFileException {
    CcassBundleWriter writer = new CcassBundleWriter(folder);
    try (writer) {
      for (Map.Entry<CcassPageName, SavedFile> page : pages.entrySet()) {
        writer.add(page.getKey(), reader.read(page.getValue()));
      }
    }
    return writer.files();
  }
}

package io.tapehouse.extractors.hkex;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the pages of a day into bundles of a hundred, {@code pages-0001.zip} and so on. The same
 * pages give the same bytes: the entries bear no time of their own. A page at a time is in memory.
 * Not safe for use by many threads.
 */
public final class CcassBundleWriter implements AutoCloseable {

  /** Most pages of a bundle. */
  public static final int MOST_PAGES = 100;

  /** Any will do that zips can hold without the time zone of this machine. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

  private final Path folder;
  private final NavigableMap<String, Path> files = new TreeMap<>();
  private @Nullable CcassPageName last;
  private @Nullable ZipOutputStream zip;
  private int pages;

  /** Writes into {@code folder}, which is there; files of the same names are replaced. */
  public CcassBundleWriter(Path folder) {
    this.folder = folder;
  }

  /**
   * Adds a page.
   *
   * @param bytes as they came: the publisher's, or a browser's file
   * @throws IllegalArgumentException when the page before it does not come before it
   */
  public void add(CcassPageName page, byte[] bytes) throws IOException {
    if (last != null && last.compareTo(page) >= 0) {
      throw new IllegalArgumentException(
          "expected a page that comes after %s, found %s".formatted(last, page));
    }
    last = page;
    ZipOutputStream out = zip();
    ZipEntry entry = new ZipEntry(page.entry(bytes));
    entry.setTimeLocal(NO_TIME);
    out.putNextEntry(entry);
    out.write(bytes);
    out.closeEntry();
    pages++;
    if (pages % MOST_PAGES == 0) {
      closeBundle();
    }
  }

  /** How many pages were added. */
  public int pages() {
    return pages;
  }

  /** The bundles by their names; they are whole once this is closed. */
  public NavigableMap<String, Path> files() {
    return Collections.unmodifiableNavigableMap(files);
  }

  /** Ends the last bundle. */
  @Override
  public void close() throws IOException {
    closeBundle();
  }

  private ZipOutputStream zip() throws IOException {
    if (zip == null) {
      String name = String.format(Locale.ROOT, "pages-%04d.zip", files.size() + 1);
      Path file = folder.resolve(name);
      OutputStream out = Files.newOutputStream(file);
      files.put(name, file);
      zip = new ZipOutputStream(out);
    }
    return zip;
  }

  private void closeBundle() throws IOException {
    ZipOutputStream open = zip;
    if (open != null) {
      zip = null;
      open.close();
    }
  }
}

package io.tapehouse.extractors.hkex;

import io.tapehouse.extractors.UnreadableFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads files that lie by themselves or in zips, a few of which it keeps open. Not safe for use by
 * many threads.
 */
public final class SavedFileReader implements AutoCloseable {

  private static final int MOST_OPEN = 16;

  /** The one that was used last comes last. */
  private final Map<Path, ZipFile> open = new LinkedHashMap<>(MOST_OPEN, 0.75f, true);

  /**
   * The bytes of a file.
   *
   * @throws UnreadableFileException when it is larger than {@link CcassBundle#MOST_BYTES}, or its
   *     zip is damaged
   */
  public byte[] read(SavedFile file) throws IOException, UnreadableFileException {
    try {
      String name = file.entry();
      if (name == null) {
        return CcassBundle.loose(file.file());
      }
      ZipFile zip = zip(file.file());
      ZipEntry entry = zip.getEntry(name);
      if (entry == null) {
        throw PageRefusal.damaged("expected it in the zip, found it gone");
      }
      return CcassBundle.read(zip, entry);
    } catch (PageRefusal e) {
      throw e.of(file.name());
    }
  }

  /**
   * All entries of a zip but its folders, in its order.
   *
   * @param name what messages call the zip
   * @throws UnreadableFileException when it is none, or damaged
   */
  public List<SavedFile> entries(Path path, String name)
      throws IOException, UnreadableFileException {
    try {
      return zip(path).stream()
          .filter(entry -> !entry.isDirectory())
          .map(
              entry ->
                  new SavedFile(
                      path,
                      entry.getName(),
                      name + "!" + entry.getName(),
                      entry.getLastModifiedTime().toInstant()))
          .toList();
    } catch (PageRefusal e) {
      throw e.of(name);
    }
  }

  /**
   * The first bytes of an entry of a zip.
   *
   * @throws UnreadableFileException when its zip is damaged
   */
  byte[] head(SavedFile file) throws IOException, UnreadableFileException {
    try {
      ZipFile zip = zip(file.file());
      ZipEntry entry = zip.getEntry(String.valueOf(file.entry()));
      return entry == null ? new byte[0] : CcassBundle.head(zip, entry);
    } catch (PageRefusal e) {
      throw e.of(file.name());
    }
  }

  private ZipFile zip(Path path) throws IOException, PageRefusal {
    ZipFile zip = open.get(path);
    if (zip != null) {
      return zip;
    }
    if (open.size() == MOST_OPEN) {
      Path longestUnused = open.keySet().iterator().next();
      ZipFile unused = open.remove(longestUnused);
      if (unused != null) {
        unused.close();
      }
    }
    ZipFile opened = CcassBundle.open(path);
    open.put(path, opened);
    return opened;
  }

  @Override
  public void close() throws IOException {
    for (ZipFile zip : open.values()) {
      zip.close();
    }
    open.clear();
  }
}

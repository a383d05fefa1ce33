package io.tapehouse.extractors.hkex;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A file of pages: a zip with a page an entry, or a page by itself. {@link CcassBundleWriter}
 * writes such zips; those of others are read as well. A page at a time is in memory, and none
 * larger than {@link #MOST_BYTES}. Stateless and safe for use by many threads.
 */
public final class CcassBundle {

  /** Forty times the largest page that was seen; more is a bomb or no page. */
  public static final int MOST_BYTES = 16 << 20;

  /** How names of saved pages end, in small letters. */
  public static final Set<String> ENDINGS = Set.of(".html", ".htm", ".xhtml", ".mhtml", ".mht");

  private CcassBundle() {}

  /** Is given the pages of a file, one after the other. */
  @FunctionalInterface
  public interface Visitor {

    /**
     * A page.
     *
     * @param page which; its name is that of the file, with the entry of a zip after {@code !}
     * @param bytes as they lie there
     */
    void page(SourceFile page, byte[] bytes)
        throws IOException, UnreadableFileException, InterruptedException;
  }

  /**
   * Gives all pages of a file to {@code visitor}, in the order of the zip. Folders in it, and
   * entries whose names end otherwise than those of saved pages, are left out.
   *
   * @param path a zip or a page; the first bytes say which
   * @param file what messages call it
   * @throws UnreadableFileException of the kind {@code DAMAGED} when the zip is, or an entry of it;
   *     the pages before it were given. And whatever the visitor throws
   */
  public static void forEachPage(Path path, SourceFile file, Visitor visitor)
      throws IOException, UnreadableFileException, InterruptedException {
    if (!isZip(path)) {
      visitor.page(file, loose(path, file));
      return;
    }
    try (ZipFile zip = open(path, file)) {
      for (ZipEntry entry : entries(zip)) {
        SourceFile page = file.entry(entry.getName());
        visitor.page(page, read(zip, entry, page));
      }
    }
  }

  private static byte[] loose(Path path, SourceFile file)
      throws IOException, UnreadableFileException {
    try {
      return loose(path);
    } catch (PageRefusal e) {
      throw e.of(file);
    }
  }

  private static ZipFile open(Path path, SourceFile file)
      throws IOException, UnreadableFileException {
    try {
      return open(path);
    } catch (PageRefusal e) {
      throw e.of(file);
    }
  }

  private static byte[] read(ZipFile zip, ZipEntry entry, SourceFile file)
      throws IOException, UnreadableFileException {
    try {
      return read(zip, entry);
    } catch (PageRefusal e) {
      throw e.of(file);
    }
  }

  /** Whether a file begins like a zip. */
  public static boolean isZip(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] head = in.readNBytes(2);
      return head.length == 2 && head[0] == 'P' && head[1] == 'K';
    }
  }

  /**
   * Opens a zip; the caller closes it.
   *
   * @throws PageRefusal when it is none, or cut
   */
  static ZipFile open(Path path) throws IOException, PageRefusal {
    try {
      return new ZipFile(path.toFile());
    } catch (ZipException | EOFException e) {
      return openAnyNames(path, e);
    }
  }

  /** Windows of Hong Kong writes names in Big5 without saying so; Latin-1 takes any byte. */
  private static ZipFile openAnyNames(Path path, IOException complaint)
      throws IOException, PageRefusal {
    try {
      return new ZipFile(path.toFile(), StandardCharsets.ISO_8859_1);
    } catch (ZipException | EOFException e) {
      throw PageRefusal.damaged(
          "expected a whole zip, found one of %d bytes that is cut or damaged (%s)"
              .formatted(Files.size(path), complaint.getMessage()));
    }
  }

  /** The entries that may be pages, in the order of the zip. */
  private static List<? extends ZipEntry> entries(ZipFile zip) {
    return zip.stream().filter(entry -> !entry.isDirectory() && isPage(entry.getName())).toList();
  }

  private static boolean isPage(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    // Archivers of macOS add files under the names of others.
    return ENDINGS.stream().anyMatch(lower::endsWith) && !lower.startsWith("__macosx/");
  }

  /**
   * The bytes of an entry: {@link ZipFile} itself compares neither checksum nor length.
   *
   * @throws PageRefusal when they differ from what the zip declares, or are too many
   */
  static byte[] read(ZipFile zip, ZipEntry entry) throws IOException, PageRefusal {
    byte[] bytes = read(zip, entry, MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw tooLarge();
    }
    if (entry.getSize() != bytes.length) {
      throw PageRefusal.damaged(
          "expected %d bytes, found %d".formatted(entry.getSize(), bytes.length));
    }
    CRC32 crc = new CRC32();
    crc.update(bytes);
    if (entry.getCrc() != crc.getValue()) {
      throw PageRefusal.damaged(
          "expected checksum %08x, found %08x".formatted(entry.getCrc(), crc.getValue()));
    }
    return bytes;
  }

  /** The first bytes of an entry, which are not held against its checksum. */
  static byte[] head(ZipFile zip, ZipEntry entry) throws IOException, PageRefusal {
    return read(zip, entry, FileKind.HEAD);
  }

  private static byte[] read(ZipFile zip, ZipEntry entry, int most)
      throws IOException, PageRefusal {
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readNBytes(most);
    } catch (ZipException | EOFException e) {
      throw PageRefusal.damaged(
          "expected a whole entry of the zip, found a damaged one (%s)".formatted(e.getMessage()));
    }
  }

  /** The bytes of a file by itself. */
  static byte[] loose(Path path) throws IOException, PageRefusal {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw tooLarge();
      }
      return bytes;
    }
  }

  private static PageRefusal tooLarge() {
    return PageRefusal.damaged(
        "expected a page of at most %d bytes, found more".formatted(MOST_BYTES));
  }
}

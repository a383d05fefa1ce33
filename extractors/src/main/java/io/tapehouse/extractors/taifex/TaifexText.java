package io.tapehouse.extractors.taifex;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The one text of a file of TAIFEX: the CSV or {@code .rpt} in its zip, or such a file that a user
 * unzipped. A reader takes {@link #content()} to its end and then calls {@link #verify()}: {@link
 * ZipFile} itself compares neither checksum nor length of what it inflates. Not safe for use by
 * many threads.
 */
final class TaifexText implements Closeable {

  private static final int HEAD = 4096;
  private static final Pattern HTML_WORDS =
      Pattern.compile("(?is)<title>\\s*(.*?)\\s*</title>|alert\\(\\s*[\"'](.*?)[\"']");

  /** What Windows leaves in folders; what macOS leaves begins with a dot. */
  private static final Set<String> LEFT_BY_WINDOWS = Set.of("thumbs.db", "desktop.ini");

  private final SourceFile file;
  private final Closeable opened;
  private final @Nullable ZipEntry entry;
  private final CRC32 crc = new CRC32();
  private final CheckedInputStream content;
  private long bytes;

  private TaifexText(
      SourceFile file, Closeable opened, @Nullable ZipEntry entry, InputStream content) {
    this.file = file;
    this.opened = opened;
    this.entry = entry;
    this.content = new CheckedInputStream(content, crc);
  }

  /**
   * Opens a zip and finds its text, or a text that lies there by itself. A zip is recognised by its
   * first bytes; a file that is named {@code .zip} must be one.
   *
   * @throws UnreadableFileException when the file is neither a whole zip with one text in it nor a
   *     text
   */
  static TaifexText open(SourceFile file, Path path) throws IOException, UnreadableFileException {
    byte[] head = head(path);
    return isZip(head) || isNamedZip(file.name())
        ? openZip(file, path, head)
        : openText(file, path, head);
  }

  /**
   * The text of a file that comes as a stream. Of a zip it is the first one; whether it is the only
   * one, and whole, is for {@link #open} to check.
   *
   * @param in is read, not closed
   * @throws UnreadableFileException when there is no text in it
   */
  static InputStream stream(SourceFile file, InputStream in)
      throws IOException, UnreadableFileException {
    PushbackInputStream begin = new PushbackInputStream(in, 2);
    byte[] head = begin.readNBytes(2);
    begin.unread(head);
    if (!isZip(head)) {
      if (head.length == 0 || isNamedZip(file.name())) {
        throw damaged(
            file, "expected a zip, found " + (head.length == 0 ? "an empty file" : "none"));
      }
      return begin;
    }
    // Any name can be read so, and those that count are ASCII.
    ZipInputStream zip = new ZipInputStream(begin, StandardCharsets.ISO_8859_1);
    ZipEntry entry = zip.getNextEntry();
    while (entry != null && !isCandidate(entry)) {
      entry = zip.getNextEntry();
    }
    if (entry == null) {
      throw damaged(file, "expected one CSV in the zip, found []");
    }
    return zip;
  }

  /** The text as a file of its own, for messages. */
  SourceFile file() {
    return file;
  }

  /** The text, as published. */
  InputStream content() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = content.read(buffer, offset, length);
        bytes += Math.max(n, 0);
        return n;
      }
    };
  }

  /**
   * Compares what was read with what the zip declares; a text by itself declares nothing.
   *
   * @throws UnreadableFileException when length or checksum differ
   */
  void verify() throws UnreadableFileException {
    if (entry == null) {
      return;
    }
    if (entry.getSize() != bytes) {
      throw damaged(file, "expected %d bytes, found %d".formatted(entry.getSize(), bytes));
    }
    if (entry.getCrc() != crc.getValue()) {
      throw damaged(
          file, "expected checksum %08x, found %08x".formatted(entry.getCrc(), crc.getValue()));
    }
  }

  /**
   * What to say about the text when a reader gave it up at {@code complaint}: a column that is
   * missing may be damage of the bytes and no change by the publisher.
   */
  UnreadableFileException because(UnreadableFileException complaint) throws IOException {
    try {
      content().transferTo(OutputStream.nullOutputStream());
      verify();
      return complaint;
    } catch (ZipException | EOFException e) {
      return damaged(file, "expected a whole zip, found " + e.getMessage());
    } catch (UnreadableFileException damage) {
      return damage;
    }
  }

  /** Bytes of text read so far. */
  long bytesRead() {
    return bytes;
  }

  @Override
  public void close() throws IOException {
    opened.close();
  }

  private static TaifexText openText(SourceFile file, Path path, byte[] head)
      throws IOException, UnreadableFileException {
    if (head.length == 0) {
      throw damaged(file, "expected a zip or its CSV, found an empty file");
    }
    String text = Encodings.text(head);
    if (isPage(text)) {
      throw damaged(file, "expected a zip or its CSV, found " + page(text));
    }
    InputStream in = Files.newInputStream(path);
    return new TaifexText(file, in, null, in);
  }

  private static TaifexText openZip(SourceFile file, Path path, byte[] head)
      throws IOException, UnreadableFileException {
    if (head.length == 0) {
      throw damaged(file, "expected a zip, found an empty file");
    }
    ZipFile zip;
    try {
      zip = zipFile(path);
    } catch (ZipException | EOFException e) {
      throw damaged(file, "expected a whole zip, found " + lookAt(path, head, e));
    }
    try {
      List<? extends ZipEntry> entries = zip.stream().filter(TaifexText::isCandidate).toList();
      if (entries.size() != 1) {
        throw damaged(
            file,
            "expected one CSV in the zip, found "
                + entries.stream().map(ZipEntry::getName).toList());
      }
      ZipEntry entry = entries.get(0);
      return new TaifexText(file.entry(entry.getName()), zip, entry, zip.getInputStream(entry));
    } catch (ZipException e) {
      zip.close();
      throw damaged(file, "expected a zip that can be read, found " + e.getMessage());
    } catch (IOException | UnreadableFileException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  /** Names are in UTF-8, on a Chinese Windows in its code page, and elsewhere in others. */
  private static ZipFile zipFile(Path path) throws IOException {
    ZipException first = null;
    for (Charset names :
        List.of(StandardCharsets.UTF_8, Encodings.PUBLISHED, StandardCharsets.ISO_8859_1)) {
      try {
        return new ZipFile(path.toFile(), names);
      } catch (ZipException e) {
        first = first == null ? e : first;
      }
    }
    throw first;
  }

  /** Whether an entry may be the text, and is nothing that a desktop put beside it. */
  private static boolean isCandidate(ZipEntry entry) {
    if (entry.isDirectory()) {
      return false;
    }
    String path = entry.getName().replace('\\', '/');
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return !name.isEmpty()
        && !path.startsWith("__MACOSX/")
        && !name.startsWith(".")
        && !LEFT_BY_WINDOWS.contains(name);
  }

  private static boolean isZip(byte[] head) {
    return head.length >= 2 && head[0] == 'P' && head[1] == 'K';
  }

  private static boolean isNamedZip(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  private static byte[] head(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(HEAD);
    }
  }

  private static UnreadableFileException damaged(SourceFile file, String complaint) {
    return new UnreadableFileException(Kind.DAMAGED, file, complaint);
  }

  private static String lookAt(Path path, byte[] head, IOException why) throws IOException {
    if (isZip(head)) {
      return "one that is cut or damaged (%s), %d bytes"
          .formatted(why.getMessage(), Files.size(path));
    }
    String text = Encodings.text(head);
    return isPage(text)
        ? page(text)
        : "something else (%d bytes) that begins with %s"
            .formatted(Files.size(path), Encodings.firstLine(text));
  }

  private static boolean isPage(String text) {
    return text.stripLeading().startsWith("<");
  }

  private static String page(String text) {
    Matcher words = HTML_WORDS.matcher(text);
    String said = words.find() ? words.group(1) != null ? words.group(1) : words.group(2) : "";
    return "an HTML page"
        + (said.isEmpty() ? "" : ": " + said)
        + " (line 1: "
        + Encodings.firstLine(text.stripLeading())
        + ")";
  }
}

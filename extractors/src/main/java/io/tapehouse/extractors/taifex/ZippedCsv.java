package io.tapehouse.extractors.taifex;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The one CSV inside a zip of TAIFEX. A reader takes {@link #content()} to its end and then calls
 * {@link #verify()}: {@link ZipFile} itself compares neither checksum nor length of what it
 * inflates. Not safe for use by many threads.
 */
public final class ZippedCsv implements AutoCloseable {

  /** The publisher's character set; Java's name of code page 950. */
  public static final Charset ENCODING = Charset.forName("MS950");

  private static final int HEAD = 4096;
  private static final Pattern HTML_WORDS =
      Pattern.compile("(?is)<title>\\s*(.*?)\\s*</title>|alert\\(\\s*[\"'](.*?)[\"']");

  private final SourceFile file;
  private final ZipFile zip;
  private final ZipEntry entry;
  private final CRC32 crc = new CRC32();
  private final CheckedInputStream content;
  private long bytes;

  private ZippedCsv(SourceFile file, ZipFile zip, ZipEntry entry) throws IOException {
    this.file = file;
    this.zip = zip;
    this.entry = entry;
    this.content = new CheckedInputStream(zip.getInputStream(entry), crc);
  }

  /**
   * Opens the zip and finds its CSV.
   *
   * @throws UnreadableFileException when the file is no whole zip with one CSV in it
   */
  public static ZippedCsv open(SourceFile file, Path path)
      throws IOException, UnreadableFileException {
    if (Files.size(path) == 0) {
      throw damaged(file, "expected a zip, found an empty file");
    }
    ZipFile zip;
    try {
      zip = new ZipFile(path.toFile());
    } catch (ZipException | EOFException e) {
      throw damaged(file, "expected a whole zip, found " + lookAt(path, e));
    }
    try {
      List<? extends ZipEntry> entries =
          zip.stream().filter(candidate -> !candidate.isDirectory()).toList();
      if (entries.size() != 1) {
        throw damaged(
            file,
            "expected one CSV in the zip, found "
                + entries.stream().map(ZipEntry::getName).toList());
      }
      return new ZippedCsv(file.entry(entries.get(0).getName()), zip, entries.get(0));
    } catch (IOException | UnreadableFileException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  /** The CSV as a file of its own, for messages. */
  public SourceFile file() {
    return file;
  }

  /** The text, as published. */
  public InputStream content() {
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
   * Compares what was read with what the zip declares.
   *
   * @throws UnreadableFileException when length or checksum differ
   */
  public void verify() throws UnreadableFileException {
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
  public long bytesRead() {
    return bytes;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private static UnreadableFileException damaged(SourceFile file, String complaint) {
    return new UnreadableFileException(Kind.DAMAGED, file, complaint);
  }

  private static String lookAt(Path path, IOException why) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(path)) {
      head = in.readNBytes(HEAD);
    }
    if (head.length >= 2 && head[0] == 'P' && head[1] == 'K') {
      return "one that is cut or damaged (%s), %d bytes"
          .formatted(why.getMessage(), Files.size(path));
    }
    String text = new String(head, java.nio.charset.StandardCharsets.UTF_8);
    if (text.stripLeading().startsWith("<")) {
      Matcher words = HTML_WORDS.matcher(text);
      String said = words.find() ? words.group(1) != null ? words.group(1) : words.group(2) : "";
      return "an HTML page" + (said.isEmpty() ? "" : ": " + said);
    }
    return "something else (%d bytes)".formatted(Files.size(path));
  }
}

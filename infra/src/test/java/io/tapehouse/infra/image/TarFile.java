package io.tapehouse.infra.image;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Reads the tar files of images: plain entries, in memory. */
final class TarFile {

  private static final int BLOCK = 512;

  /**
   * A file or, with no bytes and a name that ends in a slash, a folder.
   *
   * @param mode permissions, octal
   */
  record Entry(String mode, long owner, long group, ByteBuffer data) {

    byte[] content() {
      byte[] bytes = new byte[data.limit()];
      data.get(0, bytes);
      return bytes;
    }
  }

  private TarFile() {}

  static Map<String, Entry> gunzip(byte[] bytes) throws IOException {
    return read(new GZIPInputStream(new ByteArrayInputStream(bytes)));
  }

  static Map<String, Entry> read(InputStream stream) throws IOException {
    Map<String, Entry> entries = new TreeMap<>();
    try (DataInputStream in = new DataInputStream(stream)) {
      byte[] header = new byte[BLOCK];
      String longName = "";
      while (true) {
        in.readFully(header);
        if (header[0] == 0) {
          return entries;
        }
        char type = (char) header[156];
        if (type == 'x') {
          longName = longName(in, (int) octal(header, 124, 12));
          continue;
        }
        if (type != '0' && type != '5') {
          throw new IOException("expected a file or a folder, found the type " + type);
        }
        byte[] content = content(in, (int) octal(header, 124, 12));
        String name = longName.isEmpty() ? text(header, 0, 100) : longName;
        longName = "";
        entries.put(
            name,
            new Entry(
                Long.toOctalString(octal(header, 100, 8) & 07777),
                octal(header, 108, 8),
                octal(header, 116, 8),
                ByteBuffer.wrap(content)));
      }
    }
  }

  private static byte[] content(DataInputStream in, int size) throws IOException {
    byte[] content = new byte[size];
    in.readFully(content);
    in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    return content;
  }

  /**
   * Of a header before the header: lines of {@code length key=value}; empty if there is no path.
   */
  private static String longName(DataInputStream in, int size) throws IOException {
    return new String(content(in, size), StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .filter(line -> line.startsWith("path="))
        .map(line -> line.substring("path=".length()))
        .findFirst()
        .orElse("");
  }

  private static long octal(byte[] header, int at, int length) {
    String text = text(header, at, length).trim();
    return text.isEmpty() ? 0 : Long.parseLong(text, 8);
  }

  private static String text(byte[] header, int at, int length) {
    int end = at;
    while (end < at + length && header[end] != 0) {
      end++;
    }
    return new String(header, at, end - at, StandardCharsets.UTF_8);
  }
}

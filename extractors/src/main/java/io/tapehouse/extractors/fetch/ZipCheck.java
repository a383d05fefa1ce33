package io.tapehouse.extractors.fetch;

import io.tapehouse.extractors.fetch.AnswerVerdict.Accepted;
import io.tapehouse.extractors.fetch.AnswerVerdict.Refused;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads a zip through: it is whole when its directory is, and every entry has its size and CRC. */
final class ZipCheck {

  private static final int BUFFER = 64 << 10;

  /** The largest day of ticks known is 58 MB of text; beyond this it is no file but an attack. */
  private static final long MAX_EXPANDED = 4L << 30;

  private ZipCheck() {}

  static AnswerVerdict check(Path file, long size) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      long expanded = 0;
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        expanded += verify(zip, entry, MAX_EXPANDED - expanded);
      }
      return expanded == 0
          ? new Refused("expected a zip with a file in it, found " + zip.size() + " empty entries")
          : new Accepted(AnswerFormat.ZIP);
    } catch (ZipException | EOFException e) {
      return new Refused(
          "expected a whole zip, found " + size + " bytes that are none: " + e.getMessage());
    }
  }

  /** ZipFile itself checks neither. */
  private static long verify(ZipFile zip, ZipEntry entry, long most) throws IOException {
    CRC32 crc = new CRC32();
    long size = 0;
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        crc.update(buffer, 0, n);
        size += n;
        if (size > most) {
          throw new ZipException(entry.getName() + " expands to more than " + MAX_EXPANDED);
        }
      }
    }
    if (size != entry.getSize() || crc.getValue() != entry.getCrc()) {
      throw new ZipException(
          "%s: expected %d bytes of CRC %08x, found %d of %08x"
              .formatted(entry.getName(), entry.getSize(), entry.getCrc(), size, crc.getValue()));
    }
    return size;
  }
}

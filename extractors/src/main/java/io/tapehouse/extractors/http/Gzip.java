package io.tapehouse.extractors.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Undoes the content coding of that name, which some servers send unasked. */
final class Gzip {

  private static final int BUFFER = 64 << 10;

  private Gzip() {}

  /** The coding is broken or ends too early. */
  static final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedException(IOException cause) {
      super("expected a whole gzip stream, found " + cause.getMessage(), cause);
    }
  }

  /** Returns the bytes written; {@code to} must be an existing file. */
  static long expand(Path from, Path to, long maxBytes) throws IOException {
    long bytes = 0;
    try (InputStream raw = Files.newInputStream(from);
        InputStream in = open(raw);
        OutputStream out = Files.newOutputStream(to)) {
      byte[] buffer = new byte[BUFFER];
      for (int n = read(in, buffer); n >= 0; n = read(in, buffer)) {
        bytes += n;
        if (bytes > maxBytes) {
          throw new FileBody.TooLargeException(maxBytes, "more when decompressed");
        }
        out.write(buffer, 0, n);
      }
    }
    return bytes;
  }

  private static InputStream open(InputStream raw) throws IOException {
    try {
      return new GZIPInputStream(raw, BUFFER);
    } catch (EOFException | ZipException e) {
      throw new DamagedException(e);
    }
  }

  private static int read(InputStream in, byte[] buffer) throws IOException {
    try {
      return in.read(buffer);
    } catch (EOFException | ZipException e) {
      throw new DamagedException(e);
    }
  }
}

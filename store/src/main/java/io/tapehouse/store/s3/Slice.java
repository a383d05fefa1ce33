package io.tapehouse.store.s3;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;

/**
 * A piece of a file, which can be sent as often as attempts need it.
 *
 * @param file of which it is a piece
 * @param offset of its first byte
 * @param size in bytes
 */
record Slice(Path file, long offset, long size) implements ContentStreamProvider {

  RequestBody body() {
    return RequestBody.fromContentProvider(this, size, "application/octet-stream");
  }

  /** Base 64, as S3 takes it; S3 refuses what does not come to it. */
  String sha256() throws IOException {
    try (InputStream in = open()) {
      MessageDigest digest = Digests.sha256();
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return Base64.getEncoder().encodeToString(digest.digest());
    }
  }

  @Override
  public InputStream newStream() {
    try {
      return new BufferedInputStream(open(), 1 << 16); // may be marked, as signing needs it
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InputStream open() throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    channel.position(offset);
    return new Bounded(Channels.newInputStream(channel), size);
  }

  /** SHA-256 in the form that S3 asks for. */
  static final class Digests {
    private Digests() {}

    static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }

    static String of(byte[] bytes) {
      return Base64.getEncoder().encodeToString(sha256().digest(bytes));
    }
  }

  /** The first bytes of a stream. */
  private static final class Bounded extends FilterInputStream {
    private long left;

    Bounded(InputStream in, long size) {
      super(in);
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      if (left <= 0) {
        return -1;
      }
      int next = super.read();
      if (next >= 0) {
        left--;
      }
      return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (left <= 0) {
        return -1;
      }
      int n = super.read(buffer, offset, (int) Math.min(length, left));
      if (n > 0) {
        left -= n;
      }
      return n;
    }

    @Override
    public long skip(long n) throws IOException {
      long skipped = super.skip(Math.min(n, left));
      left -= skipped;
      return skipped;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}

package io.tapehouse.store.s3;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The bytes of an object, all of the same object: where a connection breaks, it goes on from there
 * with another, on condition that the object is still the same. For one thread.
 */
final class ResumingStream extends InputStream {

  private final S3Place place;
  private final String key;
  private final String etag;
  private final long size;
  private @Nullable ResponseInputStream<GetObjectResponse> in;
  private long position;
  private int resumed;
  private boolean closed;

  /** Opens it. */
  ResumingStream(S3Place place, String key) throws IOException {
    this.place = place;
    this.key = key;
    ResponseInputStream<GetObjectResponse> first;
    try {
      first =
          place.client().getObject(request -> request.bucket(place.bucket()).key(place.full(key)));
    } catch (SdkException e) {
      throw S3Errors.isMissing(e)
          ? S3Errors.missing(place.address(key))
          : S3Errors.failed("GetObject", place.address(key), e);
    }
    this.in = first;
    this.etag = first.response().eTag();
    this.size = first.response().contentLength();
  }

  /** Size of the object in bytes. */
  long size() {
    return size;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (closed) {
      throw new IOException(place.address(key) + " was closed");
    }
    if (length == 0) {
      return 0;
    }
    while (true) {
      InputStream stream = current();
      IOException broken;
      try {
        int n = stream.read(buffer, offset, length);
        if (n >= 0) {
          position += n;
          return n;
        }
        if (position == size) {
          return -1;
        }
        broken = new IOException("the answer ended early");
      } catch (SdkException e) {
        // Not the connection: a checksum that is wrong, an interrupt.
        throw S3Errors.failed("GetObject", place.address(key), e);
      } catch (IOException e) {
        broken = e;
      }
      if (position >= size) {
        throw broken;
      }
      abort();
      resumed++;
      if (resumed >= place.settings().attempts()) {
        throw new IOException(
            place.address(key)
                + " broke off "
                + resumed
                + " times; "
                + position
                + " of "
                + size
                + " bytes came",
            broken);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    if (in != null && position < size) {
      abort(); // else closing would read the rest
    } else if (in != null) {
      try {
        in.close();
      } catch (IOException e) {
        in.abort(); // everything was read: there is nothing to lose
      }
    }
  }

  private void abort() {
    if (in != null) {
      in.abort();
      in = null;
    }
  }

  /** The connection to read from: where the last one broke, a new one. */
  private InputStream current() throws IOException {
    if (in != null) {
      return in;
    }
    ResponseInputStream<GetObjectResponse> next;
    try {
      next =
          place
              .client()
              .getObject(
                  request ->
                      request
                          .bucket(place.bucket())
                          .key(place.full(key))
                          .range("bytes=" + position + "-")
                          .ifMatch(etag));
    } catch (SdkException e) {
      if (S3Errors.isPreconditionFailed(e) || S3Errors.isMissing(e)) {
        throw new IOException(place.address(key) + " was replaced or deleted while it was read", e);
      }
      throw S3Errors.failed("GetObject", place.address(key), e);
    }
    in = next;
    long length = next.response().contentLength();
    if (length != size - position) {
      throw new IOException(
          place.address(key)
              + " should go on from byte "
              + position
              + " with "
              + (size - position)
              + " bytes, but the answer has "
              + length);
    }
    return next;
  }
}

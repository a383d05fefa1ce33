package io.tapehouse.store.s3;

import io.tapehouse.store.Backoff;
import java.io.IOException;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Writes an object by one request, on condition that the key is free. */
final class SingleWrite {

  private final S3Place place;

  SingleWrite(S3Place place) {
    this.place = place;
  }

  /**
   * Whether it was written.
   *
   * @param sha256 of the body in base 64
   */
  boolean write(String key, RequestBody body, String sha256) throws IOException {
    WriteTicket ticket = WriteTicket.draw();
    PutObjectRequest request =
        Marks.of(place.settings())
            .on(PutObjectRequest.builder())
            .bucket(place.bucket())
            .key(place.full(key))
            .ifNoneMatch("*")
            .checksumSHA256(sha256)
            .metadata(ticket.metadata())
            .build();
    Backoff.Attempts attempts = place.conflictBackoff().start();
    while (true) {
      try {
        place.client().putObject(request, body);
        return true;
      } catch (SdkException e) {
        if (S3Errors.isPreconditionFailed(e)) {
          return ticket.isOn(place, key);
        }
        if (S3Errors.isConflict(e) && S3Errors.again(attempts)) {
          continue;
        }
        return settle(key, ticket, S3Errors.failed("PutObject", place.address(key), e), e);
      }
    }
  }

  /** After a failure: an attempt whose answer was lost may have written the object all the same. */
  private boolean settle(String key, WriteTicket ticket, IOException failure, SdkException cause)
      throws IOException {
    if (S3Errors.isInterrupt(cause)) {
      throw failure;
    }
    Function<IOException, IOException> both =
        second -> {
          failure.addSuppressed(second);
          return failure;
        };
    try {
      if (ticket.isOn(place, key)) {
        return true;
      }
    } catch (IOException e) {
      throw both.apply(e);
    }
    throw failure;
  }
}

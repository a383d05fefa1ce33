package io.tapehouse.store.s3;

import io.tapehouse.store.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Where objects lie and how they are written: what reader and writers share.
 *
 * @param client of S3; not closed here
 * @param location below which the keys are
 * @param settings of what is written
 */
record S3Place(S3Client client, S3Location location, S3Settings settings) {

  /**
   * The answer to a HEAD.
   *
   * @param size in bytes
   * @param metadata the object's own, without {@code x-amz-meta-}
   */
  record Found(long size, Map<String, String> metadata) {}

  String bucket() {
    return location.bucket();
  }

  /** The key in the bucket of a key in the store. */
  String full(String key) {
    return location.prefix() + key;
  }

  String address(String key) {
    return location.address(key);
  }

  /** How a conditional write that met another one is tried again. */
  Backoff conflictBackoff() {
    return Backoff.exponential(settings.attempts(), Duration.ofMillis(100), Duration.ofSeconds(5));
  }

  Optional<Found> find(String key) throws IOException {
    try {
      HeadObjectResponse head =
          client.headObject(request -> request.bucket(bucket()).key(full(key)));
      return Optional.of(new Found(head.contentLength(), head.metadata()));
    } catch (SdkException e) {
      if (S3Errors.isMissing(e)) {
        return Optional.empty();
      }
      throw S3Errors.failed("HeadObject", address(key), e);
    }
  }
}

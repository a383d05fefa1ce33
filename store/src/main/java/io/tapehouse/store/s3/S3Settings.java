package io.tapehouse.store.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How S3 is talked to and what written objects carry. Begin with {@link #of} and change what is to
 * differ.
 *
 * @param region to sign for
 * @param endpoint of something that speaks S3 but is not AWS's; its buckets are then the path's
 *     first part, since it has no names for them
 * @param kmsKeyId objects are encrypted by this key of KMS, with a bucket key; else by what the
 *     bucket's own setting
 * @param tags of each written object: who asked for it, for the bill. At most 10
 * @param multipartThreshold files of at least so many bytes are written in parts
 * @param partSize bytes of a part, at least 5 MiB; parts are larger where 10,000 do not hold the
 *     file
 * @param connectTimeout for a connection
 * @param silence how long nothing may come before an attempt has failed
 * @param attempts of each request, the first included
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html">limits of
 *     multipart uploads</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html">limits
 *     of tags</a>
 */
public record S3Settings(
    String region,
    Optional<URI> endpoint,
    Optional<String> kmsKeyId,
    Map<String, String> tags,
    long multipartThreshold,
    long partSize,
    Duration connectTimeout,
    Duration silence,
    int attempts) {

  static final long SMALLEST_PART = 5L << 20;
  static final long LARGEST_PART = 5L << 30;
  static final int MOST_PARTS = 10_000;
  private static final int MOST_TAGS = 10;

  /** Checks what S3 would refuse later. */
  public S3Settings {
    tags = Map.copyOf(tags);
    if (tags.size() > MOST_TAGS) {
      throw new IllegalArgumentException(
          "S3 takes " + MOST_TAGS + " tags of an object, but there are " + tags.size());
    }
    tags.forEach(
        (name, value) -> {
          if (name.isEmpty() || name.length() > 128 || value.length() > 256) {
            throw new IllegalArgumentException(
                "a tag has a name of 1 to 128 characters and a value of at most 256: " + name);
          }
        });
    if (partSize < SMALLEST_PART || partSize > LARGEST_PART) {
      throw new IllegalArgumentException(
          "a part has 5 MiB to 5 GiB, but " + partSize + " bytes are asked for");
    }
    if (multipartThreshold < 1 || multipartThreshold > LARGEST_PART) {
      throw new IllegalArgumentException(
          "S3 takes at most 5 GiB at once, but parts are to begin at " + multipartThreshold);
    }
    if (attempts < 1) {
      throw new IllegalArgumentException("at least one attempt, not " + attempts);
    }
  }

  /** AWS itself: parts of 16 MiB from 32 MiB on, 10 s to connect, 60 s of silence, 5 attempts. */
  public static S3Settings of(String region) {
    return new S3Settings(
        region,
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        32L << 20,
        16L << 20,
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        5);
  }

  /** The same at another endpoint. */
  public S3Settings withEndpoint(URI other) {
    return new S3Settings(
        region,
        Optional.of(other),
        kmsKeyId,
        tags,
        multipartThreshold,
        partSize,
        connectTimeout,
        silence,
        attempts);
  }

  /** The same, encrypted by a key of KMS. */
  public S3Settings withKmsKeyId(String key) {
    return new S3Settings(
        region,
        endpoint,
        Optional.of(key),
        tags,
        multipartThreshold,
        partSize,
        connectTimeout,
        silence,
        attempts);
  }

  /** The same with these tags alone. */
  public S3Settings withTags(Map<String, String> others) {
    return new S3Settings(
        region,
        endpoint,
        kmsKeyId,
        others,
        multipartThreshold,
        partSize,
        connectTimeout,
        silence,
        attempts);
  }

  /** The same with parts of so many bytes, from files of so many bytes on. */
  public S3Settings withParts(long threshold, long size) {
    return new S3Settings(
        region, endpoint, kmsKeyId, tags, threshold, size, connectTimeout, silence, attempts);
  }

  /** The same with other patience. */
  public S3Settings withPatience(Duration connect, Duration noByte, int tries) {
    return new S3Settings(
        region, endpoint, kmsKeyId, tags, multipartThreshold, partSize, connect, noByte, tries);
  }

  long partSizeFor(long fileSize) {
    return Math.max(partSize, (fileSize + MOST_PARTS - 1) / MOST_PARTS);
  }
}

package io.tapehouse.store.s3;

import io.tapehouse.store.ObjectKeys;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in S3 below which objects lie.
 *
 * @param bucket name of the bucket
 * @param prefix what all keys begin with: nothing, or a path that ends with {@code /}
 */
public record S3Location(String bucket, String prefix) {

  private static final Pattern ADDRESS = Pattern.compile("s3://([^/]+)(?:/(.*))?");
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  /** Checks both. */
  public S3Location {
    if (!BUCKET.matcher(bucket).matches()) {
      throw new IllegalArgumentException("'" + bucket + "' is no name of an S3 bucket");
    }
    ObjectKeys.checkedPrefix(prefix);
  }

  /**
   * Reads {@code s3://bucket/prefix}; a slash at the end makes no difference.
   *
   * @throws IllegalArgumentException when it is no such address
   */
  public static S3Location parse(String address) {
    Matcher matcher = ADDRESS.matcher(address);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + address + "' is no address in S3; one looks like s3://bucket/prefix");
    }
    String prefix = matcher.group(2) == null ? "" : matcher.group(2);
    return new S3Location(
        matcher.group(1), prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
  }

  /** A place below this one. */
  public S3Location below(String folder) {
    return new S3Location(bucket, prefix + ObjectKeys.checked(folder) + "/");
  }

  /** Address of an object here. */
  public String address(String key) {
    return "s3://" + bucket + "/" + prefix + key;
  }

  /** The address, with a slash at the end. */
  @Override
  public String toString() {
    return address("");
  }
}

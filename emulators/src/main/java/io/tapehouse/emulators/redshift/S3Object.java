package io.tapehouse.emulators.redshift;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An object of S3. */
record S3Object(String bucket, String key) {

  private static final Pattern FORM =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/(.+)");

  static S3Object of(String url) throws ServerError {
    Matcher matcher = FORM.matcher(url);
    if (!matcher.matches()) {
      throw ServerError.of("22023", "expected s3://bucket/key, found " + url, "");
    }
    return new S3Object(matcher.group(1), matcher.group(2));
  }

  @Override
  public String toString() {
    return "s3://" + bucket + "/" + key;
  }
}

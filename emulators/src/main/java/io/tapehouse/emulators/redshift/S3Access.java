package io.tapehouse.emulators.redshift;

import java.net.URI;

/**
 * Where COPY reads its objects, and as whom.
 *
 * @param endpoint of the S3 API; buckets are named in the path
 * @param region what requests are signed for
 */
public record S3Access(URI endpoint, String accessKey, String secretKey, String region) {

  @Override
  public String toString() {
    return "S3Access[" + endpoint + ", " + region + "]";
  }
}

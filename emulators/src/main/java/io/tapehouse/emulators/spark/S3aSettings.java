package io.tapehouse.emulators.spark;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where Spark finds S3 when it is not AWS's, and with which keys: all that a submission needs
 * beside what EMR gives.
 *
 * @param endpoint where S3 is spoken; buckets are the path's first part
 * @param region what requests are signed for
 * @param accessKey name of the key
 * @param secretKey the key
 */
public record S3aSettings(URI endpoint, String region, String accessKey, String secretKey) {

  /**
   * Settings of Spark.
   *
   * @param temporary folder of what S3A keeps until it is sent
   */
  public Map<String, String> conf(Path temporary) {
    Map<String, String> conf = new LinkedHashMap<>();
    conf.put("spark.hadoop.hadoop.tmp.dir", temporary.toString());
    conf.put("spark.hadoop.fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem");
    conf.put("spark.hadoop.fs.s3a.endpoint", endpoint.toString());
    conf.put("spark.hadoop.fs.s3a.endpoint.region", region);
    conf.put("spark.hadoop.fs.s3a.path.style.access", "true");
    conf.put("spark.hadoop.fs.s3a.connection.ssl.enabled", "false");
    conf.put("spark.hadoop.fs.s3a.access.key", accessKey);
    conf.put("spark.hadoop.fs.s3a.secret.key", secretKey);
    conf.put(
        "spark.hadoop.fs.s3a.aws.credentials.provider",
        "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
    return conf;
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "S3aSettings[" + endpoint + ", " + region + "]";
  }
}

package io.tapehouse.orchestrator.spark.emr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Spark's own settings for work on S3.
 *
 * <p>Since EMR 7.10 the addresses {@code s3://}, {@code s3n://} and {@code s3a://} all go to
 * Hadoop's S3A, on clusters and on Serverless (AWS, "Migration Guide: EMRFS to S3A Filesystem").
 * Committers are chosen by the scheme of the address, so that the magic committer is named for
 * {@code s3} as well as for {@code s3a}. Pending uploads of others are left alone: two jobs may
 * write below one table at the same time.
 */
record SparkConf(Map<String, String> properties) {

  static final String MAIN = "io.tapehouse.etl.EtlApplication";

  private static final String FACTORY = "org.apache.hadoop.fs.s3a.commit.S3ACommitterFactory";

  /** With those of S3, and others that come last and so win. */
  static SparkConf of(Map<String, String> machines, Map<String, String> others) {
    Map<String, String> all = new LinkedHashMap<>();
    String factory = "spark.hadoop.mapreduce.outputcommitter.factory.scheme.";
    all.put("spark.hadoop.fs.s3a.committer.name", "magic");
    all.put("spark.hadoop.fs.s3a.committer.magic.enabled", "true");
    all.put("spark.hadoop.fs.s3a.committer.abort.pending.uploads", "false");
    all.put(factory + "s3a", FACTORY);
    all.put(factory + "s3", FACTORY);
    all.put("spark.sql.session.timeZone", "UTC");
    all.putAll(machines);
    all.putAll(others);
    all.forEach(
        (key, value) -> {
          // EMR Serverless takes all options as one string, which it splits at spaces.
          if (key.matches("(?s).*[\\s\"'].*") || value.matches("(?s).*[\\s\"'].*")) {
            throw new IllegalArgumentException(
                "a Spark setting has neither spaces nor quotes: %s=%s".formatted(key, value));
          }
        });
    return new SparkConf(all);
  }

  /** Options of {@code spark-submit}, the main class first. */
  List<String> options() {
    List<String> options = new ArrayList<>(List.of("--class", MAIN));
    properties.forEach(
        (key, value) -> {
          options.add("--conf");
          options.add(key + "=" + value);
        });
    return options;
  }
}

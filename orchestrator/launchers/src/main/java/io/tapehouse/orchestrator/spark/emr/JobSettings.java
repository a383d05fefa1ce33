package io.tapehouse.orchestrator.spark.emr;

import java.util.Map;

/**
 * What a job needs wherever EMR runs it.
 *
 * @param jar {@code s3://} address of the ETL's jar
 * @param logLocation {@code s3://} address below which the service puts its logs
 * @param workers driver and executors
 * @param times how long things may take
 * @param namePrefix first part of the names of jobs and clusters; 1 to 100 letters, digits, '-',
 *     '_'
 * @param tags for AWS's bill, with the stage for instance; a job's id and dates are added
 * @param conf more Spark settings, which win over ours
 */
public record JobSettings(
    String jar,
    String logLocation,
    Workers workers,
    Times times,
    String namePrefix,
    Map<String, String> tags,
    Map<String, String> conf) {

  /** Copies the maps and checks what the services would refuse. */
  public JobSettings {
    address("jar", jar);
    address("log location", logLocation);
    if (!namePrefix.matches("[A-Za-z0-9_-]{1,100}")) {
      throw new IllegalArgumentException(
          "a prefix of names has 1 to 100 letters, digits, '-' and '_', not: " + namePrefix);
    }
    tags = new CostTags(tags).common();
    conf = Map.copyOf(conf);
    SparkConf.of(workers.conf(), conf);
  }

  private static void address(String what, String text) {
    if (!text.matches("s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/\\S*)?")) {
      throw new IllegalArgumentException(
          "the %s is an address like s3://bucket/key, not: %s".formatted(what, text));
    }
  }
}

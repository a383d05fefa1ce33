package io.tapehouse.orchestrator.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Spark with {@code deployment: aws}. */
public record EmrConfig(
    @Setting(
            value =
                "an application of EMR Serverless; or a cluster on EC2 that is made for the work",
            byDefault = "serverless")
        Kind kind,
    @Setting(
            value = "release; the ETL is built for its Spark, Scala and Java",
            byDefault = "emr-spark-8.1.0",
            pattern = "emr-[a-z0-9.-]+",
            form = "a release label")
        String releaseLabel,
    @Setting(
            value = "the ETL's jar, spark-etl/target/tapehouse-spark-etl-VERSION-app.jar, on S3",
            pattern = "s3://.+\\.jar",
            form = "s3://BUCKET/KEY.jar")
        Optional<String> jar,
    @Setting(
            value = "where Spark's logs are put, from where they come into the logs of attempts",
            pattern = "s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9._=-]+)*",
            form = "s3://BUCKET/PREFIX")
        Optional<String> logs,
    @Setting("id of the application of EMR Serverless") Optional<String> application,
    @Setting(
            value = "role as which the ETL reads and writes S3",
            pattern = "arn:aws[a-z-]*:iam::\\d{12}:role/.+",
            form = "arn:aws:iam::ACCOUNT:role/NAME")
        Optional<String> executionRole,
    @Setting(value = "cores of the driver", byDefault = "2", min = "1", max = "16") int driverCores,
    @Setting(value = "heap of the driver, in whole GiB", byDefault = "6g", min = "1g", max = "108g")
        DataSize driverMemory,
    @Setting(value = "cores of an executor", byDefault = "4", min = "1", max = "16")
        int executorCores,
    @Setting(
            value = "heap of an executor, in whole GiB",
            byDefault = "14g",
            min = "1g",
            max = "108g")
        DataSize executorMemory,
    @Setting(
            value = "most executors of a job; a job of one day takes one",
            byDefault = "8",
            min = "1",
            max = "1000")
        int executors,
    @Setting(
            value = "a job that takes longer is broken off",
            byDefault = "2h",
            min = "5m",
            max = "2d")
        Duration timeout,
    @Setting(
            value = "GB of disk of each worker; the first 20 cost nothing",
            byDefault = "20",
            min = "20",
            max = "200")
        int disk,
    @Setting(value = "how often a job is looked at", byDefault = "5s", min = "10ms", max = "5m")
        Duration poll,
    @Setting(
            value = "settings of Spark that win over ours",
            pattern = "spark\\.[^=\\s]+=.*",
            form = "spark.NAME=VALUE")
        List<String> sparkConf,
    @Setting("The cluster on EC2.") EmrClusterConfig cluster) {

  /** Takes a copy. */
  public EmrConfig {
    sparkConf = List.copyOf(sparkConf);
  }

  /** Where Spark runs. */
  public enum Kind {
    /** EMR Serverless. */
    SERVERLESS,
    /** A cluster that is made for the work and ends after it. */
    CLUSTER
  }
}

package io.tapehouse.orchestrator.config;

import java.util.Map;
import java.util.Optional;

/** Where things are with {@code deployment: aws}. */
public record AwsConfig(
    @Setting(
            value = "the region of everything below",
            pattern = "[a-z]{2}(-[a-z]+)+-\\d",
            form = "a region such as ap-northeast-1")
        Optional<String> region,
    @Setting(
            value = "where the archive lies; its storage class may grow cold with age",
            pattern = "s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9._=-]+)*",
            form = "s3://BUCKET/PREFIX")
        Optional<String> archive,
    @Setting(
            value = "where the lake lies, with the documents of EMR's jobs",
            pattern = "s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9._=-]+)*",
            form = "s3://BUCKET/PREFIX")
        Optional<String> lake,
    @Setting("key of KMS that objects are encrypted with; without it the bucket's own default")
        Optional<String> kmsKey,
    @Setting(
            value =
                "tags of every object and every job that is made, by which costs can be separated")
        Map<String, String> tags,
    @Setting(
            value = "another address of S3, such as an endpoint of a VPC",
            pattern = "https?://.+",
            form = "an http address")
        Optional<String> s3Endpoint,
    @Setting(value = "another address of EMR", pattern = "https?://.+", form = "an http address")
        Optional<String> emrEndpoint,
    @Setting(
            value = "another address of Secrets Manager",
            pattern = "https?://.+",
            form = "an http address")
        Optional<String> secretsEndpoint) {

  /** Takes a copy. */
  public AwsConfig {
    tags = Copies.of(tags);
  }
}

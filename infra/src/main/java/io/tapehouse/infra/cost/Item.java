package io.tapehouse.infra.cost;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What AWS counts. The unit is the last word of the name. */
public enum Item {
  EMR_VCPU_SECONDS,
  EMR_GB_SECONDS,
  RPU_SECONDS,
  REDSHIFT_GB_MONTHS,
  S3_PUTS,
  S3_GETS,
  S3_LISTS,
  S3_GB_MONTHS,
  S3_GLACIER_INSTANT_GB_MONTHS,
  S3_DEEP_ARCHIVE_GB_MONTHS,
  FARGATE_VCPU_HOURS,
  FARGATE_GB_HOURS,
  FARGATE_DISK_GB_HOURS,
  RDS_T4G_MICRO_HOURS,
  RDS_T4G_SMALL_HOURS,
  RDS_GB_MONTHS,
  NAT_HOURS,
  NAT_GB,
  PUBLIC_IPV4_HOURS,
  ENDPOINT_HOURS,
  KMS_KEY_MONTHS,
  KMS_REQUESTS,
  SECRET_MONTHS,
  LOG_GB,
  ALARM_MONTHS,
  ECR_GB_MONTHS,
  EC2_M5_XLARGE_SECONDS,
  EMR_M5_XLARGE_SECONDS,
  EBS_GB_SECONDS;

  /** As in files: {@code emr-vcpu-seconds}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The item of a key.
   *
   * @throws IllegalArgumentException if there is none, with all that there are
   */
  public static Item of(String key) {
    return Stream.of(values())
        .filter(item -> item.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected one of %s, found %s"
                        .formatted(
                            Stream.of(values()).map(Item::key).collect(Collectors.joining(", ")),
                            key)));
  }
}

package io.tapehouse.orchestrator.benchmark;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What AWS counts for so many trading days, in the words of the cost sheet of {@code infra}. What
 * was counted is taken as it is; seconds come from a model, since nothing here runs at the pace of
 * AWS.
 */
final class YearBill {

  /** A job until its first task: workers, Spark, the program. EMR bills a minute at least. */
  private static final long START_SECONDS = 60;

  /**
   * A trading day in a job that runs: docs/performance.md has 0.32 s for futures and about 0.85 s
   * for the other files, on two cores and disk. Four times that, for S3 and for cold code.
   */
  private static final long SECONDS_A_DAY = 5;

  private static final long DRIVER_VCPU = 2;
  private static final long DRIVER_GB = 8;
  private static final long EXECUTOR_VCPU = 4;
  private static final long EXECUTOR_GB = 16;

  /** Redshift is asked for the calendar, before Spark and after it; each may find it asleep. */
  private static final long WAKES_A_LOAD = 3;

  private static final long LEAST_SECONDS_A_WAKE = 60;
  private static final long RPU = 4;

  private final Counted counted;

  YearBill(Counted counted) {
    this.counted = counted;
  }

  /** Keys and numbers for the cost command. */
  Map<String, Long> items() {
    long seconds = counted.of("emr jobs") * START_SECONDS + counted.days() * SECONDS_A_DAY;
    Map<String, Long> items = new LinkedHashMap<>();
    items.put("emr-vcpu-seconds", seconds * (DRIVER_VCPU + EXECUTOR_VCPU));
    items.put("emr-gb-seconds", seconds * (DRIVER_GB + EXECUTOR_GB));
    items.put(
        "rpu-seconds", counted.of("redshift loads") * WAKES_A_LOAD * LEAST_SECONDS_A_WAKE * RPU);
    items.put("s3-puts", counted.of("s3 tier PUT"));
    items.put("s3-gets", counted.of("s3 tier GET"));
    items.put("s3-lists", counted.of("s3 tier LIST"));
    return items;
  }

  /** As the cost command reads it. */
  String yaml(String title) {
    return items().entrySet().stream()
        .map(item -> item.getKey() + ": " + item.getValue())
        .collect(Collectors.joining("\n", "# " + title + "\n", "\n"));
  }
}

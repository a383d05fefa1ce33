package io.tapehouse.orchestrator.spark.emr;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Driver and executors of a job.
 *
 * @param driverCores virtual CPUs of the driver
 * @param driverMemoryGb Java heap of the driver, GiB; Spark adds 10 % (at least 384 MiB) of
 *     overhead
 * @param executorCores virtual CPUs of each executor
 * @param executorMemoryGb Java heap of each executor, GiB; overhead as above
 * @param minExecutors how many there are at least; without dynamic allocation, how many there are
 * @param maxExecutors how many there are at most
 * @param dynamicAllocation whether Spark asks for executors as it needs them
 */
public record Workers(
    int driverCores,
    int driverMemoryGb,
    int executorCores,
    int executorMemoryGb,
    int minExecutors,
    int maxExecutors,
    boolean dynamicAllocation) {

  /**
   * Two cores and 6 GiB for the driver, four cores and 14 GiB for each of one to eight executors.
   */
  public static final Workers STANDARD = new Workers(2, 6, 4, 14, 1, 8, true);

  /** Checks the numbers. */
  public Workers {
    if (driverCores < 1 || executorCores < 1 || driverMemoryGb < 1 || executorMemoryGb < 1) {
      throw new IllegalArgumentException(
          "cores and memory are at least 1: driver %d and %d, executors %d and %d"
              .formatted(driverCores, driverMemoryGb, executorCores, executorMemoryGb));
    }
    if (minExecutors < 0 || maxExecutors < Math.max(1, minExecutors)) {
      throw new IllegalArgumentException(
          "expected 0 <= min executors <= max executors, found %d and %d"
              .formatted(minExecutors, maxExecutors));
    }
    if (!dynamicAllocation && minExecutors < 1) {
      throw new IllegalArgumentException(
          "without dynamic allocation there is an executor at least");
    }
  }

  Map<String, String> conf() {
    Map<String, String> conf = new LinkedHashMap<>();
    conf.put("spark.driver.cores", Integer.toString(driverCores));
    conf.put("spark.driver.memory", driverMemoryGb + "g");
    conf.put("spark.executor.cores", Integer.toString(executorCores));
    conf.put("spark.executor.memory", executorMemoryGb + "g");
    conf.put("spark.dynamicAllocation.enabled", Boolean.toString(dynamicAllocation));
    if (dynamicAllocation) {
      conf.put("spark.dynamicAllocation.minExecutors", Integer.toString(minExecutors));
      conf.put(
          "spark.dynamicAllocation.initialExecutors", Integer.toString(Math.max(1, minExecutors)));
      conf.put("spark.dynamicAllocation.maxExecutors", Integer.toString(maxExecutors));
    } else {
      conf.put("spark.executor.instances", Integer.toString(minExecutors));
    }
    return conf;
  }
}

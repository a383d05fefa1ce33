package io.tapehouse.orchestrator.spark.emr;

import java.util.Map;

/**
 * How Spark runs on EMR Serverless.
 *
 * @param applicationId of the EMR Serverless application, like {@code 00f1r2uckd5a1b2c}
 * @param executionRoleArn the role of the job: it reads the archive, writes the lake and the logs
 * @param releaseLabel that the application is expected to have
 * @param diskGb disk of each worker, GB, 20 to 200; the first 20 cost nothing
 * @param job the rest
 */
public record ServerlessSettings(
    String applicationId,
    String executionRoleArn,
    String releaseLabel,
    int diskGb,
    JobSettings job) {

  /** Most memory of a worker, GB, by its vCPUs: AWS, "Worker configurations". */
  private static final Map<Integer, Integer> SIZES = Map.of(1, 8, 2, 16, 4, 30, 8, 60, 16, 120);

  /** Checks what the service would refuse. */
  public ServerlessSettings {
    if (!applicationId.matches("[0-9a-z]{1,64}")) {
      throw new IllegalArgumentException("not the id of an application: " + applicationId);
    }
    if (!executionRoleArn.matches("arn:aws[a-zA-Z0-9-]*:iam::[0-9]{12}:role/\\S+")) {
      throw new IllegalArgumentException("not the ARN of a role: " + executionRoleArn);
    }
    if (diskGb < 20 || diskGb > 200) {
      throw new IllegalArgumentException("a worker's disk has 20 to 200 GB, not " + diskGb);
    }
    Workers workers = job.workers();
    fits("driver", workers.driverCores(), workers.driverMemoryGb());
    fits("executor", workers.executorCores(), workers.executorMemoryGb());
  }

  private static void fits(String who, int cores, int heapGb) {
    Integer most = SIZES.get(cores);
    if (most == null) {
      throw new IllegalArgumentException(
          "a worker has 1, 2, 4, 8 or 16 vCPUs: the %s has %d".formatted(who, cores));
    }
    if (heapGb + Math.max(0.384, heapGb * 0.1) > most) {
      throw new IllegalArgumentException(
          "a worker of %d vCPUs has %d GB at most: the %s has %d and Spark's overhead"
              .formatted(cores, most, who, heapGb));
    }
  }
}

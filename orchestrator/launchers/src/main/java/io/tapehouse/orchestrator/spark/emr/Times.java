package io.tapehouse.orchestrator.spark.emr;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param timeout of a job, from when it begins to run; whole minutes
 * @param pollInterval how often a job's state is asked for
 * @param logPatience how long to wait for the logs of a job that failed
 */
public record Times(Duration timeout, Duration pollInterval, Duration logPatience) {

  /** Checks them. */
  public Times {
    // AWS: "RunTimeout must be at least 5 minutes."
    if (timeout.toMinutes() < 5) {
      throw new IllegalArgumentException("a job's timeout is 5 minutes at least, not " + timeout);
    }
    if (pollInterval.isNegative() || pollInterval.isZero() || logPatience.isNegative()) {
      throw new IllegalArgumentException(
          "no such times: poll interval %s, patience for logs %s"
              .formatted(pollInterval, logPatience));
    }
  }
}

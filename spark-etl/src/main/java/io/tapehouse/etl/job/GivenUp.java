package io.tapehouse.etl.job;

import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlOutcome;
import io.tapehouse.store.job.EtlOutcome.Status;
import java.io.IOException;
import org.apache.spark.SparkException;

/** Outcomes of what Spark tried as often as it tries a task, and gave up. */
final class GivenUp {

  private GivenUp() {}

  static EtlOutcome of(EtlJob.Attempt attempt, Throwable failure) {
    return EtlOutcome.notWritten(
        attempt,
        Status.FAILED,
        "ERROR",
        "%s %s: %s".formatted(attempt.dataset(), attempt.date(), complaint(failure)),
        java.util.List.of());
  }

  private static String complaint(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof IOException) {
      return "cannot read or write: " + root;
    }
    // Without a cause: a machine was lost, not a task; its words say which.
    if (root instanceof SparkException) {
      return "Spark gave it up: " + root.getMessage();
    }
    StackTraceElement[] trace = root.getStackTrace();
    return "a defect of Tapehouse: %s at %s".formatted(root, trace.length == 0 ? "?" : trace[0]);
  }
}

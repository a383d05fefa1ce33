package io.tapehouse.orchestrator.spark;

import java.io.IOException;

/** Spark itself failed, not one of the files that it read. */
public final class SparkFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  /** With the end of Spark's log in the message, where there is one. */
  public SparkFailedException(String message) {
    super(message);
  }
}

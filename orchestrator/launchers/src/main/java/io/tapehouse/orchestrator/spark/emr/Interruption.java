package io.tapehouse.orchestrator.spark.emr;

import java.io.InterruptedIOException;

/** An interrupt where only failures of input and output may be thrown. */
final class Interruption {

  private Interruption() {}

  /** The same as such a failure; the thread stays interrupted. */
  static InterruptedIOException of(InterruptedException e) {
    Thread.currentThread().interrupt();
    InterruptedIOException wrapped = new InterruptedIOException(e.getMessage());
    wrapped.initCause(e);
    return wrapped;
  }
}

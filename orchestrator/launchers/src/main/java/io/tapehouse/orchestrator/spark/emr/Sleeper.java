package io.tapehouse.orchestrator.spark.emr;

import java.time.Duration;

/** Lets a thread wait. Tests give one that does not. */
@FunctionalInterface
public interface Sleeper {

  /** Returns when the time is over. */
  void sleep(Duration duration) throws InterruptedException;

  /** One that really waits. */
  static Sleeper real() {
    return duration -> Thread.sleep(duration.toMillis());
  }
}

package io.tapehouse.orchestrator.spark.emr;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Time as the launchers see it. */
record Waits(Clock clock, Sleeper sleeper) {

  Instant now() {
    return clock.instant();
  }

  void sleep(Duration duration) throws InterruptedException {
    sleeper.sleep(duration);
  }
}

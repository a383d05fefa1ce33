package io.tapehouse.extractors.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only when a caller waits, and remembers for how long. */
public final class FakePause implements Pause {

  private final Instant start = Instant.parse("2024-11-05T09:00:00Z");
  private final List<Duration> waits = new ArrayList<>();
  private Duration passed = Duration.ZERO;

  @Override
  public synchronized void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    waits.add(duration);
    passed = passed.plus(duration);
  }

  @Override
  public synchronized long nanos() {
    return passed.toNanos();
  }

  @Override
  public synchronized Instant now() {
    return start.plus(passed);
  }

  /** The same time as a clock; its zone does not matter. */
  public Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("expected no need of a zone, found " + zone);
      }

      @Override
      public Instant instant() {
        return now();
      }
    };
  }

  /** Lets time pass without anybody waiting. */
  public synchronized void pass(Duration duration) {
    passed = passed.plus(duration);
  }

  /** Every wait so far. */
  public synchronized List<Duration> waits() {
    return List.copyOf(waits);
  }
}

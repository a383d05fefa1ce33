package io.tapehouse.orchestrator.spark.emr;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still, or goes as fast as the launcher sleeps; sleeping takes no time. */
final class TestTime extends Clock implements Sleeper {

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  final List<Duration> slept = new CopyOnWriteArrayList<>();
  private volatile boolean passes;

  /** From now on as much time passes as is slept. */
  void pass() {
    passes = true;
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    slept.add(duration);
    if (passes) {
      now.updateAndGet(instant -> instant.plus(duration));
    }
    // Lets the others run, and notices interrupts.
    if (new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS)) {
      throw new AssertionError("nobody opens it");
    }
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public Instant instant() {
    return now.get();
  }
}

package io.tapehouse.extractors.http;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.tapehouse.extractors.http.FetchException.Kind;
import io.tapehouse.extractors.http.FetchException.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What every request to a host must pass, whoever makes it. Safe for use by many threads. */
final class HostGate {

  private final String host;
  private final Pause pause;
  private final Duration longestHold;
  private final @Nullable Bucket bucket;
  private final AtomicReference<Instant> heldUntil = new AtomicReference<>(Instant.MIN);
  private final AtomicReference<Instant> bannedUntil = new AtomicReference<>(Instant.MIN);

  HostGate(String host, Politeness politeness, Pause pause, Duration longestHold) {
    this.host = host;
    this.pause = pause;
    this.longestHold = longestHold;
    this.bucket = politeness.every().isZero() ? null : bucket(politeness, pause);
  }

  /** Waits for a turn. */
  void enter(Request request) throws FetchException, InterruptedException {
    do {
      waitWhileHeld(request);
      if (bucket != null) {
        bucket.asBlocking().consume(1, nanos -> pause.sleep(Duration.ofNanos(nanos)));
      }
      // While this one waited for its turn another may have been told to stop.
    } while (!hold().isZero());
    refuseIfBanned(request);
  }

  /** Nobody asks before {@code until}. */
  void hold(Instant until) {
    heldUntil.accumulateAndGet(until, HostGate::later);
  }

  /** Every request before {@code until} fails at once. */
  void ban(Instant until) {
    bannedUntil.accumulateAndGet(until, HostGate::later);
  }

  /** How long nobody may ask; zero: the gate is open. */
  Duration hold() {
    Instant now = pause.now();
    Instant until = heldUntil.get();
    return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
  }

  private void waitWhileHeld(Request request) throws FetchException, InterruptedException {
    for (Duration hold = hold(); !hold.isZero(); hold = hold()) {
      refuseIfBanned(request);
      if (hold.compareTo(longestHold) > 0) {
        Instant until = pause.now().plus(hold);
        throw new FetchException(
            Kind.THROTTLED,
            Retry.LATER,
            request,
            host + " was asked too often and wants to be left alone until " + until,
            until);
      }
      pause.sleep(hold);
    }
    refuseIfBanned(request);
  }

  private void refuseIfBanned(Request request) throws FetchException {
    Instant until = bannedUntil.get();
    if (until.isAfter(pause.now())) {
      throw new FetchException(
          Kind.BANNED,
          Retry.NEVER,
          request,
          host + " has banned us; it is not asked again before " + until,
          until);
    }
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Bucket bucket(Politeness politeness, Pause pause) {
    Bandwidth limit =
        Bandwidth.builder()
            .capacity(politeness.burst())
            .refillGreedy(1, politeness.every())
            .build();
    return Bucket.builder()
        .addLimit(limit)
        .withCustomTimePrecision(
            new TimeMeter() {
              @Override
              public long currentTimeNanos() {
                return pause.nanos();
              }

              @Override
              public boolean isWallClockBased() {
                return false;
              }
            })
        .build();
  }
}

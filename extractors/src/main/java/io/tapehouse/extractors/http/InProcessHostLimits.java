package io.tapehouse.extractors.http;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Limits in memory. Turns go by a monotonic clock, so that none comes early or never. */
final class InProcessHostLimits implements HostLimits {

  private final Pause time;
  private final ConcurrentMap<String, Turns> turns = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Gate> gates = new ConcurrentHashMap<>();

  InProcessHostLimits(Pause time) {
    this.time = time;
  }

  @Override
  public Duration reserve(String host, Politeness politeness) {
    return politeness.every().isZero()
        ? Duration.ZERO
        : turns.computeIfAbsent(host, unknown -> new Turns(time.nanos())).next(politeness);
  }

  @Override
  public void hold(String host, Instant until) {
    gates.merge(
        host,
        new Gate(until, null),
        (known, said) -> new Gate(later(known.heldUntil(), until), known.bannedUntil()));
  }

  @Override
  public void ban(String host, Instant until) {
    gates.merge(
        host,
        new Gate(null, until),
        (known, said) -> new Gate(known.heldUntil(), later(known.bannedUntil(), until)));
  }

  @Override
  public Gate state(String host) {
    return gates.getOrDefault(host, Gate.OPEN);
  }

  private static Instant later(@Nullable Instant known, Instant said) {
    return known != null && known.isAfter(said) ? known : said;
  }

  /**
   * The turns of a host. When every turn is given out with the pace between them, a token bucket is
   * one time: when the bucket is full again.
   */
  private final class Turns {

    private long fullAt;

    Turns(long now) {
      fullAt = now;
    }

    synchronized Duration next(Politeness politeness) {
      long now = time.nanos();
      // Differences, for the clock may start anywhere and run over.
      long owed = Math.max(0, fullAt - now);
      fullAt = now + owed + politeness.every().toNanos();
      Duration saved = politeness.every().multipliedBy(politeness.burst() - 1L);
      Duration wait = Duration.ofNanos(owed).minus(saved);
      return wait.isNegative() ? Duration.ZERO : wait;
    }
  }
}

package io.tapehouse.extractors.http;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When hosts may be asked: the turns that were given out, and the hosts that want to be left alone.
 * Clients that share one are together no more of a burden than one of them would be. Safe for use
 * by many threads; what happened to one call is seen by the next, wherever it comes from.
 *
 * <p>Hosts are the publishers' own, in lower case. An implementation that cannot answer throws: the
 * request is not made then.
 */
public interface HostLimits {

  /**
   * Books the next free turn of a host. The booking is final: the caller waits and then asks, or
   * the turn is lost. Turns follow each other by {@link Politeness#every}; a host that was left
   * alone for some time gives up to {@link Politeness#burst} of them at once.
   *
   * @return how long to wait for the turn, not negative; zero: it is now, as it always is where
   *     there is no limit
   */
  Duration reserve(String host, Politeness politeness);

  /** No request to {@code host} before {@code until}; an earlier time than the last is ignored. */
  void hold(String host, Instant until);

  /**
   * The host has banned us: until {@code until} every request fails at once. An earlier time than
   * the last is not heard.
   */
  void ban(String host, Instant until);

  /** Whether a host is held or banned. */
  Gate state(String host);

  /** For one process; forgotten when it ends. */
  static HostLimits inProcess(Pause time) {
    return new InProcessHostLimits(time);
  }

  /**
   * What a host has said. Times that have passed may be forgotten.
   *
   * @param heldUntil no request before; null: no such time is known
   * @param bannedUntil every request before fails; null: no such time is known
   */
  record Gate(@Nullable Instant heldUntil, @Nullable Instant bannedUntil) {

    /** Nothing is known against asking. */
    public static final Gate OPEN = new Gate(null, null);

    /** How long from {@code now} requests are held; zero: not at all. */
    public Duration hold(Instant now) {
      return heldUntil != null && heldUntil.isAfter(now)
          ? Duration.between(now, heldUntil)
          : Duration.ZERO;
    }

    /** Whether every request at {@code now} fails. */
    public boolean isBanned(Instant now) {
      return bannedUntil != null && bannedUntil.isAfter(now);
    }
  }
}

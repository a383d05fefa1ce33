package io.tapehouse.extractors.http;

import java.time.Duration;

/**
 * How patient the client is.
 *
 * @param timeouts for one attempt
 * @param retries how often and when a failed attempt is repeated
 * @param unreachable what is done about a host to which there is no connection
 * @param maxBytes largest answer that is taken, as sent and decompressed
 * @param userAgent who we say we are: the program and where it is described
 */
public record ClientSettings(
    Timeouts timeouts, Retries retries, Unreachable unreachable, long maxBytes, String userAgent) {

  /**
   * What is done about a host that has no address, refuses the connection, or accepts none in time.
   */
  public enum Unreachable {
    /** It is asked again, as after any other failure. */
    ASKED_AGAIN,
    /**
     * A host to which this client never had a connection is not asked again by it: a user waits,
     * and every question would end alike. A host that was there before is asked again.
     */
    GIVEN_UP
  }

  /**
   * Times for one attempt.
   *
   * @param connect until the connection stands
   * @param answer until the head of the answer is there
   * @param whole until the last byte is there, however steadily they drip
   */
  public record Timeouts(Duration connect, Duration answer, Duration whole) {
    public Timeouts {
      positive("time to connect", connect);
      positive("time to answer", answer);
      positive("time for the whole answer", whole);
    }
  }

  /**
   * What follows a failed attempt.
   *
   * @param attempts how many at most, the first included
   * @param firstWait upper bound of the first random wait; it doubles from attempt to attempt
   * @param longestWait bound of that bound
   * @param longestRetryAfter a publisher that asks for more patience than this is not waited for:
   *     the failure names the time
   * @param ban how long a host that refused us is left alone
   */
  public record Retries(
      int attempts,
      Duration firstWait,
      Duration longestWait,
      Duration longestRetryAfter,
      Duration ban) {
    public Retries {
      if (attempts < 1) {
        throw new IllegalArgumentException("expected at least 1 attempt, found " + attempts);
      }
      positive("first wait", firstWait);
      positive("longest wait", longestWait);
      positive("longest retry-after", longestRetryAfter);
      positive("ban", ban);
    }
  }

  public ClientSettings {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("expected room for an answer, found " + maxBytes);
    }
    if (userAgent.isBlank()) {
      throw new IllegalArgumentException("expected a user agent, found none");
    }
  }

  /** Five attempts of at most 15 minutes, 512 MiB, and an hour of silence after a ban. */
  public static ClientSettings defaults() {
    return new ClientSettings(
        new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMinutes(15)),
        new Retries(
            5,
            Duration.ofSeconds(2),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofHours(1)),
        Unreachable.ASKED_AGAIN,
        512L << 20,
        "Tapehouse/0.1 (+https://github.com/tapehouse/tapehouse)");
  }

  /** These, with other timeouts. */
  public ClientSettings with(Timeouts changed) {
    return new ClientSettings(changed, retries, unreachable, maxBytes, userAgent);
  }

  /** These, with other retries. */
  public ClientSettings with(Retries changed) {
    return new ClientSettings(timeouts, changed, unreachable, maxBytes, userAgent);
  }

  /** These, with something else done about hosts that cannot be reached. */
  public ClientSettings with(Unreachable changed) {
    return new ClientSettings(timeouts, retries, changed, maxBytes, userAgent);
  }

  /** These, with another largest answer. */
  public ClientSettings withMaxBytes(long changed) {
    return new ClientSettings(timeouts, retries, unreachable, changed, userAgent);
  }

  /** These, with another name of ours. */
  public ClientSettings withUserAgent(String changed) {
    return new ClientSettings(timeouts, retries, unreachable, maxBytes, changed);
  }

  private static void positive(String what, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("expected a positive " + what + ", found " + duration);
    }
  }
}

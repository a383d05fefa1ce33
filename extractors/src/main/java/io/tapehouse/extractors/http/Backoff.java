package io.tapehouse.extractors.http;

import io.tapehouse.extractors.http.ClientSettings.Retries;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential backoff with full jitter: a wait anywhere between nothing and a bound that doubles,
 * so that clients which failed together do not come back together.
 */
final class Backoff {

  private static final int MAX_DOUBLINGS = 30;

  private final Retries retries;
  private final RandomGenerator random;

  Backoff(Retries retries, RandomGenerator random) {
    this.retries = retries;
    this.random = random;
  }

  /** The wait after attempt {@code attempt}, from 1. */
  Duration after(int attempt) {
    return Duration.ofMillis(random.nextLong(bound(attempt).toMillis() + 1));
  }

  Duration bound(int attempt) {
    Duration doubled = retries.firstWait().multipliedBy(1L << Math.min(attempt - 1, MAX_DOUBLINGS));
    return doubled.compareTo(retries.longestWait()) < 0 ? doubled : retries.longestWait();
  }
}

package io.tapehouse.extractors.http;

import java.time.Duration;
import java.time.Instant;

/**
 * The passing of time, as far as the client has a say in it. Every wait of the client goes through
 * here, so that a test can let hours pass at once. Implementations are safe for use by many
 * threads.
 */
public interface Pause {

  /** Waits. */
  void sleep(Duration duration) throws InterruptedException;

  /** A clock that only rises, in nanoseconds from an arbitrary start; {@link #sleep} moves it. */
  long nanos();

  /** The time of day; {@link #sleep} moves it. */
  Instant now();

  /** The real one. */
  static Pause real() {
    return RealPause.INSTANCE;
  }
}

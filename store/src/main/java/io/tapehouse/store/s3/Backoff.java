package io.tapehouse.store.s3;

import java.io.InterruptedIOException;
import java.util.concurrent.ThreadLocalRandom;

/** Waits longer each time, by chance, so that those who met do not meet again. For one thread. */
final class Backoff {

  private static final long FIRST_MILLIS = 50;
  private static final long LONGEST_MILLIS = 5_000;

  private final int attempts;
  private int made = 1;

  Backoff(int attempts) {
    this.attempts = attempts;
  }

  /** Waits, if another attempt is to be made. */
  boolean again() throws InterruptedIOException {
    if (made >= attempts) {
      return false;
    }
    long most = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(made, 20));
    made++;
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(most + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted between two attempts");
    }
    return true;
  }
}

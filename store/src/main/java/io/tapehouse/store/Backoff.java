package io.tapehouse.store;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * How often something is tried, and how long the pauses between two tries are: exponential backoff,
 * with a random part so that clients which failed together do not come back together. Immutable.
 *
 * <p>What is tried, and which failures are worth another try, stays with the caller:
 *
 * <pre>{@code
 * Backoff.Attempts attempts = BACKOFF.start(sleeper);
 * while (true) {
 *   try {
 *     return request();
 *   } catch (ConflictException e) {
 *     if (!attempts.again()) {
 *       throw e;
 *     }
 *   }
 * }
 * }</pre>
 *
 * @param tries how often it is tried at most, the first time included
 * @param firstPause the bound of the first pause; doubled from try to try
 * @param longestPause the bound of that bound
 * @param jitter which part of the bound is random
 */
public record Backoff(int tries, Duration firstPause, Duration longestPause, Jitter jitter) {

  private static final int MOST_DOUBLINGS = 30;

  /** Refuses a policy without a try, or with pauses that do not rise. */
  public Backoff {
    if (tries < 1) {
      throw new IllegalArgumentException("expected at least 1 try, found " + tries);
    }
    if (firstPause.isNegative() || longestPause.compareTo(firstPause) < 0) {
      throw new IllegalArgumentException(
          "expected a first pause that is not longer than the longest, found %s and %s"
              .formatted(firstPause, longestPause));
    }
  }

  /** Which part of a pause is random. */
  public enum Jitter {
    /** None: the pause is its bound. */
    NONE,
    /** The pause is between half of its bound and the bound. */
    HALF,
    /** The pause is between nothing and its bound. */
    FULL
  }

  /** Lets a thread wait; a test gives one that only takes notes. */
  @FunctionalInterface
  public interface Sleeper {

    /** Returns when the time is over. */
    void sleep(Duration duration) throws InterruptedException;
  }

  /** Tries without pauses. */
  public static Backoff none(int tries) {
    return new Backoff(tries, Duration.ZERO, Duration.ZERO, Jitter.NONE);
  }

  /** Tries with pauses that are all the same. */
  public static Backoff constant(int tries, Duration pause) {
    return new Backoff(tries, pause, pause, Jitter.NONE);
  }

  /** Tries with pauses between nothing and a bound that doubles. */
  public static Backoff exponential(int tries, Duration firstPause, Duration longestPause) {
    return new Backoff(tries, firstPause, longestPause, Jitter.FULL);
  }

  /** The longest pause after try {@code number}, from 1. */
  public Duration bound(int number) {
    Duration doubled = firstPause.multipliedBy(1L << Math.min(number - 1, MOST_DOUBLINGS));
    return doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
  }

  private Duration pause(int number, RandomGenerator random) {
    long bound = bound(number).toMillis();
    return Duration.ofMillis(
        switch (jitter) {
          case NONE -> bound;
          case HALF -> bound / 2 + random.nextLong(bound / 2 + 1);
          case FULL -> random.nextLong(bound + 1);
        });
  }

  /** Begins the first try; pauses are real. */
  public Attempts start() {
    return start(pause -> Thread.sleep(pause.toMillis()));
  }

  /** Begins the first try; pauses go through a sleeper. */
  public Attempts start(Sleeper sleeper) {
    return start(sleeper, ThreadLocalRandom.current());
  }

  /**
   * Begins the first try; pauses go through a sleeper, and their random part is drawn from here.
   */
  public Attempts start(Sleeper sleeper, RandomGenerator random) {
    return new Attempts(sleeper, random);
  }

  /** Tries that are under way. Used by one thread. */
  public final class Attempts {

    private final Sleeper sleeper;
    private final RandomGenerator random;
    private int number = 1;

    private Attempts(Sleeper sleeper, RandomGenerator random) {
      this.sleeper = sleeper;
      this.random = random;
    }

    /** The number of the present try, from 1. */
    public int number() {
      return number;
    }

    /**
     * Pauses and begins the next try.
     *
     * @return false, at once: there are no tries left
     */
    public boolean again() throws InterruptedException {
      return again(Duration.ZERO, pause -> {});
    }

    /**
     * Pauses and begins the next try.
     *
     * @param shortest the pause is not shorter than this
     * @param before learns of the pause before it begins
     * @return false, at once: there are no tries left
     */
    public boolean again(Duration shortest, Consumer<Duration> before) throws InterruptedException {
      if (number >= tries) {
        return false;
      }
      Duration drawn = pause(number, random);
      Duration pause = drawn.compareTo(shortest) < 0 ? shortest : drawn;
      before.accept(pause);
      number++;
      if (!longestPause.isZero() || !pause.isZero()) {
        sleeper.sleep(pause);
      }
      return true;
    }
  }
}

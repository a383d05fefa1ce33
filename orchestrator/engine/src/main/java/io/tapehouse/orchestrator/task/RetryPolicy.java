package io.tapehouse.orchestrator.task;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * How often and when a failed task is tried again: exponential, with jitter, so that tasks that
 * failed together do not come back together.
 *
 * @param tries how many attempts may fail by the task's own fault, the first included
 * @param firstWait before the second; doubled from attempt to attempt
 * @param longestWait never longer than this
 * @param kinds which failures are tried again, of those that another attempt may mend
 */
public record RetryPolicy(
    int tries, Duration firstWait, Duration longestWait, Set<ErrorKind> kinds) {

  /** How often a publisher may ask to be left alone before the task fails after all. */
  public static final int MOST_THROTTLES = 20;

  private static final Duration FOREVER = Duration.ofMillis(Long.MAX_VALUE);

  /** Tries again whatever another attempt may mend. */
  public RetryPolicy(int tries, Duration firstWait, Duration longestWait) {
    this(tries, firstWait, longestWait, EnumSet.allOf(ErrorKind.class));
  }

  /** Refuses waits that are none. */
  public RetryPolicy {
    kinds = Set.copyOf(kinds);
    if (tries < 1) {
      throw new IllegalArgumentException("expected at least 1 try, found " + tries);
    }
    if (firstWait.isNegative() || longestWait.compareTo(firstWait) < 0) {
      throw new IllegalArgumentException(
          "expected a first wait that is not longer than the longest, found %s and %s"
              .formatted(firstWait, longestWait));
    }
  }

  /** Three tries, 30 seconds apart at first, an hour at most. */
  public static final RetryPolicy STANDARD =
      new RetryPolicy(3, Duration.ofSeconds(30), Duration.ofHours(1));

  /** One try. */
  public static final RetryPolicy NEVER = new RetryPolicy(1, Duration.ZERO, Duration.ZERO);

  /** This, with another number of tries. */
  public RetryPolicy withTries(int changed) {
    return new RetryPolicy(changed, firstWait, longestWait, kinds);
  }

  /** This, for some failures alone. */
  public RetryPolicy only(Set<ErrorKind> some) {
    return new RetryPolicy(tries, firstWait, longestWait, some);
  }

  /** Whether a failure is tried again while there are tries left. */
  public boolean covers(ErrorKind kind) {
    return kind.isRetried() && kinds.contains(kind);
  }

  /**
   * How long to wait after a failure.
   *
   * @param kind of the failure
   * @param before failures of the same kind of counting before this one
   */
  public Duration wait(ErrorKind kind, int before, RandomGenerator random) {
    long longest = millis(longestWait);
    int times = Math.max(1, kind.waits());
    long first = millis(firstWait);
    long upper = first > longest / times ? longest : first * times;
    for (int doublings = before; doublings > 0 && upper > 0 && upper < longest; doublings--) {
      upper = upper > longest / 2 ? longest : upper * 2;
    }
    return Duration.ofMillis(upper / 2 + (upper < 2 ? 0 : random.nextLong(upper / 2 + 1)));
  }

  private static long millis(Duration duration) {
    return duration.compareTo(FOREVER) >= 0 ? Long.MAX_VALUE : duration.toMillis();
  }
}

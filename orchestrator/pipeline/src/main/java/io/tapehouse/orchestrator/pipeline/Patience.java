package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.orchestrator.task.ErrorKind;
import io.tapehouse.orchestrator.task.RetryPolicy;
import java.time.Duration;
import java.util.Set;

/**
 * How long a run waits for what is not there yet.
 *
 * @param defers whether a file that is not due is waited for
 * @param look how long until a file that is late is looked for again
 * @param fetch how often and when a file is asked for again
 * @param work how often and when other tasks are tried again
 */
public record Patience(boolean defers, Duration look, RetryPolicy fetch, RetryPolicy work) {

  private static final int ASKED = 3;

  /** Rests between two looks for a file that is late: five minutes of a real publisher's. */
  private static final int LOOKS = 7;

  /** And before the last of many tries, an hour. */
  private static final int LONGEST = 80;

  /**
   * No user waits: files are waited for, publishers are given hours to get well.
   *
   * @param rest how long a publisher is left in peace at least; of the source
   * @param tries how often a task may fail
   */
  public static Patience ofScheduler(Duration rest, int tries) {
    Duration first = rest.isZero() ? Duration.ofMillis(100) : rest;
    Duration longest = first.multipliedBy(LONGEST);
    RetryPolicy policy = new RetryPolicy(tries, first, longest);
    return new Patience(true, first.multipliedBy(LOOKS), policy, policy);
  }

  /**
   * A user waits: nothing is waited for, and only an answer of "nothing" is asked for again, since
   * a throttled client gets the same answer; the HTTP client has its own retries.
   */
  public static Patience ofForeground(Duration rest) {
    return new Patience(
        false,
        rest,
        new RetryPolicy(ASKED, rest, rest.multipliedBy(2)).only(Set.of(ErrorKind.SUSPECT)),
        RetryPolicy.NEVER);
  }
}

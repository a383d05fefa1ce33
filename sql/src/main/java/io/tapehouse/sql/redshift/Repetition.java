package io.tapehouse.sql.redshift;

import io.tapehouse.sql.WarehouseException;
import io.tapehouse.sql.WriteConflictException;
import io.tapehouse.store.Backoff;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats a whole unit of work that another transaction stood in the way of, as AWS advises on
 * error 1023. Immutable.
 *
 * @param backoff how often, and with which pauses
 */
record Repetition(Backoff backoff) {

  static final Repetition STANDARD =
      new Repetition(Backoff.exponential(8, Duration.ofMillis(100), Duration.ofSeconds(5)));

  private static final Logger LOG = LoggerFactory.getLogger(Repetition.class);

  /**
   * Runs {@code unit} until it is not in conflict.
   *
   * @throws WriteConflictException when the last try was in conflict too
   */
  <T> T of(Supplier<T> unit) {
    Backoff.Attempts attempts = backoff.start();
    while (true) {
      try {
        return unit.get();
      } catch (WriteConflictException e) {
        LOG.info(
            "try {} of {} was in conflict: {}", attempts.number(), backoff.tries(), e.getMessage());
        if (!again(attempts)) {
          throw new WriteConflictException(
              "given up after " + backoff.tries() + " tries: " + e.getMessage(), e);
        }
      }
    }
  }

  private static boolean again(Backoff.Attempts attempts) {
    try {
      return attempts.again();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WarehouseException("interrupted before it was tried again; nothing was kept", e);
    }
  }
}

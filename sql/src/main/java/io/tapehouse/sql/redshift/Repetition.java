package io.tapehouse.sql.redshift;

import io.tapehouse.sql.WarehouseException;
import io.tapehouse.sql.WriteConflictException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats a whole unit of work that another transaction stood in the way of, as AWS advises on
 * error 1023. Between two tries it waits a random part of a time that doubles. Immutable.
 *
 * @param tries of a unit, the first included
 * @param first the longest wait after the first try
 * @param longest the longest wait of all
 */
record Repetition(int tries, Duration first, Duration longest) {

  static final Repetition STANDARD =
      new Repetition(8, Duration.ofMillis(100), Duration.ofSeconds(5));

  private static final Logger LOG = LoggerFactory.getLogger(Repetition.class);

  /**
   * Runs {@code unit} until it is not in conflict.
   *
   * @throws WriteConflictException when the last try was in conflict too
   */
  <T> T of(Supplier<T> unit) {
    for (int attempt = 1; ; attempt++) {
      try {
        return unit.get();
      } catch (WriteConflictException e) {
        if (attempt >= tries) {
          throw new WriteConflictException(
              "given up after " + tries + " tries: " + e.getMessage(), e);
        }
        LOG.info("try {} of {} was in conflict: {}", attempt, tries, e.getMessage());
        pause(attempt);
      }
    }
  }

  private void pause(int attempt) {
    long doubled = first.toMillis() << Math.min(attempt - 1, 20);
    long most = Math.min(longest.toMillis(), doubled);
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(most + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WarehouseException("interrupted before it was tried again; nothing was kept", e);
    }
  }
}

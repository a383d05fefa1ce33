package io.tapehouse.orchestrator.spark.emr;

import io.tapehouse.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Brings the logs that a service left in the log location. That there are none is no error: they
 * come late, or not at all.
 *
 * @param store the log location
 * @param waits time
 * @param patience how long to wait for the logs of work that failed; of work that went well they
 *     are taken only if they are there
 */
record JobLogs(ObjectStore store, Waits waits, Duration patience) {

  private static final int DRIVER_LINES = 2_000;
  private static final int EXECUTOR_LINES = 200;
  private static final int LAST_WORDS = 15;
  private static final int MOST_EXECUTORS = 5;
  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final Pattern TROUBLE =
      Pattern.compile("\\b(ERROR|FATAL|\\w*Exception|OutOfMemoryError|SIGTERM|SIGKILL)\\b");

  /**
   * Which files there may be.
   *
   * @param driver keys of the driver's, the one with the cause of a failure first
   * @param executors folder of the executors', with {@code /}; empty: they are not looked at
   */
  record Places(List<String> driver, String executors) {}

  /**
   * Passes on the driver's log, if it is there already.
   *
   * @return the end of it, or the empty string
   */
  String tellOf(Places places, Consumer<String> log) {
    return end(tell(places.driver(), log));
  }

  /**
   * Passes on what there is of work that failed.
   *
   * @return the end of the driver's log; empty: it did not come in time
   */
  String tellOfFailure(Places places, Consumer<String> log) throws InterruptedException {
    Instant latest = waits.now().plus(patience);
    while (!exists(places.driver()) && waits.now().isBefore(latest)) {
      waits.sleep(LOOK);
    }
    List<String> first = tell(places.driver(), log);
    if (!places.executors().isEmpty()) {
      executors(places.executors(), log);
    }
    return end(first);
  }

  private static String end(List<String> lines) {
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
  }

  private boolean exists(List<String> keys) {
    for (String key : keys) {
      try {
        if (store.stat(key).isPresent()) {
          return true;
        }
      } catch (IOException e) {
        // It is only a log.
        return false;
      }
    }
    return false;
  }

  /** Lines of the first of these that has any. */
  private List<String> tell(List<String> keys, Consumer<String> log) {
    List<String> first = List.of();
    for (String key : keys) {
      List<String> lines = read(key, DRIVER_LINES);
      if (!lines.isEmpty()) {
        log.accept("-- last lines of " + store.location(key));
        lines.forEach(log);
        first = first.isEmpty() ? lines : first;
      }
    }
    if (first.isEmpty()) {
      log.accept("no log of the driver at " + String.join(", ", keys));
    }
    return first;
  }

  private void executors(String folder, Consumer<String> log) {
    int reported = 0;
    for (String key : executorLogs(folder)) {
      List<String> lines = read(key, EXECUTOR_LINES);
      if (reported < MOST_EXECUTORS
          && lines.stream().anyMatch(line -> TROUBLE.matcher(line).find())) {
        log.accept("-- last lines of " + store.location(key));
        lines.forEach(log);
        reported++;
      }
    }
  }

  private List<String> executorLogs(String folder) {
    List<String> keys = new ArrayList<>();
    try {
      for (ObjectStore.ObjectInfo info : store.list(folder)) {
        if (info.key().endsWith("/stderr.gz")) {
          keys.add(info.key());
        }
      }
    } catch (IOException e) {
      // They are only logs.
      return List.of();
    }
    return keys;
  }

  private List<String> read(String key, int most) {
    try {
      if (store.stat(key).isEmpty()) {
        return List.of();
      }
      try (InputStream in = store.open(key)) {
        return new LogTail(most).of(in);
      }
    } catch (IOException e) {
      return List.of("(the log cannot be read: " + e.getMessage() + ")");
    }
  }
}

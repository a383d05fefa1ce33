package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Partition;
import io.tapehouse.orchestrator.source.Arrival;
import io.tapehouse.orchestrator.source.Source;
import io.tapehouse.orchestrator.task.ErrorKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Asks the source. A file of a month or a year is wanted by every run of its days: it is asked for
 * once, and not again for a while. Safe for use by many threads.
 */
final class SourceRequests {

  private static final Duration FRESH = Duration.ofMinutes(10);

  private final Source source;
  private final Clock clock;
  private final Map<Partition, Answer> answers = new ConcurrentHashMap<>();
  private final Map<Partition, ReentrantLock> locks = new ConcurrentHashMap<>();

  private record Answer(Instant at, Arrival arrival) {}

  SourceRequests(Source source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  /** A disk that is full for this file may still have room for others. */
  Arrival bring(Dataset dataset, LocalDate filedUnder) throws InterruptedException {
    if (dataset.isOfTradingDates()) {
      return ask(dataset, filedUnder);
    }
    Partition partition = new Partition(dataset.id(), filedUnder);
    ReentrantLock lock = locks.computeIfAbsent(partition, key -> new ReentrantLock());
    lock.lockInterruptibly();
    try {
      Answer before = answers.get(partition);
      Instant now = clock.instant();
      if (before != null
          && before.arrival() instanceof Arrival.Archived
          && before.at().plus(FRESH).isAfter(now)) {
        return before.arrival();
      }
      Arrival arrival = ask(dataset, filedUnder);
      answers.put(partition, new Answer(now, arrival));
      return arrival;
    } finally {
      lock.unlock();
    }
  }

  private Arrival ask(Dataset dataset, LocalDate filedUnder) throws InterruptedException {
    try {
      return source.bring(dataset, filedUnder);
    } catch (IOException | UncheckedIOException e) {
      return new Arrival.Failed(
          "%s %s: cannot file it in the archive: %s".formatted(dataset.id(), filedUnder, e),
          ErrorKind.RESOURCES,
          Optional.empty());
    }
  }
}

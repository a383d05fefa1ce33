package io.tapehouse.orchestrator.run;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Rules;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.orchestrator.run.TaskRecord.Stage;
import io.tapehouse.orchestrator.run.TaskRecord.State;
import io.tapehouse.orchestrator.source.Arrival;
import io.tapehouse.sql.Refusal;
import io.tapehouse.store.archive.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Brings files into the archive, several at a time; the source itself keeps hosts from harm. */
final class Fetching {

  private static final int AT_ONCE = 4;
  private static final int MOST_ASKED = 3;

  private final RunContext context;
  private final DagSpec dag;
  private final RunSummary summary;
  private final FactTables tables;
  private final Set<Partition> asked = new HashSet<>();

  Fetching(RunContext context, DagSpec dag, RunSummary summary) {
    this.context = context;
    this.dag = dag;
    this.summary = summary;
    this.tables = new FactTables(context.dictionary());
  }

  /**
   * Files of months and years that cover {@code dates}, and the month after when it has begun: only
   * later days tell that the last days of a month were closed.
   */
  Map<Partition, Receipt> periodic(
      List<Dataset> datasets, Collection<LocalDate> dates, LocalDate today)
      throws IOException, InterruptedException {
    Set<Partition> wanted = new LinkedHashSet<>();
    Set<Partition> optional = new HashSet<>();
    for (Dataset dataset : datasets) {
      for (LocalDate date : dates) {
        wanted.add(new Partition(dataset.id(), dataset.period().filedUnder(date)));
      }
    }
    for (Dataset dataset : datasets) {
      if (dataset.period() == Dataset.Period.MONTH) {
        for (LocalDate date : dates) {
          LocalDate next = date.withDayOfMonth(1).plusMonths(1);
          Partition partition = new Partition(dataset.id(), next);
          if (!next.isAfter(today) && wanted.add(partition)) {
            optional.add(partition);
          }
        }
      }
    }
    wanted.removeIf(partition -> !asked.add(partition));
    return bringAll(
        wanted,
        (partition, fetched) -> judgePeriodic(partition, fetched, optional.contains(partition)));
  }

  /** The daily files of open dates. */
  Map<Partition, Receipt> daily(
      List<Dataset> datasets, List<LocalDate> open, TradingCalendar calendar)
      throws IOException, InterruptedException {
    Set<Partition> wanted = new LinkedHashSet<>();
    for (LocalDate date : open) {
      for (Dataset dataset : datasets) {
        wanted.add(new Partition(dataset.id(), date));
      }
    }
    return bringAll(wanted, (partition, fetched) -> judgeDaily(partition, fetched, calendar));
  }

  private record Fetched(Arrival arrival, Duration took) {}

  /** Says what an arrival means for its task; called on many threads. */
  @FunctionalInterface
  private interface Judge {
    Optional<Receipt> judge(Partition partition, Fetched fetched);
  }

  private Map<Partition, Receipt> bringAll(Set<Partition> wanted, Judge judge)
      throws IOException, InterruptedException {
    context.progress().planned(wanted.size());
    ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
    try {
      Map<Partition, Future<Optional<Receipt>>> pending = new LinkedHashMap<>();
      for (Partition partition : wanted) {
        pending.put(
            partition, workers.submit(() -> judge.judge(partition, bringAtLast(partition))));
      }
      Map<Partition, Receipt> archived = new LinkedHashMap<>();
      for (Map.Entry<Partition, Future<Optional<Receipt>>> each : pending.entrySet()) {
        each.getValue().get().ifPresent(receipt -> archived.put(each.getKey(), receipt));
      }
      return archived;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      if (e.getCause() instanceof InterruptedException) {
        throw new InterruptedException("interrupted while fetching");
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  /** Asks again when the publisher has nothing where there should be something by now. */
  private Fetched bringAtLast(Partition partition) throws IOException, InterruptedException {
    Fetched fetched = bring(partition);
    for (int asked = 1;
        asked < MOST_ASKED
            && fetched.arrival() instanceof Arrival.Nothing nothing
            && !nothing.believable()
            && isDue(partition);
        asked++) {
      context
          .progress()
          .say(
              "%s: the publisher has nothing (\"%s\"); asking again in %d ms"
                  .formatted(partition, nothing.words(), context.source().rest().toMillis()));
      Thread.sleep(context.source().rest().toMillis());
      fetched = bring(partition);
    }
    return fetched;
  }

  private boolean isDue(Partition partition) {
    Dataset dataset = context.dictionary().dataset(partition.dataset());
    LocalDateTime now = LocalDateTime.ofInstant(context.clock().instant(), dag.zone());
    return !now.isBefore(partition.date().atTime(dataset.dueTime()));
  }

  private Fetched bring(Partition partition) throws IOException, InterruptedException {
    context.progress().began("fetch " + partition);
    long began = System.nanoTime();
    Arrival arrival = arrival(partition);
    if (arrival instanceof Arrival.Archived archived) {
      archived.receipt().files().forEach(file -> context.progress().received(file.size()));
      if (archived.added()) {
        // There will be work for Spark, and its start takes longer than anything here.
        context.spark().warmUp();
      }
    }
    return new Fetched(arrival, Duration.ofNanos(System.nanoTime() - began));
  }

  /** A disk that is full for this file may still have room for the others. */
  private Arrival arrival(Partition partition) throws InterruptedException {
    try {
      return context
          .source()
          .bring(context.dictionary().dataset(partition.dataset()), partition.date());
    } catch (IOException | UncheckedIOException e) {
      return new Arrival.Failed(partition + ": cannot file it in the archive: " + e);
    }
  }

  private Optional<Receipt> judgePeriodic(Partition partition, Fetched fetched, boolean optional) {
    Arrival arrival = fetched.arrival();
    if (arrival instanceof Arrival.Nothing nothing) {
      State state = optional ? State.SKIPPED : State.FAILED;
      end(partition, fetched, state, "the publisher has nothing: " + nothing.words());
      return Optional.empty();
    }
    if (arrival instanceof Arrival.Failed failed && optional) {
      end(partition, fetched, State.SKIPPED, failed.complaint());
      return Optional.empty();
    }
    return judge(partition, fetched);
  }

  private Optional<Receipt> judgeDaily(
      Partition partition, Fetched fetched, TradingCalendar calendar) {
    if (!(fetched.arrival() instanceof Arrival.Nothing nothing)) {
      return judge(partition, fetched);
    }
    Dataset dataset = context.dictionary().dataset(partition.dataset());
    String verdict =
        !isDue(partition)
            ? "not published yet (due at %s)".formatted(dataset.dueTime())
            : "suspect_empty: the calendar (%s) says that the exchange was open"
                .formatted(calendar.day(partition.date()).source().name().toLowerCase(Locale.ROOT));
    String complaint =
        "%s: expected a file, found the publisher's words \"%s\": %s"
            .formatted(partition, nothing.words(), verdict);
    end(partition, fetched, State.FAILED, complaint);
    Set<String> filled = tables.of(partition.dataset());
    if (!filled.isEmpty()) {
      context
          .warehouse()
          .recordRefusal(
              new Refusal(
                  partition.dataset(),
                  partition.date(),
                  filled,
                  0,
                  "",
                  Rules.VERSION,
                  context.runId(),
                  Fencing.take(context.warehouse(), List.of(partition)),
                  Refusal.Verdict.SUSPECT_EMPTY,
                  complaint,
                  List.of()));
    }
    return Optional.empty();
  }

  private Optional<Receipt> judge(Partition partition, Fetched fetched) {
    if (fetched.arrival() instanceof Arrival.Archived archived) {
      summary.file(partition.dataset());
      end(
          partition,
          fetched,
          State.SUCCESS,
          archived.note().isEmpty()
              ? "version %d%s"
                  .formatted(archived.receipt().version(), archived.added() ? "" : ", as before")
              : archived.note());
      if (!archived.note().isEmpty()) {
        summary.warn(partition + ": " + archived.note());
      }
      return Optional.of(archived.receipt());
    }
    if (fetched.arrival() instanceof Arrival.Skipped skipped) {
      end(partition, fetched, State.SKIPPED, skipped.why());
      return Optional.empty();
    }
    end(partition, fetched, State.FAILED, ((Arrival.Failed) fetched.arrival()).complaint());
    return Optional.empty();
  }

  private void end(Partition partition, Fetched fetched, State state, String detail) {
    TaskRecord task =
        new TaskRecord(
            Stage.FETCH, partition.dataset(), partition.date(), state, detail, fetched.took());
    summary.task(task);
    context.progress().ended(task);
  }
}

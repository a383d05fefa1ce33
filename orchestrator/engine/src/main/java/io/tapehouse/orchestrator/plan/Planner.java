package io.tapehouse.orchestrator.plan;

import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.dag.Dag.CatchUp;
import io.tapehouse.orchestrator.dag.DagBook;
import io.tapehouse.orchestrator.dag.DagResolver;
import io.tapehouse.orchestrator.dag.Schedule;
import io.tapehouse.orchestrator.runstore.Backfill;
import io.tapehouse.orchestrator.runstore.Backfills;
import io.tapehouse.orchestrator.runstore.DagRecord;
import io.tapehouse.orchestrator.runstore.DagRegistry;
import io.tapehouse.orchestrator.runstore.NewBackfill;
import io.tapehouse.orchestrator.runstore.NewRun;
import io.tapehouse.orchestrator.runstore.Resolver;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.RunQuery;
import io.tapehouse.orchestrator.runstore.RunStoreException;
import io.tapehouse.orchestrator.runstore.Runs;
import io.tapehouse.orchestrator.state.BackfillState;
import io.tapehouse.orchestrator.state.RunState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which logical dates are due and have no run, records their runs, and begins runs as the
 * caps allow. It looks at the schedules, the calendars and the rows, never at who woke it, so that
 * it may be asked at any time, by every node: a date has one run, whichever node records it. Used
 * by one thread at a time.
 */
public final class Planner {

  private static final Logger LOG = LoggerFactory.getLogger(Planner.class);

  /** How the words begin that {@link RunMaker#words} has for a closed day. */
  private static final String CLOSED = "closed";

  /** A foreground run gives a sign of life every few seconds. */
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private final DagRegistry dags;
  private final Runs runs;
  private final Backfills backfills;
  private final DagBook book;
  private final Calendars calendars;
  private final Resolver resolver;
  private final Clock clock;
  private final @Nullable Long onlyBackfill;
  private final Map<String, LocalDate> plannedTo = new HashMap<>();
  private final SecondLooks secondLooks;

  /**
   * A planner for everything that is in the store.
   *
   * @param store what is planned; a run store has all of it
   */
  public <S extends DagRegistry & Runs & Backfills> Planner(
      S store, DagBook book, Calendars calendars, Resolver resolver, Clock clock) {
    this(store, store, store, book, calendars, resolver, clock, null);
  }

  private Planner(
      DagRegistry dags,
      Runs runs,
      Backfills backfills,
      DagBook book,
      Calendars calendars,
      Resolver resolver,
      Clock clock,
      @Nullable Long onlyBackfill) {
    this.dags = dags;
    this.runs = runs;
    this.backfills = backfills;
    this.book = book;
    this.calendars = calendars;
    this.resolver = resolver;
    this.clock = clock;
    this.onlyBackfill = onlyBackfill;
    this.secondLooks = new SecondLooks(runs, resolver);
  }

  /** A planner that sees to one backfill and to nothing else. */
  public Planner only(long backfillId) {
    return new Planner(dags, runs, backfills, book, calendars, resolver, clock, backfillId);
  }

  /** Makes the store know the program's DAGs. */
  public void register(Set<String> pausedAtStart) {
    for (Dag dag : book.all()) {
      dags.register(dag.id(), startDate(dag), pausedAtStart.contains(dag.id()));
      dag.startDate().ifPresent(date -> dags.startDate(dag.id(), date));
    }
  }

  /**
   * One look at everything.
   *
   * @return how many runs were recorded or begun, and dates of backfills that moved
   */
  public int tick() {
    Map<String, DagRecord> records = new HashMap<>();
    dags.dags().forEach(dag -> records.put(dag.dagId(), dag));
    int moved = 0;
    if (onlyBackfill == null) {
      for (long deserted : backfills.deserted(SILENCE)) {
        LOG.warn("the process of the foreground run {} is gone: what is left of it ends", deserted);
        moved += apart("backfill " + deserted, () -> giveUp(deserted));
      }
      for (Dag dag : book.all()) {
        DagRecord dagRecord = records.get(dag.id());
        if (dagRecord != null && !dagRecord.paused()) {
          moved += apart(dag.id(), () -> planScheduled(dag, dagRecord));
          moved += apart(dag.id(), () -> runs.admit(dag.id(), dag.maxActiveRuns(), resolver));
        }
      }
    }
    for (Backfill backfill : backfills.backfills(true)) {
      DagRecord dagRecord = records.get(backfill.dagId());
      boolean ours = onlyBackfill == null || onlyBackfill == backfill.id();
      if (ours && dagRecord != null && !dagRecord.paused()) {
        moved += apart(backfill.group(), () -> advance(backfill));
      }
    }
    return moved;
  }

  private int giveUp(long backfillId) {
    backfills.move(backfillId, BackfillState.CANCELLED, resolver);
    return 1;
  }

  /** A fault in one thing is not to keep the others from being planned. */
  private static int apart(String what, IntSupplier planning) {
    try {
      return planning.getAsInt();
    } catch (RunStoreException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("{}: a fault in the planner", what, e);
      return 0;
    }
  }

  /** Forgets what was planned, so that the next look begins at the start dates. */
  public void lookAtAllAgain() {
    plannedTo.clear();
    secondLooks.forget();
  }

  /** As far back as the publishers keep, where no date is given. */
  private LocalDate startDate(Dag dag) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), dag.zone());
    return dag.startDate()
        .orElseGet(
            () ->
                dag.keptTradingDays() == 0
                    ? today
                    : new RunMaker(dag, calendars, clock.instant()).oldestKept());
  }

  private int planScheduled(Dag dag, DagRecord dagRecord) {
    if (dag.schedule().isEmpty()) {
      return 0;
    }
    Schedule schedule = dag.schedule().get();
    Instant now = clock.instant();
    LocalDate from = plannedTo.getOrDefault(dag.id(), dagRecord.startDate());
    SortedSet<LocalDate> due = schedule.due(from, now);
    if (due.isEmpty()) {
      return 0;
    }
    Map<LocalDate, Run> known = new HashMap<>();
    runs.runs(RunQuery.dates(dag.id(), due.first(), due.last()))
        .forEach(run -> known.put(run.date(), run));
    RunMaker maker = new RunMaker(dag, calendars, now);
    SortedSet<LocalDate> wanted = dag.catchUp() == CatchUp.ALL ? due : latest(due, maker);
    List<NewRun> missing = new ArrayList<>();
    for (LocalDate date : wanted) {
      if (!known.containsKey(date)) {
        missing.add(maker.scheduled(date));
      }
    }
    int created = missing.isEmpty() ? 0 : runs.create(missing).size();
    if (created > 0) {
      LOG.info("{}: {} runs planned, the last for {}", dag.id(), created, due.last());
    }
    plannedTo.put(dag.id(), due.last());
    return created
        + followCalendar(dag, known.values(), maker)
        + secondLooks.plan(dag, schedule, due.last(), maker);
  }

  /** The latest open date, and the closed ones after it. */
  private static SortedSet<LocalDate> latest(SortedSet<LocalDate> due, RunMaker maker) {
    SortedSet<LocalDate> latest = new TreeSet<>();
    for (LocalDate date : new TreeSet<>(due).descendingSet()) {
      latest.add(date);
      if (maker.closed(date).isEmpty()) {
        break;
      }
    }
    return latest;
  }

  /**
   * A day that was thought closed may have been open after all, like a make-up Saturday, and the
   * other way round, like a typhoon.
   */
  private int followCalendar(Dag dag, Iterable<Run> known, RunMaker maker) {
    int changed = 0;
    for (Run run : known) {
      Optional<String> closed = maker.skipped(run.date());
      if (run.state() == RunState.SKIPPED && maker.closed(run.date()).isEmpty() && wasClosed(run)) {
        LOG.info("{}: by the calendar of now it was open", run.name());
        runs.reopen(run.id(), RunState.QUEUED, "", dag.newTasks());
        changed++;
      } else if (run.state() == RunState.QUEUED
          && run.group().equals(maker.scheduledGroup())
          && closed.isPresent()) {
        LOG.info("{}: {}", run.name(), closed.get());
        runs.reopen(run.id(), RunState.SKIPPED, closed.get(), List.of());
        changed++;
      }
    }
    return changed;
  }

  private int advance(Backfill backfill) {
    if (backfill.state() != BackfillState.RUNNING || book.find(backfill.dagId()).isEmpty()) {
      return 0;
    }
    boolean foreground = backfill.kind() == NewBackfill.Kind.FOREGROUND;
    if (foreground && onlyBackfill == null) {
      // A process of its own sees to it.
      return 0;
    }
    RunMaker maker =
        new RunMaker(book.find(backfill.dagId()).orElseThrow(), calendars, clock.instant());
    int moved =
        backfills.advance(
            backfill.id(),
            backfill.maxActiveRuns(),
            date -> maker.backfill(date, backfill.id(), foreground),
            resolver);
    List<Long> next =
        runs
            .runs(
                new RunQuery(
                    backfill.dagId(),
                    Set.of(RunState.QUEUED),
                    null,
                    null,
                    backfill.group(),
                    Integer.MAX_VALUE))
            .stream()
            .map(Run::id)
            .toList();
    if (!next.isEmpty()) {
      runs.start(next, resolver);
    }
    return moved + next.size();
  }

  /** Known as closed when it was made, or found to be so by a task. */
  private boolean wasClosed(Run run) {
    return run.note().startsWith(CLOSED)
        || (run.note().equals(DagResolver.ENDED_EARLY)
            && runs.tasks(run.id()).stream()
                .anyMatch(task -> task.shortCircuited() && task.message().startsWith(CLOSED)));
  }
}

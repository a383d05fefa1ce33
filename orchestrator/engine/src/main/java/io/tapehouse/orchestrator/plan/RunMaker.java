package io.tapehouse.orchestrator.plan;

import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.dag.Schedule;
import io.tapehouse.orchestrator.plan.RunCalendar.Closure;
import io.tapehouse.orchestrator.runstore.Backfill;
import io.tapehouse.orchestrator.runstore.NewBackfill;
import io.tapehouse.orchestrator.runstore.NewRun;
import io.tapehouse.orchestrator.runstore.RunType;
import io.tapehouse.orchestrator.state.RunState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes runs of a DAG: a closed day's is skipped from the first, so that it is known as one. Used
 * by one thread at a time.
 */
public final class RunMaker {

  /** Ranks of dates that their publisher has forgotten: behind all others. */
  private static final long FORGOTTEN = 1_000_000;

  /** Of backfills, which come after all that is due, in the order in which their dates begin. */
  private static final long LEISURE = 2_000_000;

  /** No exchange was ever closed for longer; a longer search means a broken calendar. */
  private static final int LONGEST_CLOSURE_DAYS = 60;

  private final Dag dag;
  private final Calendars calendars;
  private final Instant now;
  private @Nullable LocalDate oldestKept;
  private @Nullable RunCalendar calendar;
  private boolean calendarKnown;

  /** For a DAG, as things stand now. */
  public RunMaker(Dag dag, Calendars calendars, Instant now) {
    this.dag = dag;
    this.calendars = calendars;
    this.now = now;
  }

  /** A run that the schedule made. */
  public NewRun scheduled(LocalDate date) {
    return make(date, RunType.SCHEDULED, scheduledGroup(), rank(date), null);
  }

  /** The group of the runs that the schedule made. */
  String scheduledGroup() {
    return "scheduled:" + dag.id();
  }

  /** A requested run, of an open day or not. */
  public NewRun manual(LocalDate date) {
    return new NewRun(
        dag.id(),
        date,
        RunType.MANUAL,
        RunState.QUEUED,
        "manual:" + dag.id() + "@" + date,
        rank(date),
        "",
        null,
        null,
        dag.newTasks());
  }

  /** A run that belongs to a backfill; the backfill keeps its dates in order by itself. */
  public NewRun backfill(LocalDate date, long backfillId, boolean foreground) {
    String group =
        Backfill.groupOf(
            backfillId, foreground ? NewBackfill.Kind.FOREGROUND : NewBackfill.Kind.BACKFILL);
    if (foreground) {
      // The run itself finds a closed day by the newest calendar, not by this one.
      return new NewRun(
          dag.id(),
          date,
          RunType.MANUAL,
          RunState.QUEUED,
          group,
          LEISURE,
          "",
          backfillId,
          null,
          dag.newTasks());
    }
    return make(date, RunType.BACKFILL, group, LEISURE, backfillId);
  }

  /** Why the DAG does not run on a date, as far as is known; empty: it does. */
  public Optional<String> closed(LocalDate date) {
    return closure(date).map(Closure::reason);
  }

  /** Asked for once: it is put together from files, and some hundred days are looked up in it. */
  private Optional<RunCalendar> calendar() {
    if (!calendarKnown) {
      calendar = calendars.calendar(dag.calendar()).orElse(null);
      calendarKnown = true;
    }
    return Optional.ofNullable(calendar);
  }

  /**
   * Why a date's run is skipped without a look. A closed day of which only a schedule or its
   * weekday suggests is no such reason where publishers delete their files: its run asks once.
   */
  public Optional<String> skipped(LocalDate date) {
    return closure(date)
        .filter(
            closure ->
                closure.observed() || dag.keptTradingDays() == 0 || date.isBefore(keptSince()))
        .map(Closure::reason);
  }

  private Optional<Closure> closure(LocalDate date) {
    return calendar().flatMap(known -> known.closure(date));
  }

  private NewRun make(
      LocalDate date, RunType type, String group, long rank, @Nullable Long backfillId) {
    Optional<String> closed = skipped(date);
    return new NewRun(
        dag.id(),
        date,
        type,
        closed.isPresent() ? RunState.SKIPPED : RunState.QUEUED,
        group,
        rank,
        closed.orElse(""),
        backfillId,
        deadline(date),
        closed.isPresent() ? List.of() : dag.newTasks());
  }

  private @Nullable Instant deadline(LocalDate date) {
    int daysAfter = dag.schedule().map(Schedule::daysBack).orElse(0);
    LocalDate later = date.plusDays(daysAfter);
    LocalDate day = daysAfter == 0 ? date : openOnOrAfter(later);
    return dag.deadline().map(time -> day.atTime(time).atZone(dag.zone()).toInstant()).orElse(null);
  }

  private LocalDate openOnOrAfter(LocalDate date) {
    return Stream.iterate(date, day -> day.plusDays(1))
        .limit(LONGEST_CLOSURE_DAYS)
        .filter(day -> closure(day).isEmpty())
        .findFirst()
        .orElse(date);
  }

  /** What the publisher will forget first goes first; what it has forgotten goes last. */
  private long rank(LocalDate date) {
    return date.isBefore(keptSince()) ? FORGOTTEN - date.toEpochDay() : date.toEpochDay();
  }

  private LocalDate keptSince() {
    LocalDate known = oldestKept;
    if (known == null) {
      known = oldestKept();
      oldestKept = known;
    }
    return known;
  }

  /** The first date that the DAG's publishers still keep. */
  public LocalDate oldestKept() {
    if (dag.keptTradingDays() == 0) {
      return LocalDate.MIN;
    }
    LocalDate date = LocalDate.ofInstant(now, dag.zone());
    for (int kept = closed(date).isEmpty() ? 1 : 0; kept < dag.keptTradingDays(); ) {
      date = date.minusDays(1);
      if (closed(date).isEmpty()) {
        kept++;
      }
    }
    return date;
  }
}

package io.tapehouse.orchestrator.run;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.orchestrator.calendar.CalendarBook;
import io.tapehouse.orchestrator.run.TaskRecord.Stage;
import io.tapehouse.orchestrator.run.TaskRecord.State;
import io.tapehouse.store.archive.Receipt;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Runs a DAG for some dates: the calendar first, then files to the archive, one Spark job over all
 * that is new, and one transaction into the warehouse. One bad file stops nothing but itself. Not
 * safe for use by many threads.
 */
public final class Runner {

  /** Dates that go through together; bounds what a crash undoes and the size of a transaction. */
  private static final int DATES_TOGETHER = 64;

  private static final List<String> TAIWAN_EXCHANGES = List.of("TWSE", "TPEx", "TAIFEX");

  private final RunContext context;
  private final DagSpec dag;
  private final CalendarBook book;
  private final Fetching fetching;

  /** Files of months and years that came in and were not filled from yet. */
  private final Map<Partition, Receipt> calendars = new LinkedHashMap<>();

  private final RunSummary summary = new RunSummary();

  /** A run of {@code dag}. */
  public Runner(RunContext context, DagSpec dag) {
    this.context = context;
    this.dag = dag;
    this.book = new CalendarBook(context.archive());
    this.fetching = new Fetching(context, dag, summary);
  }

  /**
   * Runs to the end.
   *
   * @throws NothingToRunException when the selection names no date that there is
   */
  public RunSummary run(DateSelection selection) throws IOException, InterruptedException {
    book.refresh();
    List<LocalDate> dates = resolve(selection);
    for (int from = 0; from < dates.size(); from += DATES_TOGETHER) {
      runTogether(dates.subList(from, Math.min(from + DATES_TOGETHER, dates.size())));
    }
    return summary;
  }

  private List<LocalDate> resolve(DateSelection selection)
      throws IOException, InterruptedException {
    if (selection instanceof DateSelection.One one) {
      return List.of(one.date());
    }
    Optional<SortedSet<LocalDate>> offered = context.source().dates(datasets(dag.dailyDatasets()));
    if (selection instanceof DateSelection.Range range) {
      if (offered.isEmpty()) {
        return range.from().datesUntil(range.to().plusDays(1)).toList();
      }
      List<LocalDate> inRange =
          List.copyOf(offered.get().subSet(range.from(), range.to().plusDays(1)));
      if (inRange.isEmpty()) {
        throw new NothingToRunException(
            "%s has no file of %s from %s to %s"
                .formatted(context.source().name(), dag.id(), range.from(), range.to()));
      }
      reportLacking(range, new HashSet<>(inRange));
      return inRange;
    }
    if (offered.isPresent()) {
      if (offered.get().isEmpty()) {
        throw new NothingToRunException(
            context.source().name() + " has no file of " + dag.id() + " for any date");
      }
      return List.of(offered.get().last());
    }
    return List.of(latestDue());
  }

  /** The latest open day on which every daily file should be there by now. */
  private LocalDate latestDue() throws IOException, InterruptedException {
    LocalDateTime now = LocalDateTime.ofInstant(context.clock().instant(), dag.zone());
    LocalTime due =
        datasets(dag.dailyDatasets()).stream()
            .map(Dataset::dueTime)
            .max(LocalTime::compareTo)
            .orElseThrow();
    LocalDate latest =
        now.toLocalTime().isBefore(due) ? now.toLocalDate().minusDays(1) : now.toLocalDate();
    fetchCalendars(List.of(latest));
    return book.calendar(dag.exchange()).openOnOrBefore(latest);
  }

  private void runTogether(List<LocalDate> dates) throws IOException, InterruptedException {
    fetchCalendars(dates);
    Map<Partition, Receipt> archived = new LinkedHashMap<>(calendars);
    calendars.clear();
    TradingCalendar calendar = book.calendar(dag.exchange());
    writeCalendar(calendar, dates);
    List<LocalDate> open = openDates(dates, calendar);
    Map<Partition, Receipt> daily = fetching.daily(datasets(dag.dailyDatasets()), open, calendar);
    if (context.source().dates(List.of()).isPresent()) {
      failDatesWithoutAnything(open, daily);
    }
    archived.putAll(daily);
    new Filling(context, dag, book, summary).fill(archived, open);
  }

  /** Files of a month or a year, each once a run; they say which days were open. */
  private void fetchCalendars(Collection<LocalDate> dates)
      throws IOException, InterruptedException {
    LocalDate today = LocalDate.ofInstant(context.clock().instant(), dag.zone());
    calendars.putAll(fetching.periodic(datasets(dag.calendarDatasets()), dates, today));
    book.refresh();
    for (CalendarBook.Complaint complaint : book.takeComplaints()) {
      // A history that cannot be read fails its own ETL; the schedule has none.
      if (complaint.dataset().equals("twse.holiday_schedule")) {
        TaskRecord task =
            new TaskRecord(
                Stage.TRANSFORM,
                complaint.dataset(),
                complaint.date(),
                State.FAILED,
                complaint.words(),
                Duration.ZERO);
        summary.task(task);
        context.progress().ended(task);
      }
    }
  }

  private void writeCalendar(TradingCalendar calendar, List<LocalDate> dates) {
    Set<Integer> years = new HashSet<>();
    dates.forEach(date -> years.add(date.getYear()));
    List<CalendarDay> days = new ArrayList<>();
    calendar.known().values().stream()
        .filter(day -> years.contains(day.date().getYear()))
        .forEach(days::add);
    dates.stream()
        .filter(date -> !calendar.known().containsKey(date))
        .forEach(date -> days.add(calendar.day(date)));
    for (String exchange : TAIWAN_EXCHANGES) {
      context.warehouse().replaceCalendar(exchange, days, context.clock().instant());
    }
  }

  private List<LocalDate> openDates(List<LocalDate> dates, TradingCalendar calendar)
      throws IOException {
    Set<LocalDate> offered =
        context
            .source()
            .dates(datasets(dag.dailyDatasets()))
            .<Set<LocalDate>>map(HashSet::new)
            .orElse(Set.of());
    List<LocalDate> open = new ArrayList<>();
    for (LocalDate date : dates) {
      CalendarDay day = calendar.day(date);
      // That weekends are closed is an assumption; a file of that day outweighs it.
      boolean contradicted = day.source() == CalendarDay.Source.ASSUMED && offered.contains(date);
      if (day.open() || contradicted) {
        open.add(date);
      } else {
        String why =
            "closed (%s)%s"
                .formatted(
                    day.source().name().toLowerCase(java.util.Locale.ROOT),
                    day.note().isEmpty() ? "" : ": " + day.note());
        summary.closed(date, why);
        context.progress().say(date + ": " + why + ", skipped");
      }
    }
    return open;
  }

  private void failDatesWithoutAnything(List<LocalDate> open, Map<Partition, Receipt> daily) {
    for (LocalDate date : open) {
      if (daily.keySet().stream().noneMatch(partition -> partition.date().equals(date))) {
        TaskRecord task =
            new TaskRecord(
                Stage.FETCH,
                dag.id(),
                date,
                State.FAILED,
                "%s has no file of %s for %s, and no calendar says that it was closed"
                    .formatted(context.source().name(), dag.id(), date),
                Duration.ZERO);
        summary.task(task);
        context.progress().ended(task);
      }
    }
  }

  private void reportLacking(DateSelection.Range range, Set<LocalDate> offered)
      throws IOException, InterruptedException {
    fetchCalendars(new TreeSet<>(List.of(range.from(), range.to())));
    TradingCalendar calendar = book.calendar(dag.exchange());
    range
        .from()
        .datesUntil(range.to().plusDays(1))
        .filter(date -> !offered.contains(date) && calendar.isOpen(date))
        .forEach(summary::lacking);
  }

  private List<Dataset> datasets(List<String> ids) {
    return ids.stream().map(context.dictionary()::dataset).toList();
  }
}

package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.extractors.text.NoDataWords;
import io.tapehouse.extractors.text.TextLines;
import io.tapehouse.orchestrator.calendar.CalendarConflict;
import io.tapehouse.orchestrator.source.Arrival;
import io.tapehouse.orchestrator.task.ErrorKind;
import io.tapehouse.orchestrator.task.TaskBody;
import io.tapehouse.orchestrator.task.TaskContext;
import io.tapehouse.orchestrator.task.TaskFailure;
import io.tapehouse.orchestrator.task.TaskResult;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Decides whether a date was a trading day, and ends the run of one that was not.
 *
 * <p>A replay folder's file of the date is read, whatever the calendar. Of a date that only a
 * schedule or its weekday makes a closed one, a publisher that deletes its files is asked once: a
 * file that is there opens the day.
 */
final class CalendarBody implements TaskBody.Batch {

  /** Bytes; with notes some 400. The answer of an open day has a row for each of many stocks. */
  private static final int LONGEST_NOTHING = 4096;

  private final PipelineContext pipeline;
  private final DatasetDag dag;
  private final SourceRequests requests;
  private final CalendarRecord calendarRecord;
  private final UnknownYears unknownYears = new UnknownYears();

  CalendarBody(PipelineContext pipeline, DatasetDag dag, SourceRequests requests) {
    this.pipeline = pipeline;
    this.dag = dag;
    this.requests = requests;
    this.calendarRecord = new CalendarRecord(pipeline, dag);
  }

  @Override
  public void run(List<TaskContext> contexts, TaskBody.Results results)
      throws IOException, InterruptedException {
    pipeline.calendars().refresh();
    SortedSet<LocalDate> dates = new TreeSet<>();
    contexts.forEach(context -> dates.add(context.date()));
    pipeline.calendars().observe(dates);
    List<Dataset> daily = dag.dailyDatasets().stream().map(pipeline.dictionary()::dataset).toList();
    Optional<SortedSet<LocalDate>> offered = pipeline.source().dates(daily);
    for (TaskContext context : contexts) {
      decide(context, daily, offered, results);
    }
    write(pipeline.calendars().calendar(dag.exchange()), dates);
  }

  private void decide(
      TaskContext context,
      List<Dataset> daily,
      Optional<SortedSet<LocalDate>> offered,
      TaskBody.Results results)
      throws IOException, InterruptedException {
    LocalDate date = context.date();
    TradingCalendar calendar = pipeline.calendars().calendar(dag.exchange());
    CalendarDay day = calendar.day(date);
    if (dag.rhythm() == DatasetDag.Rhythm.WEEKLY && !offered.map(Set::isEmpty).orElse(false)) {
      decideWeek(context, calendar, daily, offered, results);
      return;
    }
    boolean has = offered.map(all -> all.contains(date)).orElse(false);
    if (!day.open() && (has || isAskedFor(day, calendar, offered))) {
      Arrival arrival = requests.bring(pipeline.dictionary().dataset(dag.proof()), date);
      if (arrival instanceof Arrival.Archived archived) {
        pipeline.calendars().observe(archived.receipt());
        boolean against = has && hasData(archived.receipt());
        open(context, against ? List.of(offered(day)) : List.of(), results);
      } else if (has) {
        open(context, List.of(offered(day)), results);
      } else if (arrival instanceof Arrival.Failed failed) {
        results.fail(
            context,
            new TaskFailure(
                failed.kind(),
                "%s, but its publisher could not be asked for %s, which it deletes: %s"
                    .formatted(day.closure(), dag.proof(), failed.complaint()),
                failed
                    .notBefore()
                    .map(until -> Duration.between(pipeline.clock().instant(), until))
                    .orElse(null),
                null));
      } else {
        results.end(
            context,
            new TaskResult.ShortCircuit(
                "%s; asked for %s, the publisher has nothing"
                    .formatted(day.closure(), dag.proof())));
      }
    } else if (!day.open()) {
      results.end(context, new TaskResult.ShortCircuit(day.closure()));
    } else if (offered.isPresent() && !has) {
      results.fail(
          context,
          new TaskFailure(
              ErrorKind.USER,
              "%s has no file of %s for %s, and by no calendar was it closed"
                  .formatted(pipeline.source().offer(daily), dag.id(), date)));
    } else {
      open(context, List.of(), results);
    }
  }

  /** A week's file bears one date: the run of any other is skipped, and names the nearest. */
  private void decideWeek(
      TaskContext context,
      TradingCalendar calendar,
      List<Dataset> daily,
      Optional<SortedSet<LocalDate>> offered,
      TaskBody.Results results)
      throws IOException {
    LocalDate date = context.date();
    SortedSet<LocalDate> dates = new TreeSet<>(offered.orElse(Collections.emptySortedSet()));
    if (offered.isEmpty()) {
      dates.add(calendar.lastOpenOfWeek(date.minusWeeks(1)));
      dates.add(calendar.lastOpenOfWeek(date));
      for (Dataset dataset : daily) {
        dates.addAll(pipeline.archive().dates(dataset.id()));
      }
    }
    if (dates.contains(date)) {
      open(context, List.of(), results);
      return;
    }
    SortedSet<LocalDate> nearest = new TreeSet<>();
    if (!dates.headSet(date).isEmpty()) {
      nearest.add(dates.headSet(date).last());
    }
    if (!dates.tailSet(date).isEmpty()) {
      nearest.add(dates.tailSet(date).first());
    }
    results.end(
        context,
        new TaskResult.ShortCircuit(
            "no file of a week bears this date; the nearest: "
                + nearest.stream().map(LocalDate::toString).collect(Collectors.joining(", "))));
  }

  /**
   * Whether a closed day is no more than a guess about a file that will be gone. A folder has shown
   * already what it has.
   */
  private boolean isAskedFor(
      CalendarDay day, TradingCalendar calendar, Optional<SortedSet<LocalDate>> offered) {
    Integer kept = pipeline.dictionary().dataset(dag.proof()).keptTradingDays();
    if (kept == null || offered.isPresent() || day.source() == CalendarDay.Source.OBSERVED) {
      return false;
    }
    LocalDate oldest = LocalDate.ofInstant(pipeline.clock().instant(), ZoneId.of(dag.zone()));
    for (int open = 0; open < kept && !oldest.isBefore(day.date()); oldest = oldest.minusDays(1)) {
      open += calendar.isOpen(oldest) ? 1 : 0;
    }
    return oldest.isBefore(day.date());
  }

  /** Whether a file is more than the publisher's words that there is nothing, which are short. */
  private boolean hasData(Receipt receipt) throws IOException {
    for (ArchivedFile file : receipt.files()) {
      if (file.size() > LONGEST_NOTHING) {
        return true;
      }
      try (InputStream in = pipeline.archive().open(receipt, file)) {
        byte[] bytes = in.readAllBytes();
        if (!NoDataWords.in(new String(bytes, TextLines.charset(bytes)))) {
          return true;
        }
      }
    }
    return false;
  }

  /** A conflict between the calendar and the files of the folder. */
  private CalendarConflict offered(CalendarDay day) {
    return new CalendarConflict(
        day.date(),
        "open: %s has files of %s".formatted(pipeline.source().name(), dag.id()),
        "closed: the calendar: " + day.closure());
  }

  private void open(
      TaskContext context, List<CalendarConflict> otherwise, TaskBody.Results results) {
    List<CalendarConflict> conflicts = pipeline.calendars().conflicts(context.date());
    List<String> warnings =
        new ArrayList<>(
            calendarRecord.write(conflicts.isEmpty() ? otherwise : conflicts, context.attemptId()));
    unknownYears
        .warning(pipeline.calendars().calendar(dag.exchange()), context.date())
        .ifPresent(warnings::add);
    warnings.forEach(context::log);
    results.end(
        context,
        new TaskResult.Success(
            warnings.isEmpty() ? "open" : "open: " + String.join("; ", warnings),
            Outputs.text(new Outputs.Warned(warnings))));
  }

  private void write(TradingCalendar calendar, Set<LocalDate> dates) {
    Set<Integer> years = new HashSet<>();
    dates.forEach(date -> years.add(date.getYear()));
    List<CalendarDay> days = new ArrayList<>();
    calendar.known().values().stream()
        .filter(day -> years.contains(day.date().getYear()))
        .forEach(days::add);
    dates.stream()
        .filter(date -> !calendar.known().containsKey(date))
        .forEach(date -> days.add(calendar.day(date)));
    calendarRecord.write(days);
  }
}

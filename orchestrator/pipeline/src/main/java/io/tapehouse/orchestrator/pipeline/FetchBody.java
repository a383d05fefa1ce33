package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.dictionary.Partition;
import io.tapehouse.dictionary.Table;
import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.orchestrator.calendar.CalendarConflict;
import io.tapehouse.orchestrator.source.Arrival;
import io.tapehouse.orchestrator.task.ErrorKind;
import io.tapehouse.orchestrator.task.TaskBody;
import io.tapehouse.orchestrator.task.TaskContext;
import io.tapehouse.orchestrator.task.TaskFailure;
import io.tapehouse.orchestrator.task.TaskResult;
import io.tapehouse.sql.Refusal;
import io.tapehouse.sql.StaleFenceException;
import io.tapehouse.store.archive.Receipt;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Brings the file of a dataset into the archive, or waits until it is due. */
final class FetchBody implements TaskBody.Single {

  /** A file that is due later is looked for at its time, and at least this often. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final PipelineContext pipeline;
  private final DatasetDag dag;
  private final Dataset dataset;
  private final SourceRequests requests;
  private final Patience patience;

  FetchBody(
      PipelineContext pipeline,
      DatasetDag dag,
      Dataset dataset,
      SourceRequests requests,
      Patience patience) {
    this.pipeline = pipeline;
    this.dag = dag;
    this.dataset = dataset;
    this.requests = requests;
    this.patience = patience;
  }

  @Override
  public TaskResult run(TaskContext context) throws TaskFailure, InterruptedException, IOException {
    LocalDate filedUnder = dataset.period().filedUnder(context.date());
    if (!dataset.isPublished(filedUnder)) {
      return new TaskResult.Skipped(unpublished());
    }
    boolean daily = dataset.isOfTradingDates();
    if (daily && patience.defers() && !isDue(filedUnder)) {
      Duration left = Duration.between(pipeline.clock().instant(), due(filedUnder));
      return new TaskResult.Deferred(
          "%s is due at %s".formatted(filedUnder, dataset.due(filedUnder, calendar())),
          left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT);
    }
    context.log(
        "asking %s for %s %s".formatted(pipeline.source().name(), dataset.id(), filedUnder));
    Arrival arrival = requests.bring(dataset, filedUnder);
    if (dataset.period() == Dataset.Period.MONTH) {
      bringNextMonth(filedUnder);
    }
    if (arrival instanceof Arrival.Archived archived) {
      return archived(context, archived);
    }
    if (arrival instanceof Arrival.Skipped skipped) {
      return new TaskResult.Skipped(skipped.why());
    }
    if (arrival instanceof Arrival.Failed failed) {
      throw new TaskFailure(
          failed.kind(),
          failed.complaint(),
          failed
              .notBefore()
              .map(until -> Duration.between(pipeline.clock().instant(), until))
              .orElse(null),
          null);
    }
    Arrival.Nothing nothing = (Arrival.Nothing) arrival;
    if (!daily) {
      throw new TaskFailure(
          ErrorKind.PUBLISHER,
          "%s %s: the publisher has nothing: %s"
              .formatted(dataset.id(), filedUnder, nothing.words()));
    }
    return nothing(context, filedUnder, nothing);
  }

  private String unpublished() {
    return "not published before " + dataset.publishedSince();
  }

  /** The file of a month brings the next one's with it, and a file that is due later may come. */
  @Override
  public Optional<String> nothingToDo(LocalDate date) {
    LocalDate filedUnder = dataset.period().filedUnder(date);
    if (!dataset.isPublished(filedUnder)) {
      return Optional.of(unpublished());
    }
    boolean mayCome = dataset.isOfTradingDates() && patience.defers() && !isDue(filedUnder);
    return mayCome || dataset.period() == Dataset.Period.MONTH
        ? Optional.empty()
        : pipeline.source().lacks(dataset, filedUnder);
  }

  /** Only later days tell that the last days of a month were closed. */
  private void bringNextMonth(LocalDate month) throws InterruptedException {
    LocalDate next = month.plusMonths(1);
    if (!next.isAfter(LocalDate.ofInstant(pipeline.clock().instant(), zone()))) {
      requests.bring(dataset, next);
    }
  }

  private TaskResult archived(TaskContext context, Arrival.Archived archived) throws IOException {
    Receipt receipt = archived.receipt();
    receipt.files().forEach(file -> pipeline.progress().received(file.size()));
    if (archived.added()) {
      // There will be work for Spark, and its start takes longer than anything here.
      pipeline.spark().warmUp();
    }
    List<String> notes = new ArrayList<>();
    if (!archived.note().isEmpty()) {
      notes.add(archived.note());
    }
    List<CalendarConflict> conflicts = new ArrayList<>();
    for (CalendarDay proved : pipeline.calendars().observe(receipt)) {
      conflicts.addAll(pipeline.calendars().conflicts(proved.date()));
    }
    notes.addAll(new CalendarRecord(pipeline, dag).write(conflicts, context.attemptId()));
    String note = String.join("; ", notes);
    String message =
        note.isEmpty()
            ? "version %d%s".formatted(receipt.version(), archived.added() ? "" : ", as before")
            : note;
    return new TaskResult.Success(
        message,
        Outputs.text(
            new Outputs.Fetched(
                new Partition(dataset.id(), receipt.date()), receipt.version(), note)));
  }

  private TaskResult nothing(TaskContext context, LocalDate filedUnder, Arrival.Nothing nothing)
      throws TaskFailure, IOException {
    pipeline.calendars().refresh();
    // A later file may have been fetched by now, whose night session began before this date.
    pipeline.calendars().observe(List.of(filedUnder));
    CalendarDay day = pipeline.calendars().calendar(dag.exchange()).day(filedUnder);
    if (!day.open() && day.source() != CalendarDay.Source.ASSUMED) {
      return new TaskResult.Skipped(
          "the exchange was closed, as is known by now: " + nothing.words());
    }
    if (patience.defers() && pipeline.clock().instant().isBefore(deadline(filedUnder))) {
      return new TaskResult.Deferred(
          "%s %s: not there yet: %s".formatted(dataset.id(), filedUnder, nothing.words()),
          patience.look());
    }
    boolean due = isDue(filedUnder);
    String complaint =
        "%s %s: expected a file, found the publisher's words \"%s\": %s"
            .formatted(
                dataset.id(),
                filedUnder,
                nothing.words(),
                due
                    ? "suspect_empty: by the calendar (%s) the exchange was open"
                        .formatted(day.source().name().toLowerCase(Locale.ROOT))
                    : "not published yet (due at %s)".formatted(dataset.dueTime()));
    boolean asksAgain =
        due && !nothing.believable() && context.claim().failures() + 1 < patience.fetch().tries();
    if (!asksAgain) {
      record(context, filedUnder, complaint);
    }
    throw new TaskFailure(
        asksAgain || patience.defers() ? ErrorKind.SUSPECT : ErrorKind.DATA, complaint);
  }

  private void record(TaskContext context, LocalDate filedUnder, String complaint) {
    Set<String> tables =
        pipeline.dictionary().factTables(dataset.id()).stream()
            .map(Table::name)
            .collect(Collectors.toUnmodifiableSet());
    if (tables.isEmpty()) {
      return;
    }
    long fence = context.claim().fence();
    try {
      pipeline.warehouse().fence(Map.of(new Partition(dataset.id(), filedUnder), fence));
      pipeline
          .warehouse()
          .recordRefusal(
              new Refusal(
                  new Partition(dataset.id(), filedUnder),
                  tables,
                  0,
                  "",
                  dataset.lineage().rules(),
                  context.attemptId(),
                  fence,
                  Refusal.Verdict.SUSPECT_EMPTY,
                  complaint,
                  List.of()));
    } catch (StaleFenceException e) {
      context.log("not recorded: " + e.getMessage());
    }
  }

  private boolean isDue(LocalDate date) {
    return !pipeline.clock().instant().isBefore(due(date));
  }

  private Instant due(LocalDate date) {
    return dataset.due(date, calendar()).atZone(zone()).toInstant();
  }

  /** Until then a publisher may simply be late. */
  private Instant deadline(LocalDate date) {
    LocalDate day =
        dag.daysAfter() == 0 ? date : calendar().openOnOrAfter(date.plusDays(dag.daysAfter()));
    return day.atTime(LocalTime.parse(dag.deadline())).atZone(zone()).toInstant();
  }

  private TradingCalendar calendar() {
    return pipeline.calendars().calendar(dag.exchange());
  }

  private ZoneId zone() {
    return ZoneId.of(dag.zone());
  }
}

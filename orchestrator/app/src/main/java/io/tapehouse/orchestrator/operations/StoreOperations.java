package io.tapehouse.orchestrator.operations;

import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.dictionary.calendar.Exchange;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.orchestrator.control.AnswerOutput;
import io.tapehouse.orchestrator.logs.OldFiles;
import io.tapehouse.orchestrator.pipeline.WarehousePlan;
import io.tapehouse.orchestrator.runstore.RunQuery;
import io.tapehouse.orchestrator.state.BackfillState;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.sql.query.BoundQuery;
import io.tapehouse.sql.result.ResultFormat;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers from a run store. */
public final class StoreOperations implements Operations {

  private static final Set<RunState> ENDED =
      EnumSet.of(RunState.SUCCESS, RunState.FAILED, RunState.SKIPPED, RunState.CANCELLED);

  private final OperationsContext with;
  private final Closeable afterwards;
  private final DagOperations dags;
  private final RunOperations runs;
  private final TaskOperations tasks;
  private final BackfillOperations backfills;
  private final LogOperations logs;

  /** Answers for an owner, who closes everything himself. */
  public StoreOperations(OperationsContext with) {
    this(with, () -> {});
  }

  /**
   * Answers for a while.
   *
   * @param afterwards closed with this
   */
  public StoreOperations(OperationsContext with, Closeable afterwards) {
    this.with = with;
    this.afterwards = afterwards;
    Lookup lookup = new Lookup(with.store(), with.book());
    this.dags = new DagOperations(with, lookup);
    this.runs = new RunOperations(with, lookup);
    this.tasks = new TaskOperations(with, lookup);
    this.backfills = new BackfillOperations(with, lookup);
    this.logs = new LogOperations(with, lookup);
  }

  @Override
  public SchedulerPresence schedulerPresence() {
    return with.schedulerPresence();
  }

  @Override
  public List<DagAnswers.Line> dags() {
    return dags.list();
  }

  @Override
  public DagAnswers.Detail dag(String dagId) {
    return dags.show(dagId);
  }

  @Override
  public DagAnswers.Line pauseDag(String dagId) {
    return dags.pause(dagId, true);
  }

  @Override
  public DagAnswers.Line unpauseDag(String dagId) {
    return dags.pause(dagId, false);
  }

  @Override
  public RunAnswers.Line triggerDag(String dagId, @Nullable LocalDate date)
      throws OperationFailedException {
    return dags.trigger(dagId, date);
  }

  @Override
  public List<RunAnswers.Line> runs(RunFilter filter) {
    return runs.list(filter);
  }

  @Override
  public RunAnswers.Detail run(String run) throws OperationFailedException {
    return runs.show(run);
  }

  @Override
  public List<RunAnswers.Happening> runEvents(String run) throws OperationFailedException {
    return runs.events(run);
  }

  @Override
  public GridAnswer grid(String dagId, int dates) {
    return runs.grid(dagId, dates);
  }

  @Override
  public RequestedRuns requestRuns(RunRequest request) throws IOException, InterruptedException {
    return with.taker().take(request);
  }

  @Override
  public RequestedRuns.Update followRuns(long backfillId, long after) {
    return backfills.update(backfillId, after);
  }

  @Override
  public RunAnswers.Line cancelRun(String run) throws OperationFailedException {
    return runs.cancel(run);
  }

  @Override
  public TaskChange clearTasks(ClearRequest request) throws OperationFailedException {
    return tasks.clear(request);
  }

  @Override
  public TaskChange setTasks(SetRequest request) throws OperationFailedException {
    return tasks.set(request);
  }

  @Override
  public BackfillAnswers.Plan planBackfill(BackfillRequest request) {
    return backfills.plan(request);
  }

  @Override
  public BackfillAnswers.Line createBackfill(BackfillRequest request) {
    return backfills.create(request);
  }

  @Override
  public List<BackfillAnswers.Line> openBackfills() {
    return backfills.list(true);
  }

  @Override
  public List<BackfillAnswers.Line> allBackfills() {
    return backfills.list(false);
  }

  @Override
  public BackfillAnswers.Detail backfill(long id) throws OperationFailedException {
    return backfills.show(id);
  }

  @Override
  public BackfillAnswers.Line pauseBackfill(long id) throws OperationFailedException {
    return backfills.move(id, BackfillState.PAUSED);
  }

  @Override
  public BackfillAnswers.Line resumeBackfill(long id) throws OperationFailedException {
    return backfills.move(id, BackfillState.RUNNING);
  }

  @Override
  public BackfillAnswers.Line cancelBackfill(long id) throws OperationFailedException {
    return backfills.move(id, BackfillState.CANCELLED);
  }

  @Override
  public LogPart log(LogRequest request) throws IOException {
    return logs.part(request);
  }

  @Override
  public CalendarYear calendar(String exchange, int year) {
    Optional<TradingCalendar> calendar = with.calendars().tradingDays(exchange);
    if (calendar.isEmpty()) {
      throw Lookup.unknown("calendar of an exchange", exchange, Exchange.codes());
    }
    if (year < 1900 || year > 2999) {
      throw new IllegalArgumentException("expected a year, found " + year);
    }
    List<CalendarDay> days =
        LocalDate.of(year, 1, 1)
            .datesUntil(LocalDate.of(year + 1, 1, 1))
            .map(calendar.get()::day)
            .toList();
    return new CalendarYear(exchange, year, days);
  }

  @Override
  public WarehousePlan planWarehouse(@Nullable LocalDate from, @Nullable LocalDate to)
      throws IOException {
    if (from != null && to != null && to.isBefore(from)) {
      throw new IllegalArgumentException("to %s is before from %s".formatted(to, from));
    }
    return with.planner().get().plan(from, to);
  }

  @Override
  public void sql(BoundQuery query, ResultFormat format, AnswerOutput out) throws IOException {
    with.queries().sql(query, format, out);
  }

  @Override
  public Cleaning oldRuns(@Nullable LocalDate before) throws IOException {
    LocalDate limit = limit(before);
    Instant moment = limit.atStartOfDay(ZoneOffset.UTC).toInstant();
    long count =
        with.store().runs(new RunQuery(null, ENDED, null, null, null, Integer.MAX_VALUE)).stream()
            .flatMap(run -> Stream.ofNullable(run.endedAt()))
            .filter(ended -> ended.isBefore(moment))
            .count();
    return new Cleaning(limit, count, with.house().lake().find(with.store(), moment));
  }

  @Override
  public Cleaning clean(@Nullable LocalDate before) throws IOException {
    LocalDate limit = limit(before);
    long runs = with.store().clean(limit.atStartOfDay(ZoneOffset.UTC).toInstant());
    Instant oldest = with.clock().instant().minus(with.house().logs());
    with.logs().removeBefore(oldest);
    OldFiles.remove(with.house().eventLogs(), oldest);
    return new Cleaning(limit, runs, with.house().lake().remove(with.store()));
  }

  @Override
  public LakeCleaning unusedAttempts() throws IOException {
    return with.house().lake().find(with.store(), null);
  }

  @Override
  public LakeCleaning removeUnusedAttempts() throws IOException {
    return with.house().lake().remove(with.store());
  }

  @Override
  public Map<String, Long> sizes() {
    return with.store().sizes();
  }

  @Override
  public void close() throws IOException {
    afterwards.close();
  }

  private LocalDate limit(@Nullable LocalDate before) {
    return before != null
        ? before
        : LocalDate.ofInstant(with.store().now().minus(with.house().runs()), ZoneOffset.UTC);
  }
}

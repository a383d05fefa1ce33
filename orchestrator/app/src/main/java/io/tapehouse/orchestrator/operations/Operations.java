package io.tapehouse.orchestrator.operations;

import io.tapehouse.orchestrator.pipeline.WarehousePlan;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people can ask of the orchestrator. A run is named {@code <dag>@<date>}, or by its number.
 *
 * <p>Each method is an operation of the control endpoint under its own name, its arguments a JSON
 * object by theirs; what one writes to an {@link io.tapehouse.orchestrator.control.AnswerOutput} is
 * streamed. Every method throws {@link IllegalArgumentException} for a name that does not exist,
 * with the nearest one that does; {@link OperationFailedException} when what is asked cannot be
 * done now; other {@link IOException}s when the owner or a file cannot be read. Safe for use by
 * many threads.
 */
public interface Operations extends Queries, AutoCloseable {

  /** Who works on what is in the store. */
  SchedulerPresence schedulerPresence() throws IOException;

  // DAGs

  /** All DAGs of the program. */
  List<DagAnswers.Line> dags() throws IOException;

  /** A DAG with its tasks. */
  DagAnswers.Detail dag(String dagId) throws IOException;

  /** None of its tasks begins any more. */
  DagAnswers.Line pauseDag(String dagId) throws IOException;

  /** Its tasks begin again. */
  DagAnswers.Line unpauseDag(String dagId) throws IOException;

  /**
   * Makes a run, or wakes the one of a closed day.
   *
   * @param date null: the latest open date that is due
   * @throws OperationFailedException when the date has a run already
   */
  RunAnswers.Line triggerDag(String dagId, @Nullable LocalDate date) throws IOException;

  // runs

  /** The runs that match, the newest dates first. */
  List<RunAnswers.Line> runs(RunFilter filter) throws IOException;

  /** A run with its tasks. */
  RunAnswers.Detail run(String run) throws IOException;

  /** What happened in a run, oldest first. */
  List<RunAnswers.Happening> runEvents(String run) throws IOException;

  /** The newest dates of a DAG with the states of all tasks. */
  GridAnswer grid(String dagId, int dates) throws IOException;

  /** Cancels a run: what has not begun at once, what is at work as soon as its node notices. */
  RunAnswers.Line cancelRun(String run) throws IOException;

  /**
   * Requests runs of a scheduler, which goes on with them whether or not they are followed.
   *
   * @throws OperationFailedException when no scheduler has the home
   */
  RequestedRuns requestRuns(RunRequest request) throws IOException, InterruptedException;

  /**
   * How far requested runs are.
   *
   * @param after the id of the last event that was seen; 0: none
   */
  RequestedRuns.Update followRuns(long backfillId, long after) throws IOException;

  // tasks

  /** Clears tasks, which are then done again, or lists them. */
  TaskChange clearTasks(ClearRequest request) throws IOException;

  /** Sets tasks that are not at work to {@code failed} or {@code skipped}, or lists them. */
  TaskChange setTasks(SetRequest request) throws IOException;

  // backfills

  /** What a backfill would do, date by date. */
  BackfillAnswers.Plan planBackfill(BackfillRequest request) throws IOException;

  /** Records a backfill. */
  BackfillAnswers.Line createBackfill(BackfillRequest request) throws IOException;

  /** Backfills that have not ended, the newest first. */
  List<BackfillAnswers.Line> openBackfills() throws IOException;

  /** All backfills, the newest first. */
  List<BackfillAnswers.Line> allBackfills() throws IOException;

  /** A backfill with its dates. */
  BackfillAnswers.Detail backfill(long id) throws IOException;

  /** Begins no more dates of a backfill. */
  BackfillAnswers.Line pauseBackfill(long id) throws IOException;

  /** Goes on with a backfill. */
  BackfillAnswers.Line resumeBackfill(long id) throws IOException;

  /** Gives up a backfill, with its runs that are active. */
  BackfillAnswers.Line cancelBackfill(long id) throws IOException;

  // logs

  /** A part of an attempt's log. */
  LogPart log(LogRequest request) throws IOException;

  // calendar

  /** All days of a year of an exchange. */
  CalendarYear calendar(String exchange, int year) throws IOException;

  // warehouse

  /**
   * Which partitions of the archive would be made anew in the warehouse, and why.
   *
   * @param from the first date; null: that of the archive
   * @param to the last date; null: that of the archive
   */
  WarehousePlan planWarehouse(@Nullable LocalDate from, @Nullable LocalDate to) throws IOException;

  // keeping house

  /**
   * Runs that ended before a date.
   *
   * @param before null: as the configuration has it
   */
  Cleaning oldRuns(@Nullable LocalDate before) throws IOException;

  /** Removes them, what nothing refers to any more in the lake, and old logs. */
  Cleaning clean(@Nullable LocalDate before) throws IOException;

  /** Attempts of the lake to which nothing refers. */
  LakeCleaning unusedAttempts() throws IOException;

  /** Removes them. */
  LakeCleaning removeUnusedAttempts() throws IOException;

  /** Rows by table. */
  Map<String, Long> sizes() throws IOException;

  @Override
  void close() throws IOException;

  /** The methods that are no operations of the endpoint. */
  Set<String> NO_OPERATIONS = Set.of("close");
}

package io.tapehouse.orchestrator.run;

import io.tapehouse.orchestrator.run.RunSummary.DatasetLine;
import io.tapehouse.orchestrator.state.TaskState;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * Summaries as programs read them at the end of a run.
 *
 * @param succeeded whether the program exits with 0
 * @param cancelled whether a part of it was cancelled
 * @param seconds how long all of it took
 * @param datasets what became of each
 * @param closed dates on which nothing was to be done
 * @param lacking open dates that the source has nothing for
 * @param warnings in the order in which they were found
 * @param tasks every task, by date and depth
 */
public record SummaryAnswer(
    boolean succeeded,
    boolean cancelled,
    double seconds,
    List<DatasetCounts> datasets,
    List<ClosedDate> closed,
    List<LocalDate> lacking,
    List<String> warnings,
    List<Task> tasks) {

  /**
   * What became of a dataset over all dates.
   *
   * @param dataset its id
   * @param files that were fetched, or found in the archive
   * @param unchanged partitions that the warehouse had already
   * @param seconds of all its tasks together
   * @param checks how those of its loads ended
   * @param tables the tables that it filled
   */
  public record DatasetCounts(
      String dataset,
      int files,
      int unchanged,
      double seconds,
      CheckCounts checks,
      List<TableCounts> tables) {}

  /** How many checks ended how. */
  public record CheckCounts(int passed, int failed, int warned, int unevaluated) {}

  /**
   * What became of a table of a dataset over all dates, in rows.
   *
   * @param table its name
   * @param read from the files
   * @param loaded of those
   * @param quarantined of those
   * @param written to the warehouse
   */
  public record TableCounts(String table, long read, long loaded, long quarantined, long written) {}

  /** A closed date, and how that is known. */
  public record ClosedDate(LocalDate date, String reason) {}

  /**
   * A task.
   *
   * @param task its name in the DAG
   * @param date the logical date
   * @param state how far it is
   * @param message why it failed or was skipped, or what it did
   * @param seconds that its last attempt took
   */
  public record Task(
      String task, LocalDate date, TaskState state, String message, double seconds) {}

  /** The summaries of a run, one a DAG. */
  public static SummaryAnswer of(List<RunSummary> summaries, Duration took) {
    return new SummaryAnswer(
        summaries.stream().allMatch(RunSummary::succeeded),
        summaries.stream().anyMatch(RunSummary::cancelled),
        seconds(took),
        summaries.stream()
            .flatMap(summary -> summary.datasets().entrySet().stream())
            .map(each -> counts(each.getKey(), each.getValue()))
            .toList(),
        summaries.stream()
            .flatMap(summary -> summary.closed().entrySet().stream())
            .map(each -> new ClosedDate(each.getKey(), each.getValue()))
            .toList(),
        summaries.stream().flatMap(summary -> summary.lacking().stream()).toList(),
        summaries.stream().flatMap(summary -> summary.warnings().stream()).toList(),
        summaries.stream()
            .flatMap(summary -> summary.tasks().stream())
            .map(SummaryAnswer::task)
            .toList());
  }

  private static DatasetCounts counts(String dataset, DatasetLine line) {
    return new DatasetCounts(
        dataset,
        line.files,
        line.unchanged,
        Math.round(line.seconds * 1e3) / 1e3,
        new CheckCounts(line.passed, line.failed, line.warned, line.notEvaluated),
        line.tables.entrySet().stream()
            .map(
                each ->
                    new TableCounts(
                        each.getKey(),
                        each.getValue().read,
                        each.getValue().loaded,
                        each.getValue().quarantined,
                        each.getValue().written))
            .toList());
  }

  private static Task task(TaskRecord task) {
    return new Task(task.taskId(), task.date(), task.state(), task.detail(), seconds(task.took()));
  }

  private static double seconds(Duration span) {
    return span.toMillis() / 1e3;
  }
}

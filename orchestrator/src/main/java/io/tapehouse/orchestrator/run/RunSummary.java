package io.tapehouse.orchestrator.run;

import io.tapehouse.sql.LoadReport;
import io.tapehouse.sql.LoadReport.CheckCounts;
import io.tapehouse.sql.LoadReport.DatasetReport;
import io.tapehouse.sql.RowCounts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a run did, gathered as it goes. Safe for use by many threads. */
public final class RunSummary {

  private final List<TaskRecord> tasks = new ArrayList<>();
  private final Map<String, DatasetLine> datasets = new TreeMap<>();
  private final Map<LocalDate, String> closed = new TreeMap<>();
  private final List<LocalDate> lacking = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /** What became of a dataset over all dates of the run. */
  static final class DatasetLine {
    int files;
    double seconds;
    int passed;
    int failed;
    int notEvaluated;
    int warned;
    int unchanged;
    final Map<String, TableLine> tables = new TreeMap<>();
  }

  /** What became of a table of a dataset over all dates of the run. */
  static final class TableLine {
    long read;
    long loaded;
    long quarantined;
    long written;
  }

  synchronized void task(TaskRecord task) {
    tasks.add(task);
    line(task.dataset()).seconds += task.took().toNanos() / 1e9;
  }

  synchronized void file(String dataset) {
    line(dataset).files++;
  }

  synchronized void unchanged(String dataset) {
    line(dataset).unchanged++;
  }

  synchronized void closed(LocalDate date, String why) {
    closed.put(date, why);
  }

  synchronized void lacking(LocalDate date) {
    lacking.add(date);
  }

  synchronized void warn(String warning) {
    warnings.add(warning);
  }

  synchronized void loaded(DatasetReport report) {
    DatasetLine line = line(report.dataset());
    CheckCounts checks = report.checks();
    line.passed += checks.passed();
    line.failed += checks.failed();
    line.notEvaluated += checks.notEvaluated();
    line.warned += checks.warnings();
    warnings.addAll(report.warnings());
    if (report.outcome() == LoadReport.Outcome.COMMITTED) {
      for (LoadReport.LedgerRow row : report.ledger()) {
        count(report.dataset(), row.table(), row.rows(), row.rowsWritten());
      }
    }
  }

  synchronized void count(String dataset, String table, RowCounts rows, long written) {
    TableLine counts = line(dataset).tables.computeIfAbsent(table, name -> new TableLine());
    counts.read += rows.read();
    counts.loaded += rows.loaded();
    counts.quarantined += rows.quarantined();
    counts.written += written;
  }

  /** Every task that ended, in the order of their ends. */
  public synchronized List<TaskRecord> tasks() {
    return List.copyOf(tasks);
  }

  /** Whether every task succeeded or was rightly skipped. */
  public synchronized boolean succeeded() {
    return tasks.stream()
        .allMatch(
            task ->
                task.state() == TaskRecord.State.SUCCESS
                    || task.state() == TaskRecord.State.SKIPPED);
  }

  synchronized Map<String, DatasetLine> datasets() {
    return new TreeMap<>(datasets);
  }

  synchronized Map<LocalDate, String> closed() {
    return new TreeMap<>(closed);
  }

  synchronized List<LocalDate> lacking() {
    return List.copyOf(lacking);
  }

  synchronized List<String> warnings() {
    return List.copyOf(warnings);
  }

  private DatasetLine line(String dataset) {
    return datasets.computeIfAbsent(dataset, id -> new DatasetLine());
  }
}

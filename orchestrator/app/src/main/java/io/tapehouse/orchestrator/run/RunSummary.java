package io.tapehouse.orchestrator.run;

import io.tapehouse.orchestrator.pipeline.Outputs;
import io.tapehouse.orchestrator.pipeline.Outputs.Fetched;
import io.tapehouse.orchestrator.pipeline.Outputs.Loaded;
import io.tapehouse.orchestrator.pipeline.Outputs.Made;
import io.tapehouse.orchestrator.pipeline.Outputs.Transformed;
import io.tapehouse.orchestrator.runstore.TaskInstance;
import io.tapehouse.orchestrator.state.BackfillState;
import io.tapehouse.orchestrator.state.TaskState;
import io.tapehouse.sql.LoadReport;
import io.tapehouse.sql.LoadReport.CheckCounts;
import io.tapehouse.sql.LoadReport.DatasetReport;
import io.tapehouse.sql.RowCounts;
import io.tapehouse.store.job.EtlOutcome;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What runs did, gathered from what their tasks left in the run store. */
public final class RunSummary {

  private final List<TaskRecord> tasks = new ArrayList<>();
  private final Map<String, DatasetLine> datasets = new TreeMap<>();
  private final Map<LocalDate, String> closed = new TreeMap<>();
  private final List<LocalDate> lacking;
  private final boolean cancelled;
  private final UnaryOperator<String> masking;
  private final Set<String> warnings = new java.util.LinkedHashSet<>();

  /** Partitions of which an output was counted: a file of a month is every day's. */
  private final Set<String> counted = new HashSet<>();

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

  /**
   * Gathers.
   *
   * @param instances all tasks of the runs
   * @param lacking open dates that the source has nothing for
   * @param end how the backfill behind them ended: {@code FINISHED} or {@code CANCELLED}
   * @param masking takes secrets out of warnings; other words are without them in the store
   */
  public RunSummary(
      List<TaskInstance> instances,
      List<LocalDate> lacking,
      BackfillState end,
      UnaryOperator<String> masking) {
    this.masking = masking;
    this.lacking = List.copyOf(lacking);
    this.cancelled = end == BackfillState.CANCELLED;
    instances.forEach(this::add);
  }

  private void add(TaskInstance task) {
    Duration took =
        task.startedAt() == null || task.endedAt() == null
            ? Duration.ZERO
            : Duration.between(task.startedAt(), task.endedAt());
    TaskRecord taskRecord =
        new TaskRecord(task.taskId(), task.date(), task.state(), task.message(), took);
    tasks.add(taskRecord);
    if (task.shortCircuited()) {
      closed.put(task.date(), task.message());
    }
    int dot = task.taskId().indexOf('.');
    if (dot < 0) {
      if (task.taskId().equals("calendar")) {
        warned(task.output());
      }
      return;
    }
    line(taskRecord.subject()).seconds += took.toNanos() / 1e9;
    String output = task.output();
    if (output == null) {
      return;
    }
    switch (task.taskId().substring(0, dot)) {
      case "read" -> warned(output);
      case "fetch" -> fetched(Outputs.read(output, Fetched.class));
      case "transform" -> transformed(Outputs.read(output, Transformed.class));
      case "load" -> loaded(Outputs.read(output, Loaded.class));
      default -> {
        // Nothing that a summary counts.
      }
    }
  }

  private void warned(@Nullable String output) {
    if (output != null) {
      warnings.addAll(Outputs.read(output, Outputs.Warned.class).warnings());
    }
  }

  private void fetched(Fetched fetched) {
    if (counted.add("fetch " + fetched.dataset() + fetched.date())) {
      line(fetched.dataset()).files++;
      if (!fetched.note().isEmpty()) {
        warnings.add("%s %s: %s".formatted(fetched.dataset(), fetched.date(), fetched.note()));
      }
    }
  }

  private void transformed(Transformed transformed) {
    EtlOutcome outcome = transformed.outcome();
    if (outcome == null || transformed.made() != Made.WRITTEN) {
      return;
    }
    warnings.addAll(outcome.warnings());
    outcome
        .rows()
        .forEach(
            (table, rows) -> {
              if (rows.quarantined() > 0) {
                warnings.add(
                    "%s %s: %d of %d rows quarantined"
                        .formatted(
                            transformed.dataset(),
                            transformed.date(),
                            rows.quarantined(),
                            rows.read()));
              }
            });
  }

  private void loaded(Loaded loaded) {
    if (!counted.add("load " + loaded.dataset() + loaded.date())) {
      return;
    }
    DatasetLine line = line(loaded.dataset());
    DatasetReport report = loaded.report();
    if (report == null || report.outcome() == LoadReport.Outcome.UNCHANGED) {
      line.unchanged++;
      return;
    }
    CheckCounts checks = report.checks();
    line.passed += checks.passed();
    line.failed += checks.failed();
    line.notEvaluated += checks.notEvaluated();
    line.warned += checks.warnings();
    warnings.addAll(report.warnings());
    if (report.outcome() == LoadReport.Outcome.COMMITTED) {
      for (LoadReport.LedgerRow row : report.ledger()) {
        count(line, row.table(), row.rows(), row.rowsWritten());
      }
    }
  }

  private static void count(DatasetLine line, String table, RowCounts rows, long written) {
    TableLine counts = line.tables.computeIfAbsent(table, name -> new TableLine());
    counts.read += rows.read();
    counts.loaded += rows.loaded();
    counts.quarantined += rows.quarantined();
    counts.written += written;
  }

  /** Every task, by date and depth. */
  public List<TaskRecord> tasks() {
    return List.copyOf(tasks);
  }

  /**
   * Whether every task succeeded or was rightly skipped. Days that are known as closed have none.
   */
  public boolean succeeded() {
    return !cancelled
        && tasks.stream()
            .allMatch(
                task -> task.state() == TaskState.SUCCESS || task.state() == TaskState.SKIPPED);
  }

  /** Whether it was cancelled before its end. */
  public boolean cancelled() {
    return cancelled;
  }

  Map<String, DatasetLine> datasets() {
    return new TreeMap<>(datasets);
  }

  Map<LocalDate, String> closed() {
    return new TreeMap<>(closed);
  }

  List<LocalDate> lacking() {
    return lacking;
  }

  List<String> warnings() {
    return warnings.stream().map(masking).toList();
  }

  private DatasetLine line(String dataset) {
    return datasets.computeIfAbsent(dataset, id -> new DatasetLine());
  }
}

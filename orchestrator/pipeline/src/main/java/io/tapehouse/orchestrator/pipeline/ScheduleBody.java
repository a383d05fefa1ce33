package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.orchestrator.calendar.ScheduleFile;
import io.tapehouse.orchestrator.task.ErrorKind;
import io.tapehouse.orchestrator.task.TaskBody;
import io.tapehouse.orchestrator.task.TaskContext;
import io.tapehouse.orchestrator.task.TaskFailure;
import io.tapehouse.orchestrator.task.TaskResult;
import io.tapehouse.sql.FileFindings;
import io.tapehouse.sql.Refusal.QuarantinedRow;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads a holiday schedule, which becomes no rows of its own but decides which days are open. Rows
 * that cannot be read go to quarantine; what is unusual is a warning.
 */
final class ScheduleBody implements TaskBody.Single {

  private final PipelineContext pipeline;
  private final Dataset dataset;

  /** Versions whose findings the warehouse has: every date of a year reads the same file. */
  private final Map<LocalDate, Integer> recorded = new ConcurrentHashMap<>();

  ScheduleBody(PipelineContext pipeline, Dataset dataset) {
    this.pipeline = pipeline;
    this.dataset = dataset;
  }

  @Override
  public TaskResult run(TaskContext context) throws TaskFailure, IOException {
    LocalDate filedUnder = dataset.period().filedUnder(context.date());
    pipeline.calendars().refresh();
    Optional<ScheduleFile> read = pipeline.calendars().schedule(filedUnder);
    if (read.isEmpty()) {
      return TaskResult.success("read");
    }
    ScheduleFile file = read.get();
    List<String> warnings = warnings(file);
    record(context, file, warnings);
    if (!file.complaint().isEmpty()) {
      throw new TaskFailure(ErrorKind.DATA, file.complaint());
    }
    warnings.forEach(context::log);
    return new TaskResult.Success(
        warnings.isEmpty() ? "read" : "read: " + String.join("; ", warnings),
        Outputs.text(new Outputs.Warned(warnings)));
  }

  private static List<String> warnings(ScheduleFile file) {
    List<String> warnings = new ArrayList<>();
    String name = file.dataset() + " " + file.date();
    if (!file.badRows().isEmpty()) {
      warnings.add(
          "%s: %d of %d rows quarantined; weekdays that the other rows do not name are assumed to be open"
              .formatted(name, file.badRows().size(), file.rowsRead()));
    }
    file.badRows()
        .forEach(
            row ->
                warnings.add(
                    "%s %s line %d: %s".formatted(name, row.fileName(), row.line(), row.reason())));
    file.warnings().forEach(warning -> warnings.add(name + ": " + warning));
    return warnings;
  }

  private void record(TaskContext context, ScheduleFile file, List<String> warnings) {
    boolean nothing = warnings.isEmpty() && file.complaint().isEmpty();
    if (nothing || Integer.valueOf(file.version()).equals(recorded.get(file.date()))) {
      return;
    }
    List<FileFindings.Finding> findings = new ArrayList<>();
    if (!file.complaint().isEmpty()) {
      findings.add(
          new FileFindings.Finding(
              file.dataset(), "a schedule that can be read", file.complaint()));
    }
    file.badRows()
        .forEach(
            row ->
                findings.add(
                    new FileFindings.Finding(
                        "%s line %d".formatted(file.dataset(), row.line()),
                        "a row that can be read",
                        row.reason())));
    for (int i = 0; i < file.warnings().size(); i++) {
      findings.add(
          new FileFindings.Finding(
              "%s warning %d".formatted(file.dataset(), i + 1),
              "nothing unusual",
              file.warnings().get(i)));
    }
    pipeline
        .warehouse()
        .recordFindings(
            new FileFindings(
                "trading_calendar",
                file.partition(),
                file.version(),
                context.attemptId(),
                "schedule_readable",
                findings,
                file.badRows().stream()
                    .map(
                        row ->
                            new QuarantinedRow(row.fileName(), row.line(), row.reason(), row.raw()))
                    .toList()));
    recorded.put(file.date(), file.version());
  }
}

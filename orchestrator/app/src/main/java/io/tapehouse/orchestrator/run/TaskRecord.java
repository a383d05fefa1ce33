package io.tapehouse.orchestrator.run;

import io.tapehouse.orchestrator.state.TaskState;
import java.time.Duration;
import java.time.LocalDate;

/**
 * How far a task of a run is.
 *
 * @param taskId its name in the DAG
 * @param date the logical date
 * @param state how far it is
 * @param detail why it failed or was skipped, or what it did; one line as a rule
 * @param took how long its last attempt took
 */
public record TaskRecord(
    String taskId, LocalDate date, TaskState state, String detail, Duration took) {

  /** "fetch exchange.report 2024-11-05". */
  public String name() {
    return taskId.replaceFirst("\\.", " ") + " " + date;
  }

  /** What it is about: a dataset, or the task itself. */
  public String subject() {
    return taskId.substring(taskId.indexOf('.') + 1);
  }
}

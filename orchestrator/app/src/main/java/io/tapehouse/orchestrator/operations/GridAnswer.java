package io.tapehouse.orchestrator.operations;

import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.state.TaskState;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Dates and tasks of a DAG.
 *
 * @param dagId the DAG
 * @param tasks its tasks, each after those that it needs, then such as it had before
 * @param rows the newest date first
 */
public record GridAnswer(String dagId, List<String> tasks, List<Row> rows) {

  /**
   * A date.
   *
   * @param date the logical date
   * @param state how far its run is
   * @param note why it is skipped or cancelled; empty as a rule
   * @param tasks how far its tasks are
   */
  public record Row(LocalDate date, RunState state, String note, Map<String, TaskState> tasks) {}
}

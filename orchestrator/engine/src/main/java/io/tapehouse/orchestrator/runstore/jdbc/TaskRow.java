package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.state.TaskState;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A task instance as far as changes of its state need it. */
record TaskRow(
    long id,
    long runId,
    String taskId,
    TaskState state,
    boolean shortCircuit,
    int number,
    @Nullable String attemptId) {

  private static final String OF_RUNS =
      "SELECT t.id, t.run_id, t.task_id, t.state, t.short_circuit, t.number, t.attempt_id"
          + " FROM task_instance t WHERE t.run_id = ANY(?) ORDER BY t.id";

  private static TaskRow read(Row row) throws SQLException {
    return new TaskRow(
        row.number(),
        row.number(),
        row.text(),
        row.taskState(),
        row.flag(),
        row.count(),
        row.textOrNull());
  }

  /** The tasks of runs; those that may be claimed may change at any time. */
  static TasksOfRuns ofRuns(Tx tx, Collection<Long> runIds) throws SQLException {
    return group(tx.query(OF_RUNS, TaskRow::read, tx.numbers(runIds)));
  }

  /** The tasks of runs, locked. */
  static TasksOfRuns lock(Tx tx, Collection<Long> runIds) throws SQLException {
    return group(tx.query(OF_RUNS + tx.dialect().lock(), TaskRow::read, tx.numbers(runIds)));
  }

  private static TasksOfRuns group(List<TaskRow> rows) {
    Map<Long, Map<String, TaskRow>> tasks = new LinkedHashMap<>();
    for (TaskRow row : rows) {
      tasks.computeIfAbsent(row.runId(), id -> new LinkedHashMap<>()).put(row.taskId(), row);
    }
    return new TasksOfRuns(tasks);
  }

  TaskRow with(TaskState next) {
    return new TaskRow(id, runId, taskId, next, shortCircuit, number, attemptId);
  }

  TaskRow with(TaskState next, boolean circuit) {
    return new TaskRow(id, runId, taskId, next, circuit, number, attemptId);
  }
}

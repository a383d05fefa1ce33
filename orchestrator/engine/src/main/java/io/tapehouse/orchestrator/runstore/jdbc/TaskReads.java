package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.runstore.Attempt;
import io.tapehouse.orchestrator.runstore.GridCell;
import io.tapehouse.orchestrator.runstore.TaskInstance;
import io.tapehouse.orchestrator.state.TaskState;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tasks, attempts and outputs as people see them. */
final class TaskReads {

  private static final String SELECT =
      "SELECT t.id, t.run_id, t.dag_id, r.logical_date, t.task_id, t.depth, t.pool, t.state,"
          + " t.short_circuit, t.number, t.attempt_id, t.node, t.message, t.output,"
          + " CASE WHEN t.state IN ('deferred', 'up_for_retry') THEN t.ready_at END,"
          + " t.queued_at, t.started_at, t.ended_at"
          + " FROM dag_run r JOIN task_instance t ON t.run_id = r.id";

  private TaskReads() {}

  private static TaskInstance read(Row row) throws SQLException {
    return new TaskInstance(
        row.number(),
        row.number(),
        row.text(),
        row.date(),
        row.text(),
        row.count(),
        row.text(),
        row.taskState(),
        row.flag(),
        row.count(),
        row.textOrNull(),
        row.textOrNull(),
        row.text(),
        row.textOrNull(),
        row.timeOrNull(),
        row.timeOrNull(),
        row.timeOrNull(),
        row.timeOrNull());
  }

  static List<TaskInstance> ofRun(Tx tx, long runId) throws SQLException {
    return tx.query(SELECT + " WHERE r.id = ? ORDER BY t.depth, t.task_id", TaskReads::read, runId);
  }

  static List<TaskInstance> ofGroup(Tx tx, String group) throws SQLException {
    return tx.query(
        SELECT + " WHERE r.run_group = ? ORDER BY r.logical_date, r.dag_id, t.depth, t.task_id",
        TaskReads::read,
        group);
  }

  static Map<String, String> outputs(Tx tx, long runId, Collection<String> taskIds)
      throws SQLException {
    Map<String, String> outputs = new LinkedHashMap<>();
    tx.query(
            "SELECT task_id, output FROM task_instance WHERE run_id = ? AND task_id = ANY(?)"
                + " AND output IS NOT NULL ORDER BY task_id",
            row -> Map.entry(row.text(), row.text()),
            runId,
            tx.words(taskIds))
        .forEach(entry -> outputs.put(entry.getKey(), entry.getValue()));
    return outputs;
  }

  static List<Attempt> attempts(Tx tx, long taskInstanceId) throws SQLException {
    return tx.query(
        "SELECT a.task_instance_id, a.number, a.attempt_id, a.fence, a.node, a.state, a.message,"
            + " a.external_id, a.started_at, a.ended_at FROM task_attempt a"
            + " WHERE a.run_id = (SELECT run_id FROM task_instance WHERE id = ?)"
            + " AND a.task_instance_id = ? ORDER BY a.number",
        row ->
            new Attempt(
                row.number(),
                row.count(),
                row.text(),
                row.number(),
                row.text(),
                row.text(),
                row.text(),
                row.textOrNull(),
                row.time(),
                row.timeOrNull()),
        taskInstanceId,
        taskInstanceId);
  }

  static List<GridCell> grid(Tx tx, String dagId, int dates) throws SQLException {
    return tx.query(
        "SELECT r.logical_date, r.id, t.task_id, t.state, t.number FROM"
            + " (SELECT id, logical_date FROM dag_run WHERE dag_id = ?"
            + " ORDER BY logical_date DESC LIMIT ?) r JOIN task_instance t ON t.run_id = r.id"
            + " ORDER BY r.logical_date DESC, t.depth, t.task_id",
        row ->
            new GridCell(
                row.date(), row.number(), row.text(), TaskState.of(row.text()), row.count()),
        dagId,
        dates);
  }
}

package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.runstore.Event;
import java.sql.SQLException;
import java.util.List;

/** Events as people see them. */
final class EventReads {

  private static final String SELECT =
      "SELECT e.id, e.happened_at, e.run_id, r.dag_id, r.logical_date, t.task_id, e.number,"
          + " e.from_state, e.to_state, e.message FROM task_event e"
          + " JOIN dag_run r ON r.id = e.run_id JOIN task_instance t ON t.id = e.task_instance_id";

  private EventReads() {}

  private static Event read(Row row) throws SQLException {
    return new Event(
        row.number(),
        row.time(),
        row.number(),
        row.text(),
        row.date(),
        row.text(),
        row.count(),
        row.taskState(),
        row.taskState(),
        row.text());
  }

  static List<Event> ofRun(Tx tx, long runId) throws SQLException {
    return tx.query(SELECT + " WHERE e.run_id = ? ORDER BY e.id", EventReads::read, runId);
  }

  static List<Event> ofGroup(Tx tx, String group, long after, int most) throws SQLException {
    return tx.query(
        SELECT + " WHERE e.run_group = ? AND e.id > ? ORDER BY e.id LIMIT ?",
        EventReads::read,
        group,
        after,
        most);
  }
}

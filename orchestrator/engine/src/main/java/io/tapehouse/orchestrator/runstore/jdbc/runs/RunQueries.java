package io.tapehouse.orchestrator.runstore.jdbc.runs;

import io.tapehouse.orchestrator.runstore.Event;
import io.tapehouse.orchestrator.runstore.GridCell;
import io.tapehouse.orchestrator.runstore.TaskAttempt;
import io.tapehouse.orchestrator.runstore.TaskInstance;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Transaction;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tasks, attempts, outputs and events, as users see them. */
public final class RunQueries {

  private static final String TASKS =
      "SELECT t.id, t.run_id, t.dag_id, r.logical_date AS \"date\", t.task_id, t.depth, t.pool,"
          + " t.state, t.short_circuit AS short_circuited, t.number, t.attempt_id, t.node,"
          + " t.message, t.output,"
          + " CASE WHEN t.state IN ('deferred', 'up_for_retry') THEN t.ready_at END AS next_at,"
          + " t.queued_at, t.started_at, t.ended_at"
          + " FROM dag_run r JOIN task_instance t ON t.run_id = r.id";

  private static final String EVENTS =
      "SELECT e.id, e.happened_at AS \"at\", e.run_id, r.dag_id, r.logical_date AS \"date\","
          + " t.task_id, e.number, e.from_state AS \"from\", e.to_state AS \"to\", e.message"
          + " FROM task_event e JOIN dag_run r ON r.id = e.run_id"
          + " JOIN task_instance t ON t.id = e.task_instance_id";

  private RunQueries() {}

  private record Output(String taskId, String output) {}

  /** The tasks of a run, by depth and name. */
  public static List<TaskInstance> tasksOfRun(Transaction tx, long runId) {
    return tx.query(TASKS + " WHERE r.id = ? ORDER BY t.depth, t.task_id", runId)
        .mapTo(TaskInstance.class)
        .list();
  }

  /** The tasks of all runs of a group. */
  public static List<TaskInstance> tasksOfGroup(Transaction tx, String group) {
    return tx.query(
            TASKS + " WHERE r.run_group = ? ORDER BY r.logical_date, r.dag_id, t.depth, t.task_id",
            group)
        .mapTo(TaskInstance.class)
        .list();
  }

  /** The outputs of tasks of a run that left one, by name. */
  public static Map<String, String> outputs(
      Transaction tx, long runId, Collection<String> taskIds) {
    Map<String, String> outputs = new LinkedHashMap<>();
    tx.query(
            "SELECT task_id, output FROM task_instance WHERE run_id = :runId"
                + " AND task_id = ANY(:tasks) AND output IS NOT NULL ORDER BY task_id")
        .bind("runId", runId)
        .bind("tasks", Transaction.words(taskIds))
        .mapTo(Output.class)
        .forEach(row -> outputs.put(row.taskId(), row.output()));
    return outputs;
  }

  /** All attempts at a task, oldest first. */
  public static List<TaskAttempt> attempts(Transaction tx, long taskInstanceId) {
    return tx.query(
            "SELECT a.task_instance_id, a.number, a.attempt_id, a.fence, a.node, a.state,"
                + " a.message, a.external_id, a.started_at, a.ended_at FROM task_attempt a"
                + " WHERE a.run_id = (SELECT run_id FROM task_instance WHERE id = :id)"
                + " AND a.task_instance_id = :id ORDER BY a.number")
        .bind("id", taskInstanceId)
        .mapTo(TaskAttempt.class)
        .list();
  }

  /** The newest dates of a DAG with all their tasks. */
  public static List<GridCell> grid(Transaction tx, String dagId, int dates) {
    return tx.query(
            "SELECT r.logical_date AS \"date\", r.id AS run_id, t.task_id, t.state, t.number FROM"
                + " (SELECT id, logical_date FROM dag_run WHERE dag_id = ?"
                + " ORDER BY logical_date DESC LIMIT ?) r JOIN task_instance t ON t.run_id = r.id"
                + " ORDER BY r.logical_date DESC, t.depth, t.task_id",
            dagId,
            dates)
        .mapTo(GridCell.class)
        .list();
  }

  /** What happened in a run, oldest first. */
  public static List<Event> eventsOfRun(Transaction tx, long runId) {
    return tx.query(EVENTS + " WHERE e.run_id = ? ORDER BY e.id", runId).mapTo(Event.class).list();
  }

  /** What happened in a group after an event. */
  public static List<Event> eventsOfGroup(Transaction tx, String group, long after, int most) {
    return tx.query(
            EVENTS + " WHERE e.run_group = ? AND e.id > ? ORDER BY e.id LIMIT ?",
            group,
            after,
            most)
        .mapTo(Event.class)
        .list();
  }
}

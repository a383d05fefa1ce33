package io.tapehouse.orchestrator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.orchestrator.runstore.jdbc.JdbcRunStore;
import io.tapehouse.orchestrator.state.TaskState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a store's tables say of the past, read past the store. */
public final class History {

  private final JdbcRunStore store;

  /** Of a store. */
  public History(JdbcRunStore store) {
    this.store = store;
  }

  /** A change of a task's state. */
  record Change(long taskInstanceId, Instant at, TaskState from, TaskState to, String message) {}

  /** A claim: the attempt, whose it was and what became of it. */
  record Claimed(long taskInstanceId, int number, String attemptId, String node, String state) {}

  @FunctionalInterface
  private interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  private <T> List<T> read(String sql, Reading<T> reading) {
    try (Connection connection = store.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(reading.of(rows));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** How many rows a condition holds for. */
  public long count(String table, String condition) {
    return read(
            "SELECT COUNT(*) FROM %s WHERE %s".formatted(table, condition), row -> row.getLong(1))
        .get(0);
  }

  /** States of task instances, with their numbers. */
  public Map<String, Long> taskStates() {
    Map<String, Long> counts = new HashMap<>();
    read(
            "SELECT state, COUNT(*) FROM task_instance GROUP BY state",
            row -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }

  List<Change> changes() {
    return read(
        "SELECT task_instance_id, happened_at, from_state, to_state, message FROM task_event"
            + " ORDER BY id",
        row ->
            new Change(
                row.getLong(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                TaskState.of(row.getString(3)),
                TaskState.of(row.getString(4)),
                row.getString(5)));
  }

  List<Claimed> attempts() {
    return read(
        "SELECT task_instance_id, number, attempt_id, node, state FROM task_attempt",
        row ->
            new Claimed(
                row.getLong(1),
                row.getInt(2),
                row.getString(3),
                row.getString(4),
                row.getString(5)));
  }

  /**
   * Every task's changes begin where it was made, follow one another, are legal, and end in the
   * state that it has; and no two claims have one attempt id.
   */
  public void isLegal() {
    Map<Long, TaskState> last = new LinkedHashMap<>();
    for (Change change : changes()) {
      TaskState before = last.getOrDefault(change.taskInstanceId(), TaskState.SCHEDULED);
      assertThat(change.from()).as("before %s", change).isEqualTo(before);
      assertThat(change.from().mayBecome(change.to())).as("legal: %s", change).isTrue();
      last.put(change.taskInstanceId(), change.to());
    }
    Map<Long, TaskState> states = new HashMap<>();
    read(
            "SELECT id, state FROM task_instance",
            row -> Map.entry(row.getLong(1), TaskState.of(row.getString(2))))
        .forEach(entry -> states.put(entry.getKey(), entry.getValue()));
    states.values().removeIf(state -> state == TaskState.SCHEDULED);
    last.values().removeIf(state -> state == TaskState.SCHEDULED);
    assertThat(last).isEqualTo(states);
    Set<String> ids = new HashSet<>();
    attempts()
        .forEach(claimed -> assertThat(ids.add(claimed.attemptId())).as("%s", claimed).isTrue());
  }
}

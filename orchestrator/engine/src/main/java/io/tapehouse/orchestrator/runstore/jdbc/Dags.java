package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.runstore.DagRecord;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is remembered of DAGs. */
final class Dags {

  private static final String ALL =
      "SELECT dag_id, paused, GREATEST(start_date, COALESCE(cleaned_to + 1, start_date)) FROM dag";

  private Dags() {}

  private static DagRecord read(Row row) throws SQLException {
    return new DagRecord(row.text(), row.flag(), row.date());
  }

  static DagRecord register(Tx tx, String dagId, LocalDate startDate, boolean paused)
      throws SQLException {
    tx.update(
        "INSERT INTO dag (dag_id, paused, start_date) SELECT ?, ?, ?"
            + " WHERE NOT EXISTS (SELECT 1 FROM dag WHERE dag_id = ?)",
        dagId,
        paused,
        startDate,
        dagId);
    return tx.query(ALL + " WHERE dag_id = ?", Dags::read, dagId).get(0);
  }

  /** What is configured outweighs what was found when the DAG was first seen. */
  static void startDate(Tx tx, String dagId, LocalDate startDate) throws SQLException {
    tx.update(
        "UPDATE dag SET start_date = ? WHERE dag_id = ? AND start_date <> ?",
        startDate,
        dagId,
        startDate);
  }

  static List<DagRecord> all(Tx tx) throws SQLException {
    return tx.query(ALL + " ORDER BY dag_id", Dags::read);
  }

  static void pause(Tx tx, String dagId, boolean paused) throws SQLException {
    if (tx.update("UPDATE dag SET paused = ? WHERE dag_id = ?", paused, dagId) == 0) {
      throw new IllegalArgumentException(
          "no DAG '%s'; there are %s"
              .formatted(dagId, all(tx).stream().map(DagRecord::dagId).toList()));
    }
  }

  /** Those of {@code dagIds} whose tasks may begin. */
  static Set<String> going(Tx tx, Set<String> dagIds) throws SQLException {
    Set<String> going = new TreeSet<>(dagIds);
    tx.query("SELECT dag_id FROM dag WHERE paused", Row::text).forEach(going::remove);
    return going;
  }
}

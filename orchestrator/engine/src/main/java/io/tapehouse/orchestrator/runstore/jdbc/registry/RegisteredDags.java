package io.tapehouse.orchestrator.runstore.jdbc.registry;

import io.tapehouse.orchestrator.runstore.DagRecord;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Transaction;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is remembered of DAGs. */
public final class RegisteredDags {

  private static final String ALL =
      "SELECT dag_id, paused, GREATEST(start_date, COALESCE(cleaned_to + 1, start_date))"
          + " AS start_date FROM dag";

  private RegisteredDags() {}

  /** Remembers a DAG; one that is known keeps what is remembered of it. */
  public static DagRecord register(
      Transaction tx, String dagId, LocalDate startDate, boolean paused) {
    tx.execute(
        "INSERT INTO dag (dag_id, paused, start_date) SELECT ?, ?, ?"
            + " WHERE NOT EXISTS (SELECT 1 FROM dag WHERE dag_id = ?)",
        dagId,
        paused,
        startDate,
        dagId);
    return tx.query(ALL + " WHERE dag_id = ?", dagId).mapTo(DagRecord.class).one();
  }

  /** What is configured outweighs what was found when the DAG was first seen. */
  public static void startDate(Transaction tx, String dagId, LocalDate startDate) {
    tx.execute(
        "UPDATE dag SET start_date = ? WHERE dag_id = ? AND start_date <> ?",
        startDate,
        dagId,
        startDate);
  }

  /** All of them, by name. */
  public static List<DagRecord> all(Transaction tx) {
    return tx.query(ALL + " ORDER BY dag_id").mapTo(DagRecord.class).list();
  }

  /** Pauses a DAG, or lets it go on. */
  public static void pause(Transaction tx, String dagId, boolean paused) {
    if (tx.execute("UPDATE dag SET paused = ? WHERE dag_id = ?", paused, dagId) == 0) {
      throw new IllegalArgumentException(
          "no DAG '%s'; there are %s"
              .formatted(dagId, all(tx).stream().map(DagRecord::dagId).toList()));
    }
  }

  /** Those of {@code dagIds} that are not paused, so that their tasks may begin. */
  public static Set<String> notPaused(Transaction tx, Set<String> dagIds) {
    Set<String> active = new TreeSet<>(dagIds);
    tx.query("SELECT dag_id FROM dag WHERE paused").mapTo(String.class).forEach(active::remove);
    return active;
  }
}

package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.state.RunState;
import java.sql.SQLException;

/** Queues ended runs again. */
final class Requeue {

  private Requeue() {}

  /** An ended run, which is locked, is queued again, in a group and with a rank. */
  static void requeue(Tx tx, Run run, String group, long rank, String note) throws SQLException {
    tx.update(
        "UPDATE dag_run SET state = ?, run_group = ?, run_rank = ?, note = ?,"
            + " cancel_requested = FALSE, queued_at = ?, started_at = NULL, ended_at = NULL"
            + " WHERE id = ?",
        run.state().to(RunState.QUEUED).text(),
        group,
        rank,
        Message.of(note),
        tx.now(),
        run.id());
    if (!group.equals(run.group()) || rank != run.rank()) {
      tx.update(
          "UPDATE task_instance SET run_group = ?, run_rank = ? WHERE run_id = ?",
          group,
          rank,
          run.id());
    }
  }
}

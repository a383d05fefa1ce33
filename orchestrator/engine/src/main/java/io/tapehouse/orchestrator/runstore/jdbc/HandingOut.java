package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.runstore.Claim;
import io.tapehouse.orchestrator.state.TaskState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes claims of what was selected. */
final class HandingOut {

  private static final String BEGIN =
      "UPDATE task_instance SET state = ?, number = ?, attempt_id = ?, fence = ?, node = ?,"
          + " batch_id = ?, ready_at = NULL, heartbeat_at = ?, message = '', deferrals = 0,"
          + " since = ?, started_at = ?, ended_at = NULL WHERE id = ? AND state = ?";

  private static final String BEGIN_ATTEMPT =
      "INSERT INTO task_attempt (run_id, task_instance_id, number, attempt_id, fence, node, state,"
          + " message, external_id, started_at) VALUES (?, ?, ?, ?, ?, ?, 'running', '', ?, ?)";

  private static final String GO_ON =
      "UPDATE task_instance SET state = ?, attempt_id = ?, fence = ?, node = ?, batch_id = ?,"
          + " ready_at = NULL, heartbeat_at = ? WHERE id = ? AND state = ?";

  private static final String GO_ON_ATTEMPT =
      "UPDATE task_attempt SET state = 'running', attempt_id = ?, fence = ?, node = ?"
          + " WHERE run_id = ? AND task_instance_id = ? AND number = ?";

  private final Tx tx;
  private final String node;
  private final List<@Nullable Object[]> begun = new ArrayList<>();
  private final List<@Nullable Object[]> begunAttempts = new ArrayList<>();
  private final List<@Nullable Object[]> goingOn = new ArrayList<>();
  private final List<@Nullable Object[]> goingOnAttempts = new ArrayList<>();

  private HandingOut(Tx tx, String node) {
    this.tx = tx;
    this.node = node;
  }

  /** Claims of the offers' tasks; of those only that nobody else is changing. */
  static List<Claim> handOut(Tx tx, List<Offer> offers, String node, String tag)
      throws SQLException {
    List<Long> ids = offers.stream().flatMap(offer -> offer.tasks().stream()).toList();
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<Long, ClaimedRow> rows = ClaimedRow.lock(tx, ids);
    if (rows.isEmpty()) {
      return List.of();
    }
    long fence = Counters.take(tx, "fence", rows.size());
    Map<Long, Long> batches = batches(offers, rows, fence);
    HandingOut out = new HandingOut(tx, node);
    List<Claim> claims = new ArrayList<>(rows.size());
    for (ClaimedRow row : rows.values()) {
      claims.add(out.claim(row, batches.get(row.id()), tag + "-" + fence, fence));
      fence++;
    }
    out.write();
    return claims;
  }

  /** A batch bears the number of a fence of its claims. */
  private static Map<Long, Long> batches(
      List<Offer> offers, Map<Long, ClaimedRow> rows, long firstFence) {
    Map<Long, Long> batches = new HashMap<>();
    long number = firstFence;
    for (Offer offer : offers) {
      List<Long> tasks = offer.tasks().stream().filter(rows::containsKey).toList();
      if (tasks.size() > 1) {
        for (long id : tasks) {
          batches.put(id, number);
        }
      }
      number += tasks.size();
    }
    return batches;
  }

  private Claim claim(ClaimedRow row, @Nullable Long batchId, String attemptId, long fence)
      throws SQLException {
    boolean goesOn = row.state() == TaskState.DEFERRED;
    int number = goesOn ? row.number() : row.number() + 1;
    Claim claim = row.claim(batchId, attemptId, fence, number, tx.now());
    String state =
        tx.events().add(row.task(), row.group(), number, TaskState.RUNNING, "on " + node).text();
    if (goesOn) {
      goingOn.add(
          new @Nullable Object[] {
            state, attemptId, fence, node, batchId, tx.now(), row.id(), row.state().text()
          });
      goingOnAttempts.add(
          new @Nullable Object[] {attemptId, fence, node, row.runId(), row.id(), number});
    } else {
      begun.add(
          new @Nullable Object[] {
            state,
            number,
            attemptId,
            fence,
            node,
            batchId,
            tx.now(),
            claim.since(),
            tx.now(),
            row.id(),
            row.state().text()
          });
      begunAttempts.add(
          new @Nullable Object[] {
            row.runId(), row.id(), number, attemptId, fence, node, row.externalId(), tx.now()
          });
    }
    return claim;
  }

  private void write() throws SQLException {
    tx.guarded(BEGIN, begun);
    tx.guarded(GO_ON, goingOn);
    tx.batch(BEGIN_ATTEMPT, begunAttempts);
    tx.batch(GO_ON_ATTEMPT, goingOnAttempts);
  }
}

package io.tapehouse.orchestrator.runstore.jdbc.claims;

import io.tapehouse.orchestrator.runstore.Claim;
import io.tapehouse.orchestrator.runstore.jdbc.claims.Selection.Offer;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Batch;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Transaction;
import io.tapehouse.orchestrator.state.TaskState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records claims of the tasks that were selected. */
final class ClaimRecording {

  private static final String BEGIN =
      "UPDATE task_instance SET state = :to, number = :number, attempt_id = :attemptId,"
          + " fence = :fence, node = :node, batch_id = :batchId, ready_at = NULL,"
          + " heartbeat_at = :now, message = '', deferrals = 0, since = :since,"
          + " started_at = :now, ended_at = NULL WHERE id = :id AND state = :from";

  private static final String BEGIN_ATTEMPT =
      "INSERT INTO task_attempt (run_id, task_instance_id, number, attempt_id, fence, node, state,"
          + " message, external_id, started_at) VALUES (:runId, :id, :number, :attemptId, :fence,"
          + " :node, 'running', '', :externalId, :now)";

  private static final String GO_ON =
      "UPDATE task_instance SET state = :to, attempt_id = :attemptId, fence = :fence,"
          + " node = :node, batch_id = :batchId, ready_at = NULL, heartbeat_at = :now"
          + " WHERE id = :id AND state = :from";

  private static final String GO_ON_ATTEMPT =
      "UPDATE task_attempt SET state = 'running', attempt_id = :attemptId, fence = :fence,"
          + " node = :node WHERE run_id = :runId AND task_instance_id = :id AND number = :number";

  private final Transaction tx;
  private final String node;
  private final Batch begun;
  private final Batch begunAttempts;
  private final Batch goingOn;
  private final Batch goingOnAttempts;

  private ClaimRecording(Transaction tx, String node) {
    this.tx = tx;
    this.node = node;
    this.begun = tx.batch(BEGIN);
    this.begunAttempts = tx.batch(BEGIN_ATTEMPT);
    this.goingOn = tx.batch(GO_ON);
    this.goingOnAttempts = tx.batch(GO_ON_ATTEMPT);
  }

  /** Claims of the offers' tasks; of those only that no other transaction is changing. */
  static List<Claim> record(Transaction tx, List<Offer> offers, String node, String tag) {
    List<Long> ids = offers.stream().flatMap(offer -> offer.tasks().stream()).toList();
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<Long, ClaimedRow> rows = ClaimedRow.lock(tx, ids);
    if (rows.isEmpty()) {
      return List.of();
    }
    long fence = tx.takeNumbers("fence", rows.size());
    Map<Long, Long> batches = batches(offers, rows, fence);
    ClaimRecording recording = new ClaimRecording(tx, node);
    List<Claim> claims = new ArrayList<>(rows.size());
    for (ClaimedRow row : rows.values()) {
      claims.add(recording.claim(row, batches.get(row.id()), tag + "-" + fence, fence));
      fence++;
    }
    recording.write();
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

  private Claim claim(ClaimedRow row, @Nullable Long batchId, String attemptId, long fence) {
    boolean goesOn = row.state() == TaskState.DEFERRED;
    int number = goesOn ? row.number() : row.number() + 1;
    Claim claim = row.claim(batchId, attemptId, fence, number, tx.now());
    TaskState state = row.task().become(tx, row.group(), number, TaskState.RUNNING, "on " + node);
    Batch task = bind(goesOn ? goingOn : begun, row, claim);
    task.bind("to", state).bind("from", row.state()).bind("batchId", batchId);
    Batch attempt = bind(goesOn ? goingOnAttempts : begunAttempts, row, claim);
    attempt.bind("runId", row.runId()).bind("number", number);
    if (goesOn) {
      task.bind("now", tx.now());
    } else {
      task.bind("now", tx.now()).bind("number", number).bind("since", claim.since());
      attempt.bind("now", tx.now()).bind("externalId", row.externalId());
    }
    task.add();
    attempt.add();
    return claim;
  }

  /** What all four statements name. */
  private Batch bind(Batch batch, ClaimedRow row, Claim claim) {
    return batch
        .bind("id", row.id())
        .bind("attemptId", claim.attemptId())
        .bind("fence", claim.fence())
        .bind("node", node);
  }

  private void write() {
    tx.executeEach(begun);
    tx.executeEach(goingOn);
    begunAttempts.execute();
    goingOnAttempts.execute();
  }
}

package io.tapehouse.orchestrator.runstore.jdbc.claims;

import io.tapehouse.orchestrator.runstore.Claim;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Query;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Transaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Signs of life of attempts at work. */
public final class Leases {

  private static final String HELD =
      "SELECT t.attempt_id, r.cancel_requested FROM task_instance t"
          + " JOIN dag_run r ON r.id = t.run_id WHERE t.state = 'running' AND ";

  private Leases() {}

  private record AttemptAtWork(long id, String attemptId) {}

  private record HeldAttempt(String attemptId, boolean cancelRequested) {}

  /** Renews the leases of a node; returns its attempts, with true where it should break off. */
  public static Map<String, Boolean> heartbeat(Transaction tx, String node) {
    return heartbeat(tx, node, attemptId -> true);
  }

  /** The same for some attempts: one that the node lost sight of is not to live for ever. */
  public static Map<String, Boolean> heartbeat(
      Transaction tx, String node, Collection<String> attemptIds) {
    return heartbeat(tx, node, Set.copyOf(attemptIds)::contains);
  }

  /**
   * Leases of tasks that another transaction is changing just now are left for the next time:
   * waiting for them could wait in a circle.
   */
  private static Map<String, Boolean> heartbeat(
      Transaction tx, String node, Predicate<String> known) {
    List<Long> ids =
        tx
            .query(
                "SELECT t.id, t.attempt_id FROM task_instance t WHERE t.state = 'running'"
                    + " AND t.node = ? ORDER BY t.id"
                    + tx.dialect().lockFree(),
                node)
            .mapTo(AttemptAtWork.class)
            .stream()
            .filter(attempt -> known.test(attempt.attemptId()))
            .map(AttemptAtWork::id)
            .toList();
    if (!ids.isEmpty()) {
      tx.update("UPDATE task_instance SET heartbeat_at = :now WHERE id = ANY(:ids)")
          .bind("now", tx.now())
          .bind("ids", Transaction.numbers(ids))
          .execute();
    }
    Map<String, Boolean> held = new HashMap<>();
    held(tx.query(HELD + "t.node = :node").bind("node", node)).stream()
        .filter(attempt -> known.test(attempt.attemptId()))
        .forEach(attempt -> held.put(attempt.attemptId(), attempt.cancelRequested()));
    return held;
  }

  /** Whether all these attempts still hold their tasks and none is to be broken off. */
  public static boolean holds(Transaction tx, Collection<Claim> claims) {
    Set<String> wanted = claims.stream().map(Claim::attemptId).collect(Collectors.toSet());
    Set<Long> ids = claims.stream().map(Claim::taskInstanceId).collect(Collectors.toSet());
    return held(tx.query(HELD + "t.id = ANY(:ids)").bind("ids", Transaction.numbers(ids))).stream()
        .filter(attempt -> !attempt.cancelRequested())
        .map(HeldAttempt::attemptId)
        .collect(Collectors.toSet())
        .containsAll(wanted);
  }

  private static List<HeldAttempt> held(Query query) {
    return query.mapTo(HeldAttempt.class).list();
  }

  /** Remembers work outside; an attempt that has lost its task only keeps it for itself. */
  public static void external(Transaction tx, Claim claim, String externalId) {
    tx.execute(
        "UPDATE task_instance SET external_id = ?"
            + " WHERE id = ? AND attempt_id = ? AND state = 'running'",
        externalId,
        claim.taskInstanceId(),
        claim.attemptId());
    tx.update(
            "UPDATE task_attempt SET external_id = :externalId WHERE run_id = :runId"
                + " AND task_instance_id = :id AND number = :number AND attempt_id = :attemptId")
        .bind("externalId", externalId)
        .bind("runId", claim.runId())
        .bind("id", claim.taskInstanceId())
        .bind("number", claim.number())
        .bind("attemptId", claim.attemptId())
        .execute();
  }
}

package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.runstore.Claim;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Signs of life of attempts at work. */
final class Leases {

  private Leases() {}

  private record Held(long id, String attemptId, boolean breakOff) {

    static Held read(Row row) throws SQLException {
      return new Held(row.number(), row.text(), row.flag());
    }
  }

  /**
   * Renews the leases of a node. Those of tasks that somebody is changing just now are left for the
   * next time: waiting for them could wait in a circle.
   */
  static Map<String, Boolean> heartbeat(Tx tx, String node) throws SQLException {
    List<Long> ids =
        tx.query(
            "SELECT t.id FROM task_instance t WHERE t.state = 'running' AND t.node = ?"
                + " ORDER BY t.id"
                + tx.dialect().lockFree(),
            Row::number,
            node);
    if (!ids.isEmpty()) {
      tx.update(
          "UPDATE task_instance SET heartbeat_at = ? WHERE id = ANY(?)", tx.now(), tx.numbers(ids));
    }
    Map<String, Boolean> held = new HashMap<>();
    held(tx, "t.node = ?", node).forEach(one -> held.put(one.attemptId(), one.breakOff()));
    return held;
  }

  /** The same for some attempts: one that the node lost sight of is not to live for ever. */
  static Map<String, Boolean> heartbeat(Tx tx, String node, Collection<String> attemptIds)
      throws SQLException {
    Set<String> known = Set.copyOf(attemptIds);
    List<Long> ids =
        tx
            .query(
                "SELECT t.id, t.attempt_id FROM task_instance t WHERE t.state = 'running'"
                    + " AND t.node = ? ORDER BY t.id"
                    + tx.dialect().lockFree(),
                row -> Map.entry(row.number(), row.text()),
                node)
            .stream()
            .filter(row -> known.contains(row.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    if (!ids.isEmpty()) {
      tx.update(
          "UPDATE task_instance SET heartbeat_at = ? WHERE id = ANY(?)", tx.now(), tx.numbers(ids));
    }
    Map<String, Boolean> held = new HashMap<>();
    held(tx, "t.node = ?", node).forEach(one -> held.put(one.attemptId(), one.breakOff()));
    held.keySet().retainAll(known);
    return held;
  }

  static boolean holds(Tx tx, Collection<Claim> claims) throws SQLException {
    Set<String> wanted = claims.stream().map(Claim::attemptId).collect(Collectors.toSet());
    Set<Long> ids = claims.stream().map(Claim::taskInstanceId).collect(Collectors.toSet());
    Set<String> held = new HashSet<>();
    for (Held one : held(tx, "t.id = ANY(?)", tx.numbers(ids))) {
      if (!one.breakOff()) {
        held.add(one.attemptId());
      }
    }
    return held.containsAll(wanted);
  }

  private static List<Held> held(Tx tx, String condition, Object parameter) throws SQLException {
    return tx.query(
        "SELECT t.id, t.attempt_id, r.cancel_requested FROM task_instance t"
            + " JOIN dag_run r ON r.id = t.run_id WHERE t.state = 'running' AND "
            + condition,
        Held::read,
        parameter);
  }

  /** An attempt that has lost its task only keeps it for itself. */
  static void external(Tx tx, Claim claim, String externalId) throws SQLException {
    tx.update(
        "UPDATE task_instance SET external_id = ?"
            + " WHERE id = ? AND attempt_id = ? AND state = 'running'",
        externalId,
        claim.taskInstanceId(),
        claim.attemptId());
    tx.update(
        "UPDATE task_attempt SET external_id = ? WHERE run_id = ? AND task_instance_id = ?"
            + " AND number = ? AND attempt_id = ?",
        externalId,
        claim.runId(),
        claim.taskInstanceId(),
        claim.number(),
        claim.attemptId());
  }
}

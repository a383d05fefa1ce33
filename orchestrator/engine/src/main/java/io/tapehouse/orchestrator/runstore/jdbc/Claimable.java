package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.runstore.ClaimRequest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what a request may be given. */
final class Claimable {

  private static final String STATES = "t.state IN ('queued', 'deferred', 'up_for_retry')";

  /** Deferred tasks have theirs. */
  private static final String SLOT = " AND (t.state = 'deferred' OR t.pool = ANY(?))";

  private final Tx tx;
  private final ClaimRequest request;
  private final Set<String> dags;
  private final Set<String> gathering;

  /**
   * For a request.
   *
   * @param dags those of the request's DAGs that are not paused
   */
  Claimable(Tx tx, ClaimRequest request, Set<String> dags) {
    this.tx = tx;
    this.request = request;
    this.dags = dags;
    this.gathering =
        request.batchSizes().entrySet().stream()
            .filter(batch -> batch.getValue() > 1)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
  }

  /** Whether there is anything that needs no slot, or has one of these pools for it. */
  boolean any(Set<String> pools) throws SQLException {
    return any("t.state = 'deferred'", "")
        || any("t.state = 'queued'", " AND t.pool = ANY(?)", tx.words(pools))
        || any("t.state = 'up_for_retry'", " AND t.pool = ANY(?)", tx.words(pools));
  }

  private boolean any(String states, String condition, Object... parameters) throws SQLException {
    return tx.first(
            "SELECT 1 FROM" + from(states) + condition + " LIMIT 1", Row::count, common(parameters))
        .isPresent();
  }

  /** Tasks for themselves that need a slot, in order, of pools and after an offer. */
  List<Offer> singles(Set<String> pools, Offer after, int most) throws SQLException {
    return tx.query(
        "SELECT t.run_rank, t.id, t.pool FROM"
            + from("t.state IN ('queued', 'up_for_retry')")
            + " AND (t.batch IS NULL OR NOT (t.batch = ANY(?))) AND t.pool = ANY(?)"
            + " AND (t.run_rank, t.id) > (?, ?)"
            + " ORDER BY t.run_rank, t.id LIMIT ?",
        row -> single(row, true),
        common(tx.words(gathering), tx.words(pools), after.rank(), after.first(), most));
  }

  /** Deferred tasks for themselves, in order. */
  List<Offer> goingOn(int most) throws SQLException {
    return tx.query(
        "SELECT t.run_rank, t.id, t.pool FROM"
            + from("t.state = 'deferred'")
            + " AND (t.batch IS NULL OR NOT (t.batch = ANY(?)))"
            + " ORDER BY t.run_rank, t.id LIMIT ?",
        row -> single(row, false),
        common(tx.words(gathering), most));
  }

  private static Offer single(Row row, boolean needsSlot) throws SQLException {
    long rank = row.number();
    long id = row.number();
    return new Offer(rank, id, row.text(), needsSlot, List.of(id));
  }

  /** The tasks of pools that may go together, by what they have in common, each in order. */
  Map<Gathering.Key, List<Gathering.Member>> gathered(Set<String> pools) throws SQLException {
    if (gathering.isEmpty()) {
      return Map.of();
    }
    return tx
        .query(
            "SELECT t.batch, t.dag_id, t.run_group, t.pool, t.id, t.run_rank, t.depth,"
                + " t.ready_at, CASE WHEN t.state = 'deferred' THEN TRUE ELSE FALSE END FROM"
                + from(STATES)
                + SLOT
                + " AND t.batch = ANY(?) ORDER BY t.run_rank, t.id",
            Gathering.Member::read,
            common(tx.words(pools), tx.words(gathering)))
        .stream()
        .collect(Collectors.groupingBy(Gathering.Member::key));
  }

  private String from(String states) {
    return " task_instance t WHERE "
        + states
        + " AND t.ready_at <= ? AND t.dag_id = ANY(?)"
        + (request.group() == null
            ? " AND t.run_group NOT LIKE 'backfill:foreground:%'"
            : " AND t.run_group = ?");
  }

  private Object[] common(Object... others) throws SQLException {
    List<Object> parameters = new ArrayList<>(List.of(tx.now(), tx.words(dags)));
    if (request.group() != null) {
      parameters.add(request.group());
    }
    parameters.addAll(Arrays.asList(others));
    return parameters.toArray();
  }
}

package io.tapehouse.orchestrator.runstore.jdbc.claims;

import io.tapehouse.orchestrator.runstore.ClaimRequest;
import io.tapehouse.orchestrator.runstore.jdbc.claims.BatchGathering.BatchKey;
import io.tapehouse.orchestrator.runstore.jdbc.claims.BatchGathering.BatchTask;
import io.tapehouse.orchestrator.runstore.jdbc.claims.Selection.Offer;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Query;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what a request may be given. */
final class ClaimableTasks {

  /** Deferred tasks have theirs. */
  private static final String SLOT = " AND (t.state = 'deferred' OR t.pool = ANY(:pools))";

  private static final String SINGLE = "SELECT t.run_rank AS \"rank\", t.id, t.pool FROM";

  private static final String NOT_GATHERED =
      " AND (t.batch IS NULL OR NOT (t.batch = ANY(:batches)))";

  private final Transaction tx;
  private final ClaimRequest request;
  private final Set<String> dags;
  private final Set<String> batches;

  /**
   * For a request.
   *
   * @param dags those of the request's DAGs that are not paused
   */
  ClaimableTasks(Transaction tx, ClaimRequest request, Set<String> dags) {
    this.tx = tx;
    this.request = request;
    this.dags = dags;
    this.batches =
        request.batchSizes().entrySet().stream()
            .filter(batch -> batch.getValue() > 1)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
  }

  private record SingleTask(long rank, long id, String pool) {

    Offer offer(boolean needsSlot) {
      return new Offer(rank, id, pool, needsSlot, List.of(id));
    }
  }

  /** Whether there is anything that needs no slot, or has one of these pools for it. */
  boolean any(Set<String> pools) {
    return exists(select("SELECT 1 FROM", "t.state = 'deferred'", " LIMIT 1"))
        || exists(withSlot("t.state = 'queued'", pools))
        || exists(withSlot("t.state = 'up_for_retry'", pools));
  }

  private Query withSlot(String state, Set<String> pools) {
    return select("SELECT 1 FROM", state, " AND t.pool = ANY(:pools) LIMIT 1")
        .bind("pools", Transaction.words(pools));
  }

  private static boolean exists(Query query) {
    return query.mapTo(Integer.class).findFirst().isPresent();
  }

  /** Tasks for themselves that need a slot, in order, of pools and after an offer. */
  List<Offer> singles(Set<String> pools, Offer after, int most) {
    return select(
            SINGLE,
            "t.state IN ('queued', 'up_for_retry')",
            NOT_GATHERED
                + " AND t.pool = ANY(:pools) AND (t.run_rank, t.id) > (:afterRank, :afterId)"
                + " ORDER BY t.run_rank, t.id LIMIT :most")
        .bind("batches", Transaction.words(batches))
        .bind("pools", Transaction.words(pools))
        .bind("afterRank", after.rank())
        .bind("afterId", after.first())
        .bind("most", most)
        .mapTo(SingleTask.class)
        .map(task -> task.offer(true))
        .list();
  }

  /** Deferred tasks for themselves, in order. */
  List<Offer> deferred(int most) {
    return select(
            SINGLE, "t.state = 'deferred'", NOT_GATHERED + " ORDER BY t.run_rank, t.id LIMIT :most")
        .bind("batches", Transaction.words(batches))
        .bind("most", most)
        .mapTo(SingleTask.class)
        .map(task -> task.offer(false))
        .list();
  }

  /** The tasks of pools that may go together, by what they have in common, each in order. */
  Map<BatchKey, List<BatchTask>> gathered(Set<String> pools) {
    if (batches.isEmpty()) {
      return Map.of();
    }
    return select(
            "SELECT t.batch AS word, t.dag_id, t.run_group AS \"group\", t.pool, t.id,"
                + " t.run_rank AS \"rank\", t.depth, t.ready_at,"
                + " CASE WHEN t.state = 'deferred' THEN TRUE ELSE FALSE END AS deferred FROM",
            "t.state IN ('queued', 'deferred', 'up_for_retry')",
            SLOT + " AND t.batch = ANY(:batches) ORDER BY t.run_rank, t.id")
        .bind("pools", Transaction.words(pools))
        .bind("batches", Transaction.words(batches))
        .mapTo(BatchTask.class)
        .collect(Collectors.groupingBy(BatchTask::batch));
  }

  /** A query of the tasks that the request may have, bound but for what {@code rest} names. */
  private Query select(String columns, String states, String rest) {
    boolean ofGroup = request.group() != null;
    Query query =
        tx.query(
                columns
                    + " task_instance t WHERE "
                    + states
                    + " AND t.ready_at <= :now AND t.dag_id = ANY(:dags)"
                    + (ofGroup
                        ? " AND t.run_group = :group"
                        : " AND t.run_group NOT LIKE 'backfill:foreground:%'")
                    + rest)
            .bind("now", tx.now())
            .bind("dags", Transaction.words(dags));
    return ofGroup ? query.bind("group", request.group()) : query;
  }
}

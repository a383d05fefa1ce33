package io.tapehouse.orchestrator.runstore.jdbc.claims;

import io.tapehouse.orchestrator.runstore.WorkQueue;
import io.tapehouse.orchestrator.runstore.jdbc.claims.Selection.Offer;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rule when tasks with a batch word are given out; see {@link WorkQueue#claim}. */
final class BatchGathering {

  private final Map<GroupOfDag, Integer> leastDepths;

  private BatchGathering(Map<GroupOfDag, Integer> leastDepths) {
    this.leastDepths = leastDepths;
  }

  /** Looks how far the groups of these batches are. */
  static BatchGathering look(Transaction tx, Set<BatchKey> batches) {
    return new BatchGathering(batches.isEmpty() ? Map.of() : leastDepths(tx, batches));
  }

  /** What the tasks of a batch have in common. */
  record BatchKey(String word, String dagId, String group, String pool) {

    private GroupOfDag groupOfDag() {
      return new GroupOfDag(dagId, group);
    }
  }

  private record GroupOfDag(String dagId, String group) {}

  private record Depth(String dagId, String group, int depth) {}

  /** A task that may go with others. */
  record BatchTask(
      String word,
      String dagId,
      String group,
      String pool,
      long id,
      long rank,
      int depth,
      Instant readyAt,
      boolean deferred) {

    BatchKey batch() {
      return new BatchKey(word, dagId, group, pool);
    }
  }

  /**
   * The batches that may go now.
   *
   * @param gathered what may go, read after the look; a group that was not looked at waits
   */
  List<Offer> offers(
      Transaction tx, Map<BatchKey, List<BatchTask>> gathered, Map<String, Integer> batchSizes) {
    if (gathered.isEmpty()) {
      return List.of();
    }
    Instant longAgo = tx.now().minus(WorkQueue.LONGEST_GATHERING);
    List<Offer> offers = new ArrayList<>();
    gathered.forEach(
        (batch, tasks) -> {
          int size = batchSizes.getOrDefault(batch.word(), 1);
          int least = tasks.stream().mapToInt(BatchTask::depth).min().orElseThrow();
          boolean complete =
              leastDepths.getOrDefault(batch.groupOfDag(), Integer.MIN_VALUE) >= least;
          for (int from = 0; from < tasks.size(); from += size) {
            List<BatchTask> part = tasks.subList(from, Math.min(from + size, tasks.size()));
            if (complete || part.size() == size || waited(part, longAgo)) {
              offers.add(offer(batch, part));
            }
          }
        });
    return offers;
  }

  private static boolean waited(List<BatchTask> tasks, Instant longAgo) {
    return tasks.stream().anyMatch(task -> !task.readyAt().isAfter(longAgo));
  }

  private static Offer offer(BatchKey batch, List<BatchTask> tasks) {
    return new Offer(
        tasks.get(0).rank(),
        tasks.get(0).id(),
        batch.pool(),
        tasks.stream().noneMatch(BatchTask::deferred),
        tasks.stream().map(BatchTask::id).toList());
  }

  /** The least depth at which anything is queued or running. */
  private static Map<GroupOfDag, Integer> leastDepths(Transaction tx, Set<BatchKey> batches) {
    List<String> groups = batches.stream().map(BatchKey::group).distinct().toList();
    Map<GroupOfDag, Integer> depths = new HashMap<>();
    // Nothing queued or running: nothing is still to come.
    batches.forEach(batch -> depths.put(batch.groupOfDag(), Integer.MAX_VALUE));
    String query =
        "SELECT t.dag_id, t.run_group AS \"group\", MIN(t.depth) AS depth FROM task_instance t"
            + " WHERE t.state = '%s' AND t.run_group = ANY(:groups) GROUP BY t.dag_id, t.run_group";
    // One statement sees one moment: of two, a task that is handed back in between is in neither.
    tx.query(query.formatted("queued") + " UNION ALL " + query.formatted("running"))
        .bind("groups", Transaction.words(groups))
        .mapTo(Depth.class)
        .forEach(
            found ->
                depths.merge(
                    new GroupOfDag(found.dagId(), found.group()), found.depth(), Math::min));
    return depths;
  }
}

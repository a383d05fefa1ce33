package io.tapehouse.sql.load;

import io.tapehouse.dictionary.Partition;
import io.tapehouse.sql.StaleFenceException;
import io.tapehouse.sql.StaleFenceException.Mismatch;
import io.tapehouse.sql.jdbc.Literal;
import io.tapehouse.sql.jdbc.Session;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who may write a partition: {@code partition_fence}. Every writer raises {@code writes} of its
 * partitions before it reads their numbers. So whatever the engine makes of two at a time, one
 * waits for the other or fails: none goes by a number that is being replaced.
 */
public final class Fences {

  private static final String SAME_PARTITION =
      "s.dataset = partition_fence.dataset AND s.partition_date = partition_fence.partition_date";

  private Fences() {}

  /**
   * See {@link io.tapehouse.sql.Warehouse#fence}; the caller holds the transaction.
   *
   * @param now the time, UTC
   */
  public static void take(Session session, Map<Partition, Long> fences, LocalDateTime now) {
    fences.forEach(
        (partition, fence) -> {
          if (fence < 1) {
            throw new IllegalArgumentException(
                partition + ": expected a fence of at least 1, found " + fence);
          }
        });
    if (fences.isEmpty()) {
      return;
    }
    stage(session, fences);
    session.execute(
        """
        UPDATE partition_fence SET fence = s.fence, taken_at = %s, writes = writes + 1
        FROM stage_fence s WHERE %s AND s.fence > partition_fence.fence"""
            .formatted(Literal.of(now), SAME_PARTITION));
    session.execute(
        """
        INSERT INTO partition_fence (dataset, partition_date, fence, taken_at, writes)
        SELECT s.dataset, s.partition_date, s.fence, %s, 0 FROM stage_fence s
        WHERE NOT EXISTS (SELECT 1 FROM partition_fence WHERE %s)"""
            .formatted(Literal.of(now), SAME_PARTITION));
    verify(session);
  }

  /**
   * Makes sure that these are the numbers of these partitions, and stay so until the caller's
   * transaction ends.
   *
   * @throws StaleFenceException when they are not
   */
  static void hold(Session session, Map<Partition, Long> fences) {
    if (fences.isEmpty()) {
      return;
    }
    stage(session, fences);
    // A column that both this and take() change: DuckDB 2.0.0 leaves out an update that changes
    // nothing, and lets two transactions change different columns of a row.
    session.execute(
        "UPDATE partition_fence SET writes = writes + 1 FROM stage_fence s WHERE "
            + SAME_PARTITION);
    verify(session);
  }

  /** See {@link io.tapehouse.sql.Warehouse#highestFence}. */
  public static long highest(Session session) {
    return session.number(
        """
        SELECT coalesce(max(fence), 0) FROM
            (SELECT fence FROM load_ledger UNION ALL SELECT fence FROM partition_fence) f""");
  }

  private static void stage(Session session, Map<Partition, Long> fences) {
    session.temporary(
        "stage_fence",
        """
            (dataset VARCHAR(64), partition_date DATE, fence BIGINT)""");
    List<List<?>> rows = new ArrayList<>();
    fences.forEach(
        (partition, fence) -> rows.add(List.of(partition.dataset(), partition.date(), fence)));
    session.insert("stage_fence", rows);
  }

  /** Loads of before there were fences count too: their ledger has numbers of its own. */
  private static void verify(Session session) {
    List<Mismatch> mismatches =
        session.list(
            """
            SELECT s.dataset, s.partition_date, s.fence, greatest(coalesce(p.fence, 0), coalesce(b.fence, 0))
            FROM stage_fence s
            LEFT JOIN partition_fence p ON p.dataset = s.dataset AND p.partition_date = s.partition_date
            LEFT JOIN (SELECT dataset, partition_date, max(fence) AS fence
                FROM load_ledger GROUP BY dataset, partition_date) b
              ON b.dataset = s.dataset AND b.partition_date = s.partition_date
            WHERE p.fence IS NULL OR p.fence <> s.fence OR b.fence > s.fence
            ORDER BY s.partition_date, s.dataset""",
            row ->
                new Mismatch(
                    new Partition(row.getString(1), row.getObject(2, LocalDate.class)),
                    row.getLong(3),
                    row.getLong(4)));
    if (!mismatches.isEmpty()) {
      throw new StaleFenceException(mismatches);
    }
  }
}

package io.tapehouse.sql.load;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.sql.jdbc.Literal;
import io.tapehouse.sql.jdbc.Session;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;

/**
 * Of which dataset the rows of a date are, where several fill one table: a dataset has none of a
 * date that one of those has that it yields to. The result is the same in whatever order they are
 * loaded.
 */
final class Precedence {

  private final Session session;
  private final Dictionary dictionary;

  Precedence(Session session, Dictionary dictionary) {
    this.session = session;
    this.dictionary = dictionary;
  }

  /**
   * Takes out of the staged rows those of dates that a higher dataset has, in the warehouse or
   * among the accepted loads of the batch; a passed check {@code yields} has their number.
   */
  void leaveOut(Fact fact) {
    for (Dataset lower : yielding(fact)) {
      String higher = Literal.list(lower.lineage().yieldsTo());
      session.temporary(
          "stage_yielded",
          """
          AS
          SELECT s.load_no, s.trading_date, count(*) AS n
          FROM %1$s s
          JOIN stage_load l ON l.load_no = s.load_no AND l.dataset = %2$s
          WHERE s.trading_date IN (SELECT b.partition_date FROM load_ledger b
              WHERE b.table_name = '%3$s' AND b.dataset IN (%4$s) AND b.status = 'committed' AND b.rows_written > 0
              UNION
              SELECT h.partition_date FROM stage_accepted a
              JOIN stage_load h ON h.load_no = a.load_no AND h.dataset IN (%4$s)
              JOIN %1$s r ON r.load_no = h.load_no
              WHERE a.table_name = '%3$s')
          GROUP BY s.load_no, s.trading_date"""
              .formatted(fact.staged(), Literal.of(lower.id()), fact.table(), higher));
      if (session.number("SELECT count(*) FROM stage_yielded") > 0) {
        takeOut(fact, lower);
      }
    }
  }

  private void takeOut(Fact fact, Dataset lower) {
    session.execute(
        """
        DELETE FROM %1$s USING stage_yielded y
        WHERE %1$s.load_no = y.load_no AND %1$s.trading_date = y.trading_date"""
            .formatted(fact.staged()));
    session.execute(
        """
        UPDATE stage_part SET rows_loaded = stage_part.rows_loaded - y.n
        FROM (SELECT load_no, CAST(sum(n) AS BIGINT) AS n FROM stage_yielded GROUP BY load_no) y
        WHERE y.load_no = stage_part.load_no AND stage_part.table_name = '%s'"""
            .formatted(fact.table()));
    session.execute(
        """
        INSERT INTO stage_check
        SELECT y.load_no, '%s', 'yields', %s, 'warning', 'passed', 'no rows of dates that another dataset has: %s',
            CAST(sum(y.n) AS VARCHAR) || ' rows left out'
        FROM stage_yielded y GROUP BY y.load_no"""
            .formatted(
                fact.table(),
                Literal.of(lower.id()),
                String.join(", ", lower.lineage().yieldsTo())));
  }

  /** A load of a lower dataset that an accepted one of a higher dataset replaces. */
  private record Lower(long loadId, LocalDate partition) {}

  /** Removes the rows that lower datasets have of dates that accepted loads have now. */
  void replaceLower(Fact fact) {
    for (Dataset lower : yielding(fact)) {
      List<LocalDate> dates =
          session.list(
              """
              SELECT DISTINCT s.trading_date FROM %s s
              JOIN stage_accepted a ON a.load_no = s.load_no AND a.table_name = '%s'
              JOIN stage_load l ON l.load_no = s.load_no AND l.dataset IN (%s)
              ORDER BY s.trading_date"""
                  .formatted(fact.staged(), fact.table(), Literal.list(lower.lineage().yieldsTo())),
              row -> row.getObject(1, LocalDate.class));
      if (!dates.isEmpty()) {
        replace(fact, lower, dates);
      }
    }
  }

  private void replace(Fact fact, Dataset lower, List<LocalDate> dates) {
    TreeSet<LocalDate> partitions = new TreeSet<>();
    dates.forEach(date -> partitions.add(lower.period().filedUnder(date)));
    List<Lower> loads =
        session
            .list(
                """
                SELECT load_id, partition_date FROM load_ledger
                WHERE table_name = ? AND dataset = ? AND status = 'committed' AND rows_written > 0
                    AND partition_date BETWEEN ? AND ?""",
                row -> new Lower(row.getLong(1), row.getObject(2, LocalDate.class)),
                fact.table(),
                lower.id(),
                partitions.first(),
                partitions.last())
            .stream()
            .filter(load -> partitions.contains(load.partition()))
            .toList();
    if (loads.isEmpty()) {
      return;
    }
    String ids = Literal.list(loads.stream().map(Lower::loadId).toList());
    session.execute(
        "DELETE FROM %s WHERE load_id IN (%s) AND trading_date IN (%s)"
            .formatted(
                fact.table(),
                ids,
                String.join(", ", dates.stream().map(date -> Literal.of(date)).toList())));
    if (lower.isOfTradingDates()) {
      session.execute(
          """
          UPDATE load_ledger SET status = 'superseded', superseded_by = p.load_id
          FROM stage_accepted p, stage_load l
          WHERE l.load_no = p.load_no AND p.table_name = '%s' AND l.dataset IN (%s)
              AND load_ledger.partition_date = l.partition_date AND load_ledger.load_id IN (%s)"""
              .formatted(fact.table(), Literal.list(lower.lineage().yieldsTo()), ids));
    }
  }

  /** The datasets that fill a table and yield to others of those. */
  private List<Dataset> yielding(Fact fact) {
    return dictionary.datasets().stream()
        .filter(dataset -> !dataset.lineage().yieldsTo().isEmpty())
        .filter(dataset -> dataset.lineage().fills().containsKey(fact.table()))
        .toList();
  }
}

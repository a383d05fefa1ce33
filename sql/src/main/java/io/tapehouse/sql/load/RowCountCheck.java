package io.tapehouse.sql.load;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Table;
import io.tapehouse.sql.jdbc.Literal;
import io.tapehouse.sql.jdbc.Session;
import java.util.List;

/**
 * {@code row_count}: the rows of a file against those of the last loads. A quiet day before a
 * holiday is no error, so it only warns.
 */
final class RowCountCheck {

  private RowCountCheck() {}

  static void evaluate(Session session, Dictionary dictionary, List<Fact> facts) {
    List<String> tables =
        facts.stream()
            .map(Fact::table)
            .filter(
                name ->
                    dictionary
                        .warehouseTable(name)
                        .map(Table::checks)
                        .orElseThrow()
                        .contains("row_count"))
            .toList();
    if (tables.isEmpty()) {
      return;
    }
    session.execute(
        """
        INSERT INTO stage_check
        SELECT p.load_no, p.table_name, 'row_count', l.dataset, 'warning',
            CASE WHEN coalesce(m.loads, 0) < 5 THEN 'not_evaluated'
                WHEN p.rows_read * 2 >= m.usual AND p.rows_read <= m.usual * 2 THEN 'passed' ELSE 'failed' END,
            CASE WHEN coalesce(m.loads, 0) < 5 THEN NULL
                ELSE 'half to double of ' || CAST(CAST(m.usual AS BIGINT) AS VARCHAR) END,
            CASE WHEN coalesce(m.loads, 0) < 5
                    THEN CAST(coalesce(m.loads, 0) AS VARCHAR) || ' loads before this one, 5 are needed'
                ELSE CAST(p.rows_read AS VARCHAR) END
        FROM stage_part p
        JOIN stage_load l ON l.load_no = p.load_no
        LEFT JOIN (SELECT load_no, table_name, count(*) AS loads,
                percentile_cont(0.5) WITHIN GROUP (ORDER BY rows_read) AS usual
            FROM (SELECT p.load_no, p.table_name, b.rows_read,
                    row_number() OVER (PARTITION BY p.load_no, p.table_name ORDER BY b.load_id DESC) AS age
                FROM stage_part p
                JOIN stage_load l ON l.load_no = p.load_no
                JOIN load_ledger b ON b.table_name = p.table_name AND b.dataset = l.dataset
                    AND b.partition_date <> l.partition_date AND b.status = 'committed') r
            WHERE age <= 20
            GROUP BY load_no, table_name) m ON m.load_no = p.load_no AND m.table_name = p.table_name
        WHERE p.table_name IN (%s)"""
            .formatted(Literal.list(tables)));
  }
}

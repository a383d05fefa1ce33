package io.tapehouse.sql.load;

import io.tapehouse.sql.jdbc.Session;

/** Writes what a check that looks for wrong rows found, for every load of a table. */
final class FoundRows {

  private final Session session;

  FoundRows(Session session) {
    this.session = session;
  }

  /**
   * Writes a blocking result per load.
   *
   * @param table the table of the warehouse that the check is of
   * @param expected what it expects, without quotes
   * @param wrongRows a query of load_no, wrong and example, with a row for each load that fails
   */
  void record(String table, String check, String expected, String wrongRows) {
    session.execute(
        """
        INSERT INTO stage_check
        SELECT p.load_no, p.table_name, '%s', l.dataset, 'blocking',
            CASE WHEN w.wrong IS NULL THEN 'passed' ELSE 'failed' END,
            '%s',
            CASE WHEN w.wrong IS NULL THEN NULL
                ELSE CAST(w.wrong AS VARCHAR) || ' otherwise, such as ' || w.example END
        FROM stage_part p
        JOIN stage_load l ON l.load_no = p.load_no
        LEFT JOIN (%s) w ON w.load_no = p.load_no
        WHERE p.table_name = '%s'"""
            .formatted(check, expected, wrongRows, table));
  }
}

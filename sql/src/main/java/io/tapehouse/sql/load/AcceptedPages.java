package io.tapehouse.sql.load;

import io.tapehouse.sql.jdbc.Session;

/** The days of a batch that are replaced: {@code stage_ccass_day}, with their loads. */
final class AcceptedPages {

  private AcceptedPages() {}

  static void stage(Session session) {
    session.temporary(
        "stage_ccass_day",
        """
        AS SELECT l.load_no, l.partition_date AS trading_date
        FROM stage_accepted a
        JOIN stage_load l ON l.load_no = a.load_no
        WHERE a.table_name = 'ccass_holding'""");
  }
}

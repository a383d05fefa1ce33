package io.tapehouse.sql.load;

import io.tapehouse.sql.jdbc.Session;

/** The dimension {@code index}. All indices known so far are of the market TW. */
final class IndexNames {

  private IndexNames() {}

  /**
   * Adds the indices that accepted loads name, and tells the publisher's word where a futures file
   * came before the index file.
   *
   * @param names a query of load_no, name and name_local
   */
  static void merge(Session session, String names) {
    session.execute(
        """
        CREATE OR REPLACE TEMP TABLE stage_index_name AS
        SELECT name, max(name_local) AS name_local
        FROM (%s) n
        WHERE name IS NOT NULL AND load_no IN (SELECT load_no FROM stage_accepted)
        GROUP BY name"""
            .formatted(names));
    session.execute(
        """
        INSERT INTO index (id, name, market, name_local)
        SELECT (SELECT coalesce(max(id), 0) FROM index) + row_number() OVER (ORDER BY name), name, 'TW', name_local
        FROM stage_index_name n
        WHERE NOT EXISTS (SELECT 1 FROM index i WHERE i.name = n.name AND i.market = 'TW')""");
    session.execute(
        """
        UPDATE index SET name_local = n.name_local FROM stage_index_name n
        WHERE index.name = n.name AND index.market = 'TW'
            AND index.name_local IS NULL AND n.name_local IS NOT NULL""");
  }
}

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
    session.temporary(
        "stage_index_name",
        """
        AS
        SELECT name, max(name_local) AS name_local
        FROM (%s) n
        WHERE name IS NOT NULL AND load_no IN (SELECT load_no FROM stage_accepted)
        GROUP BY name"""
            .formatted(names));
    session.temporary(
        "stage_index_change",
        """
        AS SELECT CAST(t.id + row_number() OVER (PARTITION BY CASE WHEN i.id IS NULL THEN 1 ELSE 0 END
                ORDER BY n.name) AS INTEGER) AS id,
            n.name, CAST('TW' AS VARCHAR(8)) AS market, n.name_local
        FROM stage_index_name n
        CROSS JOIN (SELECT coalesce(max(id), 0) AS id FROM index) t
        LEFT JOIN index i ON i.name = n.name AND i.market = 'TW'
        WHERE i.id IS NULL OR i.name_local IS NULL AND n.name_local IS NOT NULL""");
    session.execute(
        """
        MERGE INTO index USING stage_index_change s ON index.name = s.name AND index.market = s.market
        WHEN MATCHED THEN UPDATE SET name_local = s.name_local
        WHEN NOT MATCHED THEN INSERT (id, name, market, name_local)
            VALUES (s.id, s.name, s.market, s.name_local)""");
  }
}

package io.tapehouse.sql.load;

import io.tapehouse.dictionary.product.IndexName;
import io.tapehouse.sql.jdbc.Literal;
import io.tapehouse.sql.jdbc.Session;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The dimension {@code index}, and {@code index_name} with what each index is and was called. All
 * indices known so far are of the market TW.
 *
 * <p>An index that its publisher renames stays one index: the dictionary lists its names, and the
 * result is the same in whatever order the dates of both names are loaded.
 */
final class IndexNames {

  /** The tables that refer to an index. */
  private static final List<String> REFERRING =
      List.of("index_history", "index_daily", "index_close_daily", "derivative");

  private final Session session;

  /** A query of name, name_local, valid_from, valid_to, is_present: what the dictionary knows. */
  private final String known;

  private IndexNames(Session session, List<IndexName> known) {
    this.session = session;
    this.known = known.stream().map(IndexNames::row).collect(Collectors.joining(" UNION ALL "));
  }

  /**
   * Gives the indices of a batch numbers that hold for it alone: {@code stage_index}.
   *
   * @param names a query of load_no, name and name_local, with a row for each mention
   */
  static void stage(Loading loading, String names) {
    loading
        .session()
        .temporary(
            "stage_index_of_load",
            """
            AS
            SELECT load_no, name, max(name_local) AS name_local FROM (%s) m GROUP BY load_no, name"""
                .formatted(names));
    loading
        .session()
        .temporary(
            "stage_index",
            """
            AS
            SELECT CAST(row_number() OVER (ORDER BY name) AS INTEGER) AS no, name
            FROM (SELECT DISTINCT name FROM stage_index_of_load) n""");
  }

  /** Adds those that accepted loads name to the dimension: {@code stage_index_id} has their ids. */
  static void number(Loading loading) {
    merge(
        loading.session(),
        loading.dictionary().products().indexNames(),
        "SELECT load_no, name, name_local FROM stage_index_of_load");
    loading
        .session()
        .temporary(
            "stage_index_id",
            """
            AS
            SELECT n.no, i.id FROM stage_index n JOIN index i ON i.name = n.name AND i.market = 'TW'""");
  }

  /**
   * Adds the indices that accepted loads name, and reports the publisher's name where a futures
   * file came before the index file.
   *
   * @param known the names that the dictionary knows
   * @param names a query of load_no, name and name_local
   */
  static void merge(Session session, List<IndexName> known, String names) {
    IndexNames dimension = new IndexNames(session, known);
    dimension.uniteRenamed();
    dimension.addIndices(names);
    dimension.keepNames();
  }

  private static String row(IndexName name) {
    return "SELECT CAST(%s AS VARCHAR(400)) AS name, CAST(%s AS VARCHAR(400)) AS name_local, CAST(%s AS DATE) AS valid_from, CAST(%s AS DATE) AS valid_to, %d AS is_present"
        .formatted(
            Literal.of(name.index()),
            Literal.of(name.header()),
            Literal.of(name.validFrom().orElse(null)),
            Literal.of(name.validTo().orElse(null)),
            name.isPresent() ? 1 : 0);
  }

  /**
   * An index that stands there under a name of which the dictionary knows another now, from before
   * it knew: its rows become those of the index that it is, and the row of the index goes or, where
   * there is no other, gets the name.
   */
  private void uniteRenamed() {
    String renamed =
        """
        SELECT i.id, k.name, coalesce(c.id, min(i.id) OVER (PARTITION BY k.name)) AS kept_id
        FROM (%s) k
        JOIN index i ON i.name = k.name_local AND i.market = 'TW'
        LEFT JOIN index c ON c.name = k.name AND c.market = 'TW'
        WHERE k.name_local <> k.name"""
            .formatted(known);
    if (session.number("SELECT count(*) FROM (" + renamed + ") r") == 0) {
      return;
    }
    session.temporary("stage_index_renamed", "AS " + renamed);
    for (String table : REFERRING) {
      session.execute(
          """
          UPDATE %1$s SET index_id = r.kept_id FROM stage_index_renamed r
          WHERE %1$s.index_id = r.id AND r.id <> r.kept_id"""
              .formatted(table));
    }
    session.execute(
        "DELETE FROM index WHERE id IN (SELECT id FROM stage_index_renamed WHERE id <> kept_id)");
    session.execute(
        """
        UPDATE index SET name = r.name FROM stage_index_renamed r
        WHERE index.id = r.id AND r.id = r.kept_id""");
  }

  private void addIndices(String names) {
    session.temporary(
        "stage_index_name",
        """
        AS
        SELECT n.name, max(CASE WHEN n.name_local IS NOT NULL THEN coalesce(k.name_local, n.name_local) END)
                AS name_local
        FROM (%s) n
        LEFT JOIN (%s) k ON k.name = n.name AND k.is_present = 1
        WHERE n.name IS NOT NULL AND n.load_no IN (SELECT load_no FROM stage_accepted)
        GROUP BY n.name"""
            .formatted(names, known));
    session.temporary(
        "stage_index_change",
        """
        AS SELECT CAST(t.id + row_number() OVER (PARTITION BY CASE WHEN i.id IS NULL THEN 1 ELSE 0 END
                ORDER BY n.name) AS INTEGER) AS id,
            n.name, CAST('TW' AS VARCHAR(8)) AS market, n.name_local
        FROM stage_index_name n
        CROSS JOIN (SELECT coalesce(max(id), 0) AS id FROM index) t
        LEFT JOIN index i ON i.name = n.name AND i.market = 'TW'
        WHERE i.id IS NULL
            OR n.name_local IS NOT NULL AND (i.name_local IS NULL OR i.name_local <> n.name_local)""");
    session.execute(
        """
        MERGE INTO index USING stage_index_change s ON index.name = s.name AND index.market = s.market
        WHEN MATCHED THEN UPDATE SET name_local = s.name_local
        WHEN NOT MATCHED THEN INSERT (id, name, market, name_local)
            VALUES (s.id, s.name, s.market, s.name_local)""");
  }

  /** Names follow from the dictionary and from {@code index} alone, whatever was loaded before. */
  private void keepNames() {
    String change =
        """
        SELECT s.index_id, s.name_local, s.valid_from, s.valid_to, n.index_id AS known_id, n.name_local AS known_name
        FROM (SELECT i.id AS index_id, coalesce(k.name_local, i.name_local) AS name_local, k.valid_from, k.valid_to
            FROM index i
            LEFT JOIN (%s) k ON k.name = i.name
            WHERE i.market = 'TW' AND (k.name IS NOT NULL OR i.name_local IS NOT NULL)) s
        FULL JOIN index_name n ON n.index_id = s.index_id AND n.name_local = s.name_local
        WHERE n.index_id IS NULL OR s.index_id IS NULL
            OR coalesce(CAST(n.valid_from AS VARCHAR), '') <> coalesce(CAST(s.valid_from AS VARCHAR), '')
            OR coalesce(CAST(n.valid_to AS VARCHAR), '') <> coalesce(CAST(s.valid_to AS VARCHAR), '')"""
            .formatted(known);
    if (session.number("SELECT count(*) FROM (" + change + ") c") == 0) {
      return;
    }
    session.temporary("stage_index_name_change", "AS " + change);
    session.execute(
        """
        DELETE FROM index_name USING stage_index_name_change s
        WHERE s.index_id IS NULL AND s.known_id = index_name.index_id AND s.known_name = index_name.name_local""");
    session.execute("DELETE FROM stage_index_name_change WHERE index_id IS NULL");
    session.execute(
        """
        MERGE INTO index_name USING stage_index_name_change s
        ON index_name.index_id = s.index_id AND index_name.name_local = s.name_local
        WHEN MATCHED THEN UPDATE SET valid_from = s.valid_from, valid_to = s.valid_to
        WHEN NOT MATCHED THEN INSERT (index_id, name_local, valid_from, valid_to)
            VALUES (s.index_id, s.name_local, s.valid_from, s.valid_to)""");
  }
}

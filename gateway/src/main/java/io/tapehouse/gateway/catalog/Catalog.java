package io.tapehouse.gateway.catalog;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.sql.duckdb.QueryEngine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duckdb.DuckDBConnection;

/**
 * The system tables of PostgreSQL and Redshift, in a small DuckDB in memory that has nothing else.
 * Safe for use by many threads; a session is for one.
 */
public final class Catalog implements AutoCloseable {

  /** The one database that clients see. */
  public static final String DATABASE = "tapehouse";

  /** One thread is enough for rows by the thousand, and leaves the machine to the warehouse. */
  private static final String SMALL = "SET threads = 1; SET memory_limit = '256MB'";

  /** PostgreSQL's division, order and folding of names, for all sessions. */
  private static final String RULES =
      """
      SET GLOBAL integer_division = true;
      SET GLOBAL default_null_order = 'NULLS_LAST_ON_ASC_FIRST_ON_DESC';
      SET GLOBAL preserve_identifier_case = false""";

  /** Nothing in a client's statement reaches a file, the network or a setting of the engine. */
  private static final String LOCK =
      """
      SET autoinstall_known_extensions = false;
      SET autoload_known_extensions = false;
      SET temp_directory = '';
      SET enable_external_access = false;
      SET lock_configuration = true;
      """;

  private final DuckDBConnection connection;
  private final RelationRows rows;
  private final CatalogQuery queries;
  private final String fill = CatalogScript.read("fill.sql");
  private final Instant started;

  private Catalog(DuckDBConnection connection, Dictionary dictionary, Instant started)
      throws SQLException {
    this.connection = connection;
    this.rows = new RelationRows(dictionary);
    this.started = started;
    CatalogScript.run(connection, SMALL);
    CatalogScript.run(connection, RULES);
    for (String script :
        List.of("pg_catalog.sql", "staging.sql", "information_schema.sql", "rows.sql")) {
      CatalogScript.run(connection, CatalogScript.read(script));
    }
    CatalogScript.runResult(connection, CatalogScript.read("generated.sql"));
    for (String script : List.of("functions.sql", "views.sql", "redshift.sql", "system.sql")) {
      CatalogScript.run(connection, CatalogScript.read(script));
    }
    CatalogScript.run(connection, LOCK);
    queries = new CatalogQuery(relations(), functions());
  }

  /**
   * Makes a catalogue without relations of the warehouse; {@link #fill} brings them.
   *
   * @throws SQLException when the engine refuses its tables: a defect of the build
   */
  public static Catalog open(Dictionary dictionary) throws SQLException {
    DuckDBConnection connection =
        DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
    try {
      return new Catalog(connection, dictionary, Clock.systemUTC().instant());
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * Replaces all relations of the warehouse at once. Sessions that are open see them with their
   * next statement. What the dictionary knows of a relation is added: comments, lengths, keys.
   *
   * @throws SQLException when the catalogue is closed; the relations are as before then
   */
  public synchronized void fill(List<Relation> relations) throws SQLException {
    connection.setAutoCommit(false);
    try {
      rows.write(connection, relations);
      CatalogScript.run(connection, fill);
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  /**
   * Replaces all relations by those that the warehouse has.
   *
   * @throws SQLException when the warehouse does not answer, or the catalogue is closed
   */
  public void fill(QueryEngine warehouse) throws SQLException {
    try (Connection connection = warehouse.open()) {
      fill(Relation.read(connection));
    }
  }

  /**
   * Begins a client's session.
   *
   * @param user as whom it signed in
   * @param version the server's version as announced to it, {@code 15.0} or Redshift's {@code
   *     8.0.2}
   * @param pid the number of its backend
   * @throws SQLException when the catalogue is closed
   */
  public CatalogSession session(String user, String version, int pid) throws SQLException {
    Connection copy = connection.duplicate();
    try {
      return new CatalogSession(copy, user, version, pid, started);
    } catch (SQLException | RuntimeException e) {
      copy.close();
      throw e;
    }
  }

  /**
   * The statement for {@link CatalogSession#connection()}, or empty when it asks nothing of the
   * catalogue: then the warehouse answers it. Parameters keep their numbers. It is decided by the
   * statement's words alone; one that is wrong in itself is refused by the engine that runs it.
   *
   * @param sql one statement of a client, with PostgreSQL's syntax or one of Redshift's SHOW
   *     commands
   */
  public Optional<String> translate(String sql) {
    return queries.translate(sql);
  }

  @Override
  public synchronized void close() throws SQLException {
    connection.close();
  }

  /** The relations of pg_catalog with their numbers. */
  private Map<String, Long> relations() throws SQLException {
    Map<String, Long> relations = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT relname, oid FROM pg_class WHERE relnamespace = 11")) {
      while (row.next()) {
        relations.put(row.getString(1), row.getLong(2));
      }
    }
    return relations;
  }

  private Set<String> functions() throws SQLException {
    Set<String> names = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT DISTINCT function_name FROM duckdb_functions() WHERE NOT internal"
                    + " AND function_type IN ('macro', 'table_macro')")) {
      while (row.next()) {
        names.add(row.getString(1));
      }
    }
    return names;
  }
}

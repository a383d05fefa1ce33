package io.tapehouse.sql.duckdb;

import io.tapehouse.sql.RefusedQueryException;
import io.tapehouse.sql.jdbc.Literal;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;

/**
 * The embedded warehouse for servers of queries. Two walls keep a client from everything but reading
 * the warehouse: each text passes {@link #check} first, and {@link #readNoFilesBut} takes files away
 * from the engine itself; transactions of clients are read-only besides. Safe for use by many
 * threads.
 */
public final class QueryEngine {

  private final Connections connections;
  private final QueryGuard guard;

  QueryEngine(Connections connections, QueryGuard guard) {
    this.connections = connections;
    this.guard = guard;
  }

  /**
   * A connection for a client, which the caller closes: integer division and the order of NULL as in
   * Redshift, times in UTC, and prepared queries that keep their ORDER BY. Run nothing on it that
   * has not passed {@link #check}, and that in a transaction that is read-only.
   */
  public DuckDBConnection open() throws SQLException {
    DuckDBConnection connection = connections.open();
    try (Statement statement = connection.createStatement()) {
      // With this off, as loads have it, DuckDB 2.0.0 forgets the ORDER BY of prepared queries.
      statement.execute("SET SESSION preserve_insertion_order = true");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * Returns when {@code sql} is one query that reads the warehouse and nothing else.
   *
   * @throws RefusedQueryException when it is not
   */
  public void check(DuckDBConnection connection, String sql) throws SQLException {
    guard.check(connection, sql, false);
  }

  /**
   * Takes all files but those in a folder away from the engine, for as long as this process has the
   * warehouse open. Its own file and its temporary ones are not meant.
   */
  public void readNoFilesBut(Path folder) {
    connections.use(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute(
                "SET GLOBAL allowed_directories = ["
                    + Literal.of(folder.toAbsolutePath().toString())
                    + "]");
            statement.execute("SET GLOBAL enable_external_access = false");
          }
          return true;
        });
  }

  /** The tables and views of the warehouse, by name. */
  public List<Relation> relations() {
    return connections.use(
        connection -> {
          List<Relation> relations = new ArrayList<>();
          try (Statement statement = connection.createStatement();
              ResultSet rows =
                  statement.executeQuery(
                      """
                      SELECT t.table_name, t.table_type = 'VIEW', c.column_name, c.data_type,
                          c.is_nullable = 'YES'
                      FROM information_schema.tables t
                      JOIN information_schema.columns c
                        ON c.table_catalog = t.table_catalog AND c.table_schema = t.table_schema
                        AND c.table_name = t.table_name
                      WHERE t.table_schema = 'main' AND t.table_catalog = current_database()
                      ORDER BY t.table_name, c.ordinal_position""")) {
            while (rows.next()) {
              String name = rows.getString(1);
              Relation.Column column =
                  new Relation.Column(rows.getString(3), rows.getString(4), rows.getBoolean(5));
              Relation last = relations.isEmpty() ? null : relations.get(relations.size() - 1);
              if (last == null || !last.name().equals(name)) {
                relations.add(new Relation(name, rows.getBoolean(2), new ArrayList<>()));
                last = relations.get(relations.size() - 1);
              }
              last.columns().add(column);
            }
          }
          return relations.stream().map(Relation::copy).toList();
        });
  }

  /**
   * A table or a view.
   *
   * @param name in the schema of the warehouse
   * @param isView whether it is a view
   * @param columns in order
   */
  public record Relation(String name, boolean isView, List<Column> columns) {

    private Relation copy() {
      return new Relation(name, isView, List.copyOf(columns));
    }

    /**
     * A column.
     *
     * @param name its name
     * @param type as DuckDB names it
     * @param nullable whether it may hold NULL; of a view it is not known, and true
     */
    public record Column(String name, String type, boolean nullable) {}
  }
}

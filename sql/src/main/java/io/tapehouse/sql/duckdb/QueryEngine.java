package io.tapehouse.sql.duckdb;

import io.tapehouse.sql.RefusedQueryException;
import io.tapehouse.sql.jdbc.Literal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;

/**
 * The embedded warehouse for servers of queries. Two walls keep a client from everything but
 * reading the warehouse: each text passes {@link #check} first, and {@link #readNoFilesBut} takes
 * files away from the engine itself; transactions of clients are read-only besides. Safe for use by
 * many threads.
 */
public final class QueryEngine {

  private final Connections connections;
  private final QueryGuard guard;

  QueryEngine(Connections connections, QueryGuard guard) {
    this.connections = connections;
    this.guard = guard;
  }

  /**
   * A connection for a client, which the caller closes: integer division and the order of NULL as
   * in Redshift, times in UTC, and prepared queries that keep their ORDER BY. Run nothing on it
   * that has not passed {@link #check}, and that in a transaction that is read-only.
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
}

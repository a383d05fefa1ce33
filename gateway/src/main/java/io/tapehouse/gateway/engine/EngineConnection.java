package io.tapehouse.gateway.engine;

import io.tapehouse.sql.RefusedQueryException;
import io.tapehouse.sql.duckdb.LostError;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/**
 * A connection to an engine with the queries that were prepared on it. It runs one query at a time:
 * DuckDB hands out rows as the query makes them. For one thread.
 */
final class EngineConnection implements AutoCloseable {

  /** Queries whose plans are kept; a client repeats few. */
  private static final int PLANS = 64;

  private final DuckDBConnection connection;
  private final Guard guard;
  private final boolean streams;
  private final Map<String, DuckDBPreparedStatement> plans = new LinkedHashMap<>(16, 0.75f, true);

  /** Refuses what is not to run. */
  @FunctionalInterface
  interface Guard {
    void check(DuckDBConnection connection, String sql) throws SQLException;
  }

  private EngineConnection(DuckDBConnection connection, Guard guard, boolean streams) {
    this.connection = connection;
    this.guard = guard;
    this.streams = streams;
  }

  /**
   * One to the warehouse: each query passes the guard, runs in a transaction of its own that is
   * read-only, and makes its rows as they are sent.
   */
  static EngineConnection ofWarehouse(DuckDBConnection connection, Guard guard) {
    return new EngineConnection(connection, guard, true);
  }

  /**
   * The client's one connection to the catalogue, where there is nothing to guard. Rows are all
   * made at once, they are few, so that it is free for the next query.
   */
  static EngineConnection ofCatalog(Connection connection) throws SQLException {
    return new EngineConnection(connection.unwrap(DuckDBConnection.class), (any, sql) -> {}, false);
  }

  /** Whether rows are made as they are taken, and nothing else runs meanwhile. */
  boolean streams() {
    return streams;
  }

  /** The plan of a query, kept from before or new. */
  DuckDBPreparedStatement prepare(String sql) throws SqlError {
    DuckDBPreparedStatement known = plans.get(sql);
    if (known != null) {
      return known;
    }
    try {
      guard.check(connection, sql);
      DuckDBPreparedStatement plan = connection.prepare(sql);
      plans.put(sql, plan);
      if (plans.size() > PLANS) {
        var eldest = plans.entrySet().iterator().next();
        plans.remove(eldest.getKey());
        eldest.getValue().close();
      }
      return plan;
    } catch (RefusedQueryException e) {
      throw EngineErrors.of(e);
    } catch (SQLException e) {
      throw EngineErrors.of(e, sql);
    }
  }

  /** Gives up a plan, with which something went wrong. */
  void forget(String sql) {
    DuckDBPreparedStatement plan = plans.remove(sql);
    if (plan != null) {
      closeQuietly(plan);
    }
  }

  /** Finds out why a query failed whose error the driver has lost. */
  SQLException why(String sql, List<@Nullable Object> values, SQLException reported) {
    end();
    try (DuckDBPreparedStatement again = connection.prepare(sql)) {
      for (int i = 0; i < values.size(); i++) {
        again.setObject(i + 1, values.get(i));
      }
      return LostError.find(again, reported);
    } catch (SQLException e) {
      return e;
    }
  }

  void begin() throws SQLException {
    if (streams) {
      run("BEGIN TRANSACTION READ ONLY");
    }
  }

  /** Ends the query's transaction, which changed nothing. */
  void end() {
    if (!streams) {
      return;
    }
    try {
      run("ROLLBACK");
    } catch (SQLException e) {
      // It ended with the error that the client has been told of.
    }
  }

  private void run(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      // Nothing can be done about it, and nothing depends on it.
    }
  }

  @Override
  public void close() {
    plans.values().forEach(EngineConnection::closeQuietly);
    plans.clear();
    closeQuietly(connection);
  }
}

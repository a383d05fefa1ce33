package io.tapehouse.sql.duckdb;

import io.tapehouse.sql.SqlQueryException;
import io.tapehouse.sql.dialect.RedshiftDialect;
import io.tapehouse.sql.query.BoundQuery;
import io.tapehouse.sql.query.BoundValue;
import io.tapehouse.sql.result.ResultWriter;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/** Runs a query of a user, who writes Redshift's SQL. */
final class DuckDbQuery {

  /** The engine's words once {@link QueryEngine#readNoFilesBut} has been called. */
  private static final String NO_FILES = "file system operations are disabled";

  private DuckDbQuery() {}

  static long run(Connections connections, QueryGuard guard, BoundQuery query, ResultWriter results)
      throws IOException {
    String text = query.sql(name -> "getvariable('" + name + "')");
    try (DuckDBConnection connection = connections.open()) {
      // Not a prepared statement: with preserve_insertion_order off, which is a setting of all
      // connections, DuckDB 2.0.0 forgets the ORDER BY of a prepared query whose rows fill more
      // than a few vectors. So parameters are bound to variables of this connection, whose values
      // the planner knows besides.
      set(connection, query.values());
      try {
        return run(connection, guard, RedshiftDialect.toDuckDb(text), query.files(), results);
      } catch (SQLException e) {
        if (!RedshiftDialect.isUndecided(String.valueOf(e.getMessage()))) {
          throw e;
        }
        String untyped = RedshiftDialect.rewriteUntyped(text).sql();
        return run(connection, guard, untyped, query.files(), results);
      }
    } catch (SQLException e) {
      String words = String.valueOf(e.getMessage());
      throw new SqlQueryException(
          words.contains(NO_FILES)
              ? "a server has this home, and its warehouse reads no files; stop it, or load the file"
                  + " into a database of your own"
              : words,
          e);
    }
  }

  private static long run(
      DuckDBConnection connection,
      QueryGuard guard,
      String sql,
      boolean files,
      ResultWriter results)
      throws SQLException, IOException {
    guard.check(connection, sql, files);
    // Facts are written by loads alone: the ledger would not know of anything else.
    execute(connection, "BEGIN TRANSACTION READ ONLY");
    Cancellation cancellation = new Cancellation();
    try (Statement statement = connection.createStatement()) {
      cancellation.of(statement);
      results.beginning(cancellation::ask);
      if (!statement.execute(sql)) {
        results.begin(List.of());
        results.end();
        return 0;
      }
      try (ResultSet rows = statement.getResultSet()) {
        return write(rows, results);
      }
    } catch (SQLException e) {
      execute(connection, "ROLLBACK");
      throw why(connection, sql, e, cancellation);
    }
  }

  private static void execute(DuckDBConnection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * The engine's words. Of a query that was cancelled none are looked for: it would run once more.
   */
  private static SQLException why(
      DuckDBConnection connection, String sql, SQLException reported, Cancellation cancellation)
      throws SQLException {
    if (!LostError.is(reported) || cancellation.isAsked()) {
      return reported;
    }
    try (DuckDBPreparedStatement again = connection.prepare(sql)) {
      cancellation.of(again);
      return LostError.find(again, reported);
    }
  }

  private static void set(DuckDBConnection connection, Map<String, BoundValue> values)
      throws SQLException {
    for (Map.Entry<String, BoundValue> one : values.entrySet()) {
      String variable = '"' + one.getKey().replace("\"", "\"\"") + '"';
      try (PreparedStatement setting =
          connection.prepareStatement("SET VARIABLE " + variable + " = ?")) {
        one.getValue().bind(setting, 1);
        setting.execute();
      }
    }
  }

  /** Ends whatever runs for a query, whenever it is asked to. Safe for use by many threads. */
  private static final class Cancellation {
    private @Nullable Statement running;
    private boolean asked;

    /** The statement that runs from now on. */
    synchronized void of(Statement statement) {
      running = statement;
      if (asked) {
        cancel(statement);
      }
    }

    synchronized void ask() {
      asked = true;
      if (running != null) {
        cancel(running);
      }
    }

    synchronized boolean isAsked() {
      return asked;
    }

    private static void cancel(Statement statement) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        // It has ended meanwhile.
      }
    }
  }

  private static long write(ResultSet rows, ResultWriter results) throws SQLException, IOException {
    ResultSetMetaData meta = rows.getMetaData();
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      names.add(meta.getColumnLabel(i));
    }
    results.begin(names);
    long count = 0;
    while (rows.next()) {
      @Nullable Object[] values = new Object[names.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = value(rows, i + 1);
      }
      results.row(values);
      count++;
    }
    results.end();
    return count;
  }

  private static @Nullable Object value(ResultSet rows, int column) throws SQLException {
    Object value = rows.getObject(column);
    if (value instanceof Timestamp) {
      // A java.sql.Timestamp goes through the zone of this machine, where some times do not exist.
      return rows.getObject(column, LocalDateTime.class);
    }
    if (value instanceof java.sql.Blob blob) {
      return HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
    }
    return value;
  }
}

package io.tapehouse.sql.redshift;

import io.tapehouse.sql.SqlQueryException;
import io.tapehouse.sql.query.BoundQuery;
import io.tapehouse.sql.query.BoundValue;
import io.tapehouse.sql.result.ResultWriter;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a query of a user. */
final class RedshiftQuery {

  /** Rows a round trip. */
  private static final int FETCH_SIZE = 5000;

  private RedshiftQuery() {}

  static long run(
      RedshiftConnections connections, String group, BoundQuery query, ResultWriter results)
      throws IOException {
    String sql = query.sql(name -> "?");
    SingleQuery.check(sql);
    try (Connection connection = connections.open(group)) {
      // Both before the first statement: the driver begins it with BEGIN READ ONLY, and takes rows
      // by and by only inside a transaction.
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      try {
        return query.values().isEmpty()
            ? plain(connection, sql, results)
            : bound(connection, sql, query.inOrder(), results);
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new SqlQueryException(String.valueOf(e.getMessage()), e);
    }
  }

  /** People's own queries are no prepared statement: a question mark in them is an operator. */
  private static long plain(Connection connection, String sql, ResultWriter results)
      throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      begin(statement, results);
      return answer(statement, statement.execute(sql), results);
    }
  }

  private static long bound(
      Connection connection, String sql, List<BoundValue> values, ResultWriter results)
      throws SQLException, IOException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        values.get(i).bind(statement, i + 1);
      }
      begin(statement, results);
      return answer(statement, statement.execute(), results);
    }
  }

  private static void begin(Statement statement, ResultWriter results) throws SQLException {
    statement.setFetchSize(FETCH_SIZE);
    results.beginning(() -> cancel(statement));
  }

  private static long answer(Statement statement, boolean hasRows, ResultWriter results)
      throws SQLException, IOException {
    if (!hasRows) {
      results.begin(List.of());
      results.end();
      return 0;
    }
    try (ResultSet rows = statement.getResultSet()) {
      return write(rows, results);
    }
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      // It has ended meanwhile.
    }
  }

  private static long write(ResultSet rows, ResultWriter results) throws SQLException, IOException {
    ResultSetMetaData meta = rows.getMetaData();
    List<String> names = new ArrayList<>();
    int[] types = new int[meta.getColumnCount()];
    for (int i = 1; i <= types.length; i++) {
      names.add(meta.getColumnLabel(i));
      types[i - 1] = meta.getColumnType(i);
    }
    results.begin(names);
    long count = 0;
    while (rows.next()) {
      @Nullable Object[] values = new Object[types.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = value(rows, i + 1, types[i]);
      }
      results.row(values);
      count++;
    }
    results.end();
    return count;
  }

  /** Dates and times not by way of java.sql: it goes through the zone of this machine. */
  private static @Nullable Object value(ResultSet rows, int column, int type) throws SQLException {
    return switch (type) {
      case Types.TIMESTAMP -> rows.getObject(column, LocalDateTime.class);
      case Types.TIMESTAMP_WITH_TIMEZONE -> utc(rows.getObject(column, OffsetDateTime.class));
      case Types.DATE -> rows.getObject(column, LocalDate.class);
      case Types.TIME -> rows.getObject(column, LocalTime.class);
      default -> other(rows.getObject(column));
    };
  }

  private static @Nullable Object utc(@Nullable OffsetDateTime moment) {
    if (moment == null) {
      return null;
    }
    return moment.withOffsetSameInstant(ZoneOffset.UTC);
  }

  private static @Nullable Object other(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    return value;
  }
}

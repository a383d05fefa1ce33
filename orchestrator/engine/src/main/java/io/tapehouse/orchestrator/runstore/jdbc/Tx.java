package io.tapehouse.orchestrator.runstore.jdbc;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A transaction: statements on one connection, one time, and the events to be written at its end.
 */
final class Tx {

  private final Connection connection;
  private final Dialect dialect;
  private final EventLog events = new EventLog();
  private @Nullable Instant now;

  Tx(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  Dialect dialect() {
    return dialect;
  }

  EventLog events() {
    return events;
  }

  /**
   * The time of everything that this transaction does, by the store's clock when it is first asked
   * for: ask after locking, and no time lies before that of whom one waited for.
   */
  Instant now() throws SQLException {
    Instant known = now;
    if (known == null) {
      known = query("SELECT " + dialect.clock(), Row::time).get(0);
      now = known;
    }
    return known;
  }

  <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      try (ResultSet result = statement.executeQuery()) {
        List<T> values = new ArrayList<>();
        Row row = new Row(result);
        while (row.next()) {
          values.add(reader.read(row));
        }
        return values;
      }
    }
  }

  <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    return query(sql, reader, parameters).stream().findFirst();
  }

  int update(String sql, @Nullable Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return statement.executeUpdate();
    }
  }

  /** One statement for each element of {@code rows}, sent together. */
  void batch(String sql, List<@Nullable Object[]> rows) throws SQLException {
    if (!rows.isEmpty()) {
      run(sql, rows);
    }
  }

  /**
   * As {@link #batch}, where each statement changes the one row that it names.
   *
   * @throws ConflictException when one changed none: somebody else was first
   */
  void guarded(String sql, List<@Nullable Object[]> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    int[] counts = run(sql, rows);
    for (int index = 0; index < counts.length; index++) {
      if (counts[index] == 0) {
        throw new ConflictException("row %d of %d: %s".formatted(index + 1, counts.length, sql));
      }
    }
  }

  private int[] run(String sql, List<@Nullable Object[]> rows) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (@Nullable Object[] row : rows) {
        bind(statement, row);
        statement.addBatch();
      }
      return statement.executeBatch();
    }
  }

  /** For {@code = ANY(?)}. */
  Array numbers(Collection<Long> values) throws SQLException {
    return connection.createArrayOf("bigint", values.toArray());
  }

  /** For {@code = ANY(?)}. */
  Array words(Collection<String> values) throws SQLException {
    return connection.createArrayOf("varchar", values.toArray());
  }

  private static void bind(PreparedStatement statement, @Nullable Object[] parameters)
      throws SQLException {
    for (int index = 0; index < parameters.length; index++) {
      Object value = parameters[index];
      if (value instanceof Instant time) {
        statement.setObject(index + 1, OffsetDateTime.ofInstant(time, ZoneOffset.UTC));
      } else {
        statement.setObject(index + 1, value);
      }
    }
  }
}

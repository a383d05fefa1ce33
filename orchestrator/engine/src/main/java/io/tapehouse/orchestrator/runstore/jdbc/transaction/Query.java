package io.tapehouse.orchestrator.runstore.jdbc.transaction;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A query, bound by the names of its parameters or in the order of its question marks. Used by one
 * thread.
 *
 * <p>A claim makes some ten of them, and jdbi's own copy the settings and look for the way to bind
 * and to read each value, for each query anew.
 */
public final class Query {

  /** A value that was not bound; null is one that may be. */
  private static final Object MISSING = new Object();

  private final Connection connection;
  private final NamedStatement statement;
  private final @Nullable Object[] values;

  private Query(Connection connection, NamedStatement statement, @Nullable Object[] values) {
    this.connection = connection;
    this.statement = statement;
    this.values = values;
  }

  static Query named(Connection connection, String sql) {
    NamedStatement statement = NamedStatement.of(sql);
    @Nullable Object[] values = new @Nullable Object[statement.places().size()];
    Arrays.fill(values, MISSING);
    return new Query(connection, statement, values);
  }

  static Query positional(Connection connection, String sql, Object... parameters) {
    List<Integer> order = IntStream.range(0, parameters.length).boxed().toList();
    return new Query(connection, new NamedStatement(sql, Map.of(), order), parameters.clone());
  }

  /** Binds the value of a name. */
  public Query bind(String name, @Nullable Object value) {
    values[statement.place(name)] = value;
    return this;
  }

  /**
   * The rows as records whose components have the names of the columns, or the one column as a
   * number, a text, a time or a date.
   */
  public <T> Rows<T> mapTo(Class<T> type) {
    for (Object value : values) {
      if (value == MISSING) {
        throw new IllegalStateException("a name has no value: " + statement);
      }
    }
    try (PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
      StoredValues.bind(values, statement.order(), prepared);
      try (ResultSet rows = prepared.executeQuery()) {
        return new Rows<>(RowMapper.of(type).all(rows));
      }
    } catch (SQLException e) {
      throw new StatementException(statement.sql(), e);
    }
  }
}

package io.tapehouse.orchestrator.runstore.jdbc.transaction;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement for many rows, sent together. Values are bound to the statement's names, {@code
 * :name}. Used by one thread.
 *
 * <p>Claims and endings of thousands of tasks a second go through here, and jdbi's own batches look
 * for the way to bind each value of each row anew: a third of a claim's time on H2.
 */
public final class Batch {

  /** A value that was not bound; null is one that may be. */
  private static final Object MISSING = new Object();

  private final Connection connection;
  private final NamedStatement statement;
  private final List<@Nullable Object[]> rows = new ArrayList<>();
  private @Nullable Object[] row;

  Batch(Connection connection, String sql) {
    this.connection = connection;
    this.statement = NamedStatement.of(sql);
    this.row = emptyRow();
  }

  private @Nullable Object[] emptyRow() {
    @Nullable Object[] values = new @Nullable Object[statement.places().size()];
    Arrays.fill(values, MISSING);
    return values;
  }

  /** Binds a value of the next row. */
  public Batch bind(String name, @Nullable Object value) {
    row[statement.place(name)] = value;
    return this;
  }

  /** Adds the row, of which every name has been bound. */
  public void add() {
    for (Object value : row) {
      if (value == MISSING) {
        throw new IllegalStateException("a name has no value: " + statement);
      }
    }
    rows.add(row);
    row = emptyRow();
  }

  /** Executes the statement for all rows; returns how many rows of the table each changed. */
  public int[] execute() {
    if (rows.isEmpty()) {
      return new int[0];
    }
    try (PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
      for (@Nullable Object[] values : rows) {
        StoredValues.bind(values, statement.order(), prepared);
        prepared.addBatch();
      }
      return prepared.executeBatch();
    } catch (SQLException e) {
      throw new StatementException(statement.sql(), e);
    }
  }
}

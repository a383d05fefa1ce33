package io.tapehouse.sql.jdbc;

import io.tapehouse.sql.OutcomeUnknownException;
import io.tapehouse.sql.WarehouseException;
import io.tapehouse.sql.WriteConflictException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A connection with the few calls that migrations and the loader make. For one thread at a time.
 * Every failure of the engine is a {@link WarehouseException} that carries the statement.
 */
public final class Session {

  /** Rows of one INSERT of literals: enough to be fast, few enough for the parser. */
  private static final int ROWS_A_STATEMENT = 1000;

  private static final int SHOWN_OF_A_STATEMENT = 400;

  private final Connection connection;
  private final EngineErrors errors;

  /** A session on {@code connection}, which stays its owner's to close. */
  public Session(Connection connection, EngineErrors errors) {
    this.connection = connection;
    this.errors = errors;
  }

  /** Reads a value from the row that a result stands on. */
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Work of a transaction. */
  public interface Work<T> {
    T run(Session session);
  }

  /** Runs a statement. */
  public void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /**
   * Makes a temporary table anew. In two statements, since Redshift replaces no table.
   *
   * @param definition what follows the name in CREATE TABLE: columns, or AS and a query
   */
  public void temporary(String table, String definition) {
    execute("DROP TABLE IF EXISTS " + table);
    execute("CREATE TEMP TABLE " + table + " " + definition);
  }

  /** Runs a statement with parameters. */
  public void update(String sql, Object... parameters) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** Inserts rows of literals, in the order of the table's columns. */
  public void insert(String table, List<List<?>> rows) {
    for (int from = 0; from < rows.size(); from += ROWS_A_STATEMENT) {
      StringBuilder sql = new StringBuilder("INSERT INTO ").append(table).append(" VALUES ");
      List<List<?>> some = rows.subList(from, Math.min(rows.size(), from + ROWS_A_STATEMENT));
      for (int row = 0; row < some.size(); row++) {
        sql.append(row == 0 ? "" : ", ").append(Literal.row(some.get(row)));
      }
      execute(sql.toString());
    }
  }

  /** All rows of a query. */
  public <T> List<T> list(String sql, RowReader<T> reader, Object... parameters) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      try (ResultSet rows = statement.executeQuery()) {
        List<T> all = new ArrayList<>();
        while (rows.next()) {
          all.add(reader.read(rows));
        }
        return all;
      }
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** The number in the one row of a query. */
  public long number(String sql, Object... parameters) {
    return list(sql, row -> row.getLong(1), parameters).get(0);
  }

  /**
   * Runs {@code work} in a transaction: all of it is kept, or nothing when it throws.
   *
   * @throws OutcomeUnknownException when the answer to COMMIT was lost: either may be
   */
  public <T> T transaction(Work<T> work) {
    try {
      connection.setAutoCommit(false);
      T result = work.run(this);
      commit();
      connection.setAutoCommit(true);
      return result;
    } catch (SQLException e) {
      WarehouseException failure = failure("the transaction failed: " + e.getMessage(), e);
      undo(failure);
      throw failure;
    } catch (RuntimeException | Error e) {
      undo(e);
      throw e;
    }
  }

  private void commit() throws SQLException {
    try {
      connection.commit();
    } catch (SQLException e) {
      if (errors.leavesCommitOpen(e)) {
        throw new OutcomeUnknownException(
            "COMMIT was not answered, so it is not known whether the transaction was kept;"
                + " repeating it is harmless: "
                + e.getMessage(),
            e);
      }
      throw e;
    }
  }

  /**
   * A commit that failed leaves nothing to roll back: the first failure is the one that is
   * reported.
   */
  private void undo(Throwable failure) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }

  private WarehouseException failed(String sql, SQLException e) {
    String shown =
        sql.length() > SHOWN_OF_A_STATEMENT ? sql.substring(0, SHOWN_OF_A_STATEMENT) + "..." : sql;
    return failure(e.getMessage() + "\nin: " + shown, e);
  }

  private WarehouseException failure(String message, SQLException e) {
    return errors.isConflict(e)
        ? new WriteConflictException(message, e)
        : new WarehouseException(message, e);
  }
}

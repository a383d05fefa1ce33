package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.runstore.OutcomeUnknownException;
import io.tapehouse.orchestrator.runstore.RunStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/** Runs work in transactions. Safe for use by many threads. */
final class Transactions {

  private static final int TRIES = 10;

  private final DataSource dataSource;
  private final Dialect dialect;
  private final ReentrantLock writer = new ReentrantLock(true);

  Transactions(DataSource dataSource, Dialect dialect) {
    this.dataSource = dataSource;
    this.dialect = dialect;
  }

  /** Reads; several queries need not see the same moment. */
  <T> T read(String what, Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      return work.in(new Tx(connection, dialect));
    } catch (SQLException e) {
      throw failed(what, e);
    }
  }

  /** Changes everything or nothing. Work that met somebody else's is done again a few times. */
  <T> T write(String what, Work<T> work) {
    if (dialect.clustered()) {
      return repeated(what, work);
    }
    writer.lock();
    try {
      return repeated(what, work);
    } finally {
      writer.unlock();
    }
  }

  private <T> T repeated(String what, Work<T> work) {
    for (int tries = 1; ; tries++) {
      try {
        return once(what, work);
      } catch (ConflictException e) {
        if (tries == TRIES) {
          throw failed(what, e);
        }
      } catch (SQLException e) {
        if (tries == TRIES || !dialect.repeatable(e)) {
          throw failed(what, e);
        }
      }
    }
  }

  private <T> T once(String what, Work<T> work) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      T result;
      try {
        Tx tx = new Tx(connection, dialect);
        result = work.in(tx);
        tx.events().write(tx);
      } catch (SQLException | RuntimeException | Error e) {
        rollBack(connection, e);
        throw e;
      }
      commit(what, connection);
      return result;
    }
  }

  private static void commit(String what, Connection connection) throws SQLException {
    try {
      connection.commit();
    } catch (SQLException e) {
      if (answered(e)) {
        rollBack(connection, e);
        throw e;
      }
      throw new OutcomeUnknownException(
          "run store: %s: the connection was lost during the commit: %s"
              .formatted(what, e.getMessage()),
          e);
    }
  }

  /** Whether the engine said itself that it refused; 08: connection lost, 57P: it is going down. */
  private static boolean answered(SQLException e) {
    String state = e.getSQLState();
    return state != null && !state.startsWith("08") && !state.startsWith("57P");
  }

  private static void rollBack(Connection connection, Throwable cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private static RunStoreException failed(String what, Exception cause) {
    return new RunStoreException("run store: %s: %s".formatted(what, cause.getMessage()), cause);
  }
}

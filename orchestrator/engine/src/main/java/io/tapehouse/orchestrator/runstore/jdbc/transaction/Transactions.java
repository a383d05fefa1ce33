package io.tapehouse.orchestrator.runstore.jdbc.transaction;

import io.tapehouse.orchestrator.runstore.CommitOutcomeUnknownException;
import io.tapehouse.orchestrator.runstore.RunStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionException;

/**
 * Runs work in transactions. Safe for use by many threads.
 *
 * <p>Work that meets another transaction's is rolled back and done again at once, with everything
 * in it, a few times: there is nothing to wait for, since the engine reports a conflict when the
 * other one has ended.
 */
public final class Transactions {

  private static final int TRIES = 10;

  private final Jdbi jdbi;
  private final Dialect dialect;
  private final ReentrantLock writer = new ReentrantLock(true);

  /** On the connections of a data source, which is not closed with this. */
  public Transactions(DataSource dataSource, Dialect dialect) {
    this.jdbi = Jdbi.create(dataSource);
    this.dialect = dialect;
    StoredValues.install(jdbi);
  }

  /**
   * Reads; several queries need not see the same moment.
   *
   * @param what is named when it fails
   */
  public <T> T read(String what, Function<Transaction, T> work) {
    try (Handle handle = jdbi.open()) {
      return work.apply(new Transaction(handle, dialect));
    } catch (JdbiException e) {
      throw failed(what, e);
    }
  }

  /**
   * Changes everything or nothing.
   *
   * @param what is named when it fails
   * @param work may be done more than once, of which the last counts
   */
  public <T> T write(String what, Function<Transaction, T> work) {
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

  /** As {@link #write}, without an answer. */
  public void change(String what, Consumer<Transaction> work) {
    write(
        what,
        tx -> {
          work.accept(tx);
          return true;
        });
  }

  private <T> T repeated(String what, Function<Transaction, T> work) {
    for (int tries = 1; ; tries++) {
      try {
        return once(what, work);
      } catch (ConflictException e) {
        if (tries == TRIES) {
          throw new RunStoreException("run store: %s: %s".formatted(what, e.getMessage()), e);
        }
      } catch (JdbiException e) {
        if (tries == TRIES || !engineFailure(e).map(dialect::repeatable).orElse(false)) {
          throw failed(what, e);
        }
      }
    }
  }

  private <T> T once(String what, Function<Transaction, T> work) {
    try (Handle handle = jdbi.open()) {
      handle.begin();
      T result;
      try {
        Transaction tx = new Transaction(handle, dialect);
        result = work.apply(tx);
        tx.writeEvents();
      } catch (RuntimeException | Error e) {
        rollBack(handle.getConnection(), e);
        throw e;
      }
      commit(what, handle.getConnection());
      return result;
    } catch (SQLException e) {
      throw new TransactionException(e);
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
      throw new CommitOutcomeUnknownException(
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

  /** What the engine said; nothing where the fault is the program's, as in a mapping. */
  private static Optional<SQLException> engineFailure(JdbiException failure) {
    return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .findFirst();
  }

  private static RuntimeException failed(String what, JdbiException failure) {
    return engineFailure(failure)
        .<RuntimeException>map(
            cause ->
                new RunStoreException(
                    "run store: %s: %s".formatted(what, cause.getMessage()), failure))
        .orElse(failure);
  }
}

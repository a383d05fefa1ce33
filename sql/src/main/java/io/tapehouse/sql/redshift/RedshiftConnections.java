package io.tapehouse.sql.redshift;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tapehouse.sql.WarehouseException;
import io.tapehouse.sql.jdbc.Literal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;

/** A few connections, each for one piece of work at a time. Safe for use by many threads. */
final class RedshiftConnections implements AutoCloseable {

  /** Redshift's longest query_group. */
  private static final int LONGEST_GROUP = 320;

  private static final RedshiftErrors ERRORS = new RedshiftErrors();

  private static final long IDLE_MILLISECONDS = 60_000;

  private final HikariDataSource pool;
  private final int most;

  /** Writers of this process wait here and not with a connection in hand; it is fair. */
  private final ReentrantLock writing = new ReentrantLock(true);

  private RedshiftConnections(HikariDataSource pool, int most) {
    this.pool = pool;
    this.most = most;
  }

  /** Work on a connection. */
  interface Use<T> {
    T on(Connection connection) throws SQLException;
  }

  /** Connects when there is work. */
  static RedshiftConnections to(RedshiftSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("redshift");
    config.setDataSource(new DriverSource(settings));
    config.setMaximumPoolSize(settings.connections());
    // Redshift Serverless is paid for while it is awake: no connection is kept up for long, and
    // none by queries of its own, of which the pool sends one in two minutes by default.
    config.setMinimumIdle(0);
    config.setIdleTimeout(IDLE_MILLISECONDS);
    config.setKeepaliveTime(0);
    config.setInitializationFailTimeout(-1);
    settings
        .statementTimeout()
        .ifPresent(
            limit -> config.setConnectionInitSql("SET statement_timeout TO " + limit.toMillis()));
    return new RedshiftConnections(new HikariDataSource(config), settings.connections());
  }

  /**
   * Runs {@code use} on a connection whose statements bear {@code group}.
   *
   * @throws WarehouseException when there is no connection, or {@code use} fails
   */
  <T> T use(String group, Use<T> use) {
    try (Connection connection = open(group)) {
      return use.on(connection);
    } catch (SQLException e) {
      // The pool reports that there is no connection; its cause has the reason.
      String why = e.getCause() == null ? "" : ": " + e.getCause().getMessage();
      throw new WarehouseException(e.getMessage() + why, e);
    }
  }

  /** The same, after those of this process who came before have ended. */
  <T> T write(String group, Use<T> use) {
    writing.lock();
    try {
      return use(group, use);
    } finally {
      writing.unlock();
    }
  }

  /** A connection for the caller to close. */
  Connection open(String group) throws SQLException {
    for (int broken = 0; ; broken++) {
      Connection connection = pool.getConnection();
      try (Statement statement = connection.createStatement()) {
        // Of the session and not of a transaction, which takes its snapshot with what comes first.
        statement.execute("SET query_group TO " + Literal.of(shortened(group)));
        return connection;
      } catch (SQLException e) {
        connection.close();
        // All that waited in the pool may have broken at once; nothing was done on them yet.
        if (!ERRORS.isConnectionLost(e) || broken >= most) {
          throw e;
        }
      }
    }
  }

  private static String shortened(String group) {
    return group.length() <= LONGEST_GROUP ? group : group.substring(0, LONGEST_GROUP);
  }

  @Override
  public void close() {
    pool.close();
  }
}

package io.tapehouse.emulators.redshift;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Draft. */
public final class RedshiftStandIn implements AutoCloseable {

  private static final String USER = "tapehouse";
  private static final String PASSWORD = "Only4Tests";

  private final EmbeddedPostgres postgres;
  private final ParquetSource source;
  private final Proxy proxy;
  private final AtomicInteger databases = new AtomicInteger();

  private RedshiftStandIn(EmbeddedPostgres postgres, ParquetSource source, Proxy proxy) {
    this.postgres = postgres;
    this.source = source;
    this.proxy = proxy;
  }

  /**
   * Starts PostgreSQL and the proxy, on free ports of loopback.
   *
   * @param s3 where COPY reads; nothing is read before the first COPY
   * @throws IOException when PostgreSQL does not start here
   */
  public static RedshiftStandIn start(S3Access s3) throws IOException {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder().setConnectConfig("connectTimeout", "20").start();
    ParquetSource source = new ParquetSource(s3);
    RedshiftStandIn started =
        new RedshiftStandIn(
            postgres, source, new Proxy(postgres.getPort(), USER, PASSWORD, source));
    started.execute(
        "postgres",
        """
        CREATE ROLE tapehouse LOGIN;
        ALTER ROLE tapehouse SET default_transaction_isolation = 'serializable';
        ALTER ROLE tapehouse SET standard_conforming_strings = off;
        ALTER ROLE tapehouse SET backslash_quote = on;
        ALTER ROLE tapehouse SET escape_string_warning = off;
        ALTER ROLE tapehouse SET timezone = 'UTC'""");
    return started;
  }

  /** A fresh database, with Redshift's functions; its name. */
  public String newDatabase() {
    String database = "warehouse" + databases.incrementAndGet();
    execute("postgres", "CREATE DATABASE " + database + " OWNER " + USER);
    execute(database, Functions.SQL);
    return database;
  }

  /** For Redshift's driver. User and password are not in it. */
  public String jdbcUrl(String database) {
    return "jdbc:redshift://127.0.0.1:" + proxy.port() + "/" + database + "?ssl=false";
  }

  /** Who may connect through the proxy. */
  public String user() {
    return USER;
  }

  /** The user's password; another one is refused. */
  public String password() {
    return PASSWORD;
  }

  /** Past the proxy, for PostgreSQL's driver: a test's own look-ups, as superuser. */
  public String postgresUrl(String database) {
    return postgres.getJdbcUrl("postgres", database);
  }

  /** What clients sent so far, in order of arrival, refused statements among them. */
  public List<SentStatement> statements() {
    return List.copyOf(proxy.statements());
  }

  /**
   * Makes the next statement fail that {@code sql} accepts. Faults wait in order, each for one
   * statement.
   *
   * @param sql tests the text as the client sent it
   */
  public void failNext(Predicate<String> sql, Fault fault) {
    proxy.faults().add(sql, fault);
  }

  /** How many faults have not met their statement yet. */
  public int waitingFaults() {
    return proxy.faults().size();
  }

  /** Refuses the next connections as a cluster does that has no more to give (53300). */
  public void refuseConnections(int count) {
    proxy.refuse(count);
  }

  /** Cuts off all clients that are connected now; new ones may come. */
  public void killConnections() {
    proxy.cut();
  }

  private void execute(String database, String sql) {
    try (Connection connection = postgres.getDatabase("postgres", database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() throws IOException {
    try (postgres;
        source) {
      proxy.close();
    }
  }
}

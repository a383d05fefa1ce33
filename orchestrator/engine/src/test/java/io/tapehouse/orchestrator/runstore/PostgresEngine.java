package io.tapehouse.orchestrator.runstore;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.tapehouse.orchestrator.runstore.jdbc.JdbcRunStore;
import io.tapehouse.orchestrator.runstore.jdbc.RunStores;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A database of its own in the one PostgreSQL of the tests' process, which ends with it. */
public final class PostgresEngine implements Engine {

  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final int POOL = 10;

  /** Started once. */
  private static final class Server {
    private static final @Nullable EmbeddedPostgres POSTGRES;
    private static final String REFUSAL;

    static {
      EmbeddedPostgres started = null;
      String refusal = "";
      try {
        started = EmbeddedPostgres.builder().setConnectConfig("connectTimeout", "20").start();
      } catch (IOException | RuntimeException e) {
        refusal = "PostgreSQL does not run here: " + e;
      }
      POSTGRES = started;
      REFUSAL = refusal;
    }
  }

  private final EmbeddedPostgres postgres;
  private final String database = "runs" + DATABASES.incrementAndGet();

  /** An empty database. */
  public PostgresEngine() {
    EmbeddedPostgres server = Server.POSTGRES;
    assumeThat(server).as(Server.REFUSAL).isNotNull();
    if (server == null) {
      throw new IllegalStateException(Server.REFUSAL);
    }
    postgres = server;
    execute("CREATE DATABASE " + database);
  }

  @Override
  public JdbcRunStore open() {
    return RunStores.postgres(url(), "postgres", "", POOL);
  }

  /** For processes of their own; the user is {@code postgres}, without a password. */
  public String url() {
    return postgres.getJdbcUrl("postgres", database);
  }

  @Override
  public void close() {
    execute("DROP DATABASE " + database + " WITH (FORCE)");
  }

  private void execute(String sql) {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}

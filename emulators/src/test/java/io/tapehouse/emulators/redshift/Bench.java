package io.tapehouse.emulators.redshift;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.tapehouse.emulators.S3ProxyServer;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The one stand-in of the tests' process without S3; each bench has a database of its own. */
final class Bench implements AutoCloseable {

  /** Started once. */
  private static final class Shared {
    private static final @Nullable RedshiftStandIn STAND_IN;
    private static final String REFUSAL;

    static {
      RedshiftStandIn started = null;
      String refusal = "";
      try {
        // Nothing listens on port 1.
        started =
            RedshiftStandIn.start(
                new S3Access(URI.create("http://127.0.0.1:1"), "key", "secret", "us-east-1"));
      } catch (IOException | RuntimeException e) {
        refusal = "PostgreSQL does not run here: " + e;
      }
      STAND_IN = started;
      REFUSAL = refusal;
    }
  }

  private final RedshiftStandIn standIn;
  private final boolean own;
  private final String database;

  Bench() {
    this(shared(), false);
  }

  /** One that reads from {@code s3}, and ends with the bench. */
  Bench(S3ProxyServer s3) throws IOException {
    this(
        RedshiftStandIn.start(
            new S3Access(s3.endpoint(), s3.accessKey(), s3.secretKey(), s3.region())),
        true);
  }

  private Bench(RedshiftStandIn standIn, boolean own) {
    this.standIn = standIn;
    this.own = own;
    database = standIn.newDatabase();
  }

  private static RedshiftStandIn shared() {
    RedshiftStandIn standIn = Shared.STAND_IN;
    assumeThat(standIn).as(Shared.REFUSAL).isNotNull();
    if (standIn == null) {
      throw new IllegalStateException(Shared.REFUSAL);
    }
    return standIn;
  }

  RedshiftStandIn standIn() {
    return standIn;
  }

  /** Through Redshift's driver. */
  Connection connect() throws SQLException {
    return connect("");
  }

  /**
   * @param options {@code &name=value}
   */
  Connection connect(String options) throws SQLException {
    return DriverManager.getConnection(
        standIn.jdbcUrl(database) + options, standIn.user(), standIn.password());
  }

  Connection connectAs(String user, String password) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    return DriverManager.getConnection(standIn.jdbcUrl(database), properties);
  }

  /** Past the proxy. */
  List<String> look(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(standIn.postgresUrl(database))) {
      return rows(connection, sql);
    }
  }

  /** Rows as text, columns joined by a bar. */
  static List<String> rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        StringBuilder row = new StringBuilder();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
          row.append(column > 1 ? "|" : "").append(rows.getString(column));
        }
        found.add(row.toString());
      }
      return found;
    }
  }

  static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (own) {
      standIn.close();
    } else {
      standIn.dropDatabase(database);
    }
  }
}

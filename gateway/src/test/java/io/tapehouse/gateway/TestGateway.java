package io.tapehouse.gateway;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.gateway.catalog.Catalog;
import io.tapehouse.gateway.catalog.Relation;
import io.tapehouse.gateway.startup.Users;
import io.tapehouse.sql.WarehouseConfig;
import io.tapehouse.sql.duckdb.DuckDbWarehouse;
import io.tapehouse.sql.duckdb.QueryEngine;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.lake.Lake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;

/**
 * A gateway over a warehouse in a temporary folder, with the schema of the program and a table of
 * all types, {@code sample}.
 */
public final class TestGateway implements AutoCloseable {

  private final Path folder;
  private final DuckDbWarehouse warehouse;
  private final Catalog catalog;
  private final Gateway gateway;

  private TestGateway(Users users, Optional<SSLSocketFactory> tls, int connections, long rows)
      throws IOException, SQLException {
    folder = Files.createTempDirectory("gateway");
    warehouse =
        DuckDbWarehouse.open(
            folder.resolve("warehouse.duckdb"),
            new WarehouseConfig(1000, 2, Optional.empty()),
            new Lake(new FolderObjectStore(folder.resolve("lake"))));
    warehouse.migrate();
    QueryEngine engine = warehouse.queryEngine();
    catalog = Catalog.open(Dictionary.load());
    try (Connection connection = engine.open();
        Statement statement = connection.createStatement()) {
      statement.execute(SAMPLE);
      catalog.fill(Relation.read(connection));
    }
    engine.readNoFilesBut(folder.resolve("lake"));
    gateway =
        Gateway.open(
            new GatewaySettings(
                InetAddress.getLoopbackAddress(), 0, users, tls, connections, Duration.ZERO, rows),
            engine,
            catalog);
  }

  private static final String SAMPLE =
      """
      CREATE TABLE sample AS SELECT
          i AS id, i % 2 = 0 AS flag, CAST(i AS SMALLINT) AS small, CAST(i AS BIGINT) * 10000000000 AS big,
          CAST(i / 4.0 AS DECIMAL(18,6)) AS price, CAST(i AS FLOAT) / 3 AS real4, CAST(i AS DOUBLE) / 3 AS real8,
          'text ' || i AS label, DATE '2024-01-01' + i AS day,
          TIMESTAMP '2024-01-01 09:00:00.5' + to_minutes(i) AS moment,
          CAST('2024-01-01 00:00:00+00' AS TIMESTAMPTZ) + to_hours(i) AS instant,
          TIME '09:00:00' + to_seconds(i) AS clock, to_days(i) + to_seconds(i) AS span,
          CAST('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11' AS UUID) AS token, 'ab'::BLOB AS bytes,
          [i, i + 1] AS numbers, ['a', NULL, 'c d'] AS words
      FROM (SELECT CAST(range AS INTEGER) AS i FROM range(1, 1001)) UNION ALL
      SELECT 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL""";

  /** For anyone on this machine. */
  public static TestGateway open() {
    return open(Users.anyone(), Optional.empty(), 100, 0);
  }

  /** One with other settings. */
  static TestGateway open(Users users, Optional<SSLSocketFactory> tls, int connections, long rows) {
    try {
      return new TestGateway(users, tls, connections, rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its port. */
  public int port() {
    return gateway.port();
  }

  Gateway gateway() {
    return gateway;
  }

  DuckDbWarehouse warehouse() {
    return warehouse;
  }

  /** A connection by PostgreSQL's driver. */
  public Connection connect() throws SQLException {
    return connect(new Properties());
  }

  /** The same with properties of the driver. */
  Connection connect(Properties properties) throws SQLException {
    properties.putIfAbsent("user", "analyst");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port() + "/tapehouse", properties);
  }

  @Override
  public void close() throws IOException, SQLException {
    try (warehouse;
        catalog) {
      gateway.close();
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Serves until its input ends, for trying clients by hand. */
  public static void main(String[] args) throws Exception {
    try (TestGateway gateway = open()) {
      System.out.println(gateway.port());
      System.in.read();
    }
  }
}

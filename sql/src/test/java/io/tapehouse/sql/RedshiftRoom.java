package io.tapehouse.sql;

import io.tapehouse.emulators.S3ProxyServer;
import io.tapehouse.emulators.redshift.RedshiftStandIn;
import io.tapehouse.emulators.redshift.S3Access;
import io.tapehouse.sql.redshift.RedshiftAuthentication;
import io.tapehouse.sql.redshift.RedshiftSettings;
import io.tapehouse.sql.redshift.RedshiftWarehouse;
import io.tapehouse.store.lake.Lake;
import io.tapehouse.store.s3.S3Clients;
import io.tapehouse.store.s3.S3Location;
import io.tapehouse.store.s3.S3ObjectStore;
import io.tapehouse.store.s3.S3Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What stands in for Redshift and S3, started once for all tests of a process and ended with it.
 * Where one of them does not start, tests are skipped.
 */
final class RedshiftRoom {

  static final String ROLE = "arn:aws:iam::123456789012:role/tapehouse-copy";

  private static final String BUCKET = "tapehouse-lake";

  private static Optional<RedshiftRoom> room = Optional.empty();
  private static Optional<String> absent = Optional.empty();

  private final RedshiftStandIn standIn;
  private final S3Client s3;
  private final S3Settings s3Settings;
  private final List<String> databases = new ArrayList<>();
  private Optional<String> migrated = Optional.empty();

  private RedshiftRoom(RedshiftStandIn standIn, S3Client s3, S3Settings s3Settings) {
    this.standIn = standIn;
    this.s3 = s3;
    this.s3Settings = s3Settings;
  }

  /** The one of this process; the test is skipped where there is none. */
  static synchronized RedshiftRoom get() {
    Assumptions.assumeTrue(
        S3ProxyServer.classPathFolder().isPresent(), "skipped: the build has not fetched S3Proxy");
    if (room.isEmpty() && absent.isEmpty()) {
      try {
        room = Optional.of(start());
      } catch (IOException | IllegalStateException e) {
        absent = Optional.of("skipped: no PostgreSQL or no S3Proxy starts here: " + e);
      }
    }
    Assumptions.assumeTrue(absent.isEmpty(), () -> absent.orElse(""));
    return room.orElseThrow();
  }

  private static RedshiftRoom start() throws IOException {
    S3ProxyServer proxy = S3ProxyServer.start(Files.createTempDirectory("redshift-lake"));
    proxy.createBucket(BUCKET);
    RedshiftStandIn standIn =
        RedshiftStandIn.start(
            new S3Access(proxy.endpoint(), proxy.accessKey(), proxy.secretKey(), proxy.region()));
    S3Settings settings = S3Settings.of(proxy.region()).withEndpoint(proxy.endpoint());
    S3Client s3 =
        S3Clients.of(
            settings,
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(proxy.accessKey(), proxy.secretKey())));
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> close(standIn, s3, proxy), "redshift-room"));
    return new RedshiftRoom(standIn, s3, settings);
  }

  private static void close(RedshiftStandIn standIn, S3Client s3, S3ProxyServer proxy) {
    try (proxy;
        s3;
        standIn) {
      System.out.flush();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A fresh database; {@link #dropDatabases} ends it. */
  String newDatabase() {
    String database = standIn.newDatabase();
    databases.add(database);
    return database;
  }

  /**
   * A fresh database that was migrated, as a copy of one: migrating sends hundreds of statements.
   * {@link #dropDatabases} ends it.
   */
  String newMigratedDatabase() {
    String database = newLastingDatabase();
    databases.add(database);
    return database;
  }

  /** The same, left to the end of the process. */
  String newLastingDatabase() {
    if (migrated.isEmpty()) {
      String model = standIn.newDatabase();
      try (RedshiftWarehouse warehouse =
          RedshiftWarehouse.open(settings(model), newLake(), WarehouseTestBase.CLOCK)) {
        warehouse.migrate();
      }
      migrated = Optional.of(model);
    }
    return standIn.newDatabaseLike(migrated.orElseThrow());
  }

  /** Drops what the test made: a hundred that are left hold up the end of the process. */
  void dropDatabases() {
    databases.forEach(standIn::dropDatabase);
    databases.clear();
  }

  RedshiftStandIn standIn() {
    return standIn;
  }

  /** An empty lake. */
  Lake newLake() {
    return new Lake(
        new S3ObjectStore(
            s3, new S3Location(BUCKET, "lake/" + UUID.randomUUID() + "/"), s3Settings));
  }

  /** For a database of the stand-in. */
  RedshiftSettings settings(String database) {
    return RedshiftSettings.of(
        standIn.jdbcUrl(database),
        new RedshiftAuthentication.Password(standIn.user(), standIn::password),
        ROLE);
  }

  /** Runs a statement beside the warehouse. */
  void execute(String database, String sql) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", standIn.user());
    properties.setProperty("password", standIn.password());
    try (Connection connection =
            DriverManager.getConnection(standIn.jdbcUrl(database), properties);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Whether a session waits for the server, as a slow statement does. */
  boolean sleeps(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", standIn.user());
    properties.setProperty("password", standIn.password());
    try (Connection connection =
            DriverManager.getConnection(standIn.jdbcUrl(database), properties);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")) {
      return rows.next() && rows.getLong(1) > 0;
    }
  }

  /** A warehouse in a fresh database. */
  RedshiftWarehouse newWarehouse(Lake lake, Clock clock) {
    return RedshiftWarehouse.open(settings(newMigratedDatabase()), lake, clock);
  }
}

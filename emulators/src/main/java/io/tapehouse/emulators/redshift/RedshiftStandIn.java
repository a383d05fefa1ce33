package io.tapehouse.emulators.redshift;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Redshift for tests: PostgreSQL behind a proxy that speaks its wire protocol, for Redshift's own
 * driver. Every statement is carried out, COPY by reading the manifest and the Parquet files
 * through S3's API. Listens on loopback alone. Safe for use by many threads.
 *
 * <p>The proxy declines encryption, asks for the password in clear, and passes of a connection's
 * parameters only those that PostgreSQL knows: of the driver's (2.3.0) it drops {@code
 * driver_version}, {@code os_version}, {@code client_protocol_version} and {@code
 * driver_discovery_version}. It reports server version 8.0.2, as Redshift does. Connecting,
 * querying and {@code isValid} need nothing more of Redshift's catalogue; {@code DatabaseMetaData}
 * asks for views of it ({@code svv_...}), which are not there.
 *
 * <p>What is rewritten, by tokens, so that nothing in quotes, comments or strings is touched; text
 * that is not understood goes to PostgreSQL as it is, to be refused there:
 *
 * <ul>
 *   <li>CREATE TABLE: {@code DISTSTYLE AUTO|EVEN|KEY|ALL}, {@code DISTKEY (c)}, {@code
 *       [COMPOUND|INTERLEAVED] SORTKEY (c, ...)}, {@code SORTKEY AUTO}, {@code ENCODE AUTO}, {@code
 *       BACKUP YES|NO} are taken off, also before AS; of a column {@code ENCODE} with a known
 *       encoding, {@code DISTKEY}, {@code SORTKEY}. Their columns must exist, DISTSTYLE and DISTKEY
 *       must go together, neither key may be given twice.
 *   <li>{@code PRIMARY KEY}, {@code UNIQUE}, {@code REFERENCES}, {@code FOREIGN KEY} of columns and
 *       of tables, with {@code CONSTRAINT name}, are taken off: Redshift does not enforce them.
 *       Their columns must exist; those of a primary key become NOT NULL, as on Redshift.
 *   <li>{@code VARCHAR}, {@code CHARACTER VARYING} and {@code TEXT} without a length are
 *       VARCHAR(256), in CREATE TABLE, ALTER TABLE ADD and casts; {@code VARCHAR(MAX)} is 65535.
 *   <li>A VARCHAR column of CREATE TABLE and ALTER TABLE ADD gets a CHECK that counts bytes; {@code
 *       (LIKE t)} takes it along. Its failure is reported as 22001, "value too long".
 *   <li>{@code SET}, {@code RESET} and {@code SHOW query_group}: kept as {@code
 *       tapehouse.query_group}.
 *   <li>{@code SET readonly = 1} or {@code 0}, which the driver sends for {@code setReadOnly}: SET
 *       SESSION CHARACTERISTICS.
 *   <li>COPY of a Parquet manifest becomes COPY FROM STDIN in the same session and transaction.
 * </ul>
 *
 * <p>What else is as on Redshift: transactions are serialisable, and PostgreSQL's failure 40001 is
 * reported as Redshift's 1023; a backslash escapes in every string; {@code convert_timezone},
 * {@code dateadd}, {@code getdate}, {@code len}, {@code strtol}, {@code listagg(text, text)}
 * (without WITHIN GROUP: in the order of the input) and {@code pg_last_copy_count} exist; what
 * AWS's pages say that Redshift lacks is refused with 0A000 or 42601, its reserved words as names
 * too. TRUNCATE in a transaction block is refused, since on Redshift it commits.
 *
 * <p>What it cannot show: plans, distribution, sorting, compression, queues and their limits; the
 * catalogue; correlated subqueries that Redshift cannot plan; conflicts by table, which on Redshift
 * are more than PostgreSQL's by row, and its snapshot isolation; roles and policies of IAM, of
 * whose ARN only the form is checked; {@code stl_load_errors}; a view as MERGE's source, which
 * Redshift refuses; lengths in bytes of tables made by CREATE TABLE AS; truncation of casts by
 * bytes; keys that the planner believes. Messages of Redshift are like its own, not always the
 * same.
 */
public final class RedshiftStandIn implements AutoCloseable {

  private static final String USER = "tapehouse";
  private static final String PASSWORD = "Only4Tests";
  private static final String TEMPLATE = "redshift_functions";

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
        EmbeddedPostgres.builder()
            .setConnectConfig("connectTimeout", "20")
            // What it holds ends with it, so no write needs to outlive a power failure.
            .setServerConfig("fsync", "off")
            .setServerConfig("full_page_writes", "off")
            .start();
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
    started.execute("postgres", "CREATE DATABASE " + TEMPLATE);
    started.execute(TEMPLATE, Functions.SQL);
    return started;
  }

  /** A fresh database, with Redshift's functions; its name. */
  public String newDatabase() {
    return newDatabaseLike(TEMPLATE);
  }

  /**
   * A fresh database with all that another one has; its name.
   *
   * @param model no session may be connected to it
   */
  public String newDatabaseLike(String model) {
    String database = "warehouse" + databases.incrementAndGet();
    execute(
        "postgres",
        "CREATE DATABASE %s OWNER %s TEMPLATE %s STRATEGY file_copy"
            .formatted(database, USER, model));
    return database;
  }

  /** Ends a database and what is connected to it: many that are left make the end slow. */
  public void dropDatabase(String database) {
    execute("postgres", "DROP DATABASE " + database + " WITH (FORCE)");
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
  public void failNext(Predicate<String> sql, StatementFault fault) {
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

package io.tapehouse.emulators.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.emulators.S3ProxyServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** COPY of Parquet files that a manifest names, by S3Proxy. Files are DuckDB's. */
class RedshiftCopyTest {

  private static final String ROLE = "arn:aws:iam::123456789012:role/tapehouse-copy";
  private static final String OPTIONS = "IAM_ROLE '" + ROLE + "' FORMAT AS PARQUET MANIFEST";

  private static final String ROWS =
      """
      SELECT '加權指數' AS a, 1::INTEGER AS b, 9007199254740993::BIGINT AS c, DATE '2026-11-20' AS d,
          TIMESTAMP '2026-11-20 00:45:01.123456' AS e, 1.234567::DECIMAL(18,6) AS f, 0.1::DOUBLE AS g, true AS h
      UNION ALL SELECT E'a"b\\\\c\\td\\ne\\rf''g|h', -2, -3, DATE '0999-01-01',
          TIMESTAMP '1999-12-31 23:59:59', -999999999999.999999, 1e300, false
      UNION ALL SELECT '', 0, 0, DATE '2000-02-29', TIMESTAMP '2000-01-01', 0, 'NaN'::DOUBLE, NULL
      UNION ALL SELECT '\\N', NULL, NULL, NULL, NULL, NULL, NULL, NULL
      UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL""";

  private static final String TABLE =
      "CREATE TABLE t (a VARCHAR(40), b INTEGER, c BIGINT, d DATE, e TIMESTAMP, f NUMERIC(18,6),"
          + " g DOUBLE PRECISION, h BOOLEAN)";

  @TempDir static Path folder;
  private static S3ProxyServer s3;
  private static Bench bench;
  private Path bucket;

  @BeforeAll
  static void start() throws IOException {
    Assumptions.assumeTrue(
        S3ProxyServer.classPathFolder().isPresent(), "the build has not fetched S3Proxy's jars");
    s3 = S3ProxyServer.start(folder.resolve("s3"));
    s3.createBucket("lake");
    bench = new Bench(s3);
  }

  @AfterAll
  static void end() throws IOException {
    if (bench != null) {
      bench.close();
    }
    if (s3 != null) {
      s3.close();
    }
  }

  @BeforeEach
  void table() throws SQLException, IOException {
    bucket = folder.resolve("s3").resolve("lake");
    try (Connection connection = bench.connect()) {
      Bench.execute(connection, "DROP TABLE IF EXISTS t", TABLE);
    }
  }

  /** Its length. */
  private long parquet(String key, String select) throws SQLException, IOException {
    Path file = bucket.resolve(key);
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      statement.execute("COPY (" + select + ") TO '" + file + "' (FORMAT parquet)");
    }
    return Files.size(file);
  }

  private String entry(String key, boolean mandatory, long length) {
    return """
        {"url": "s3://lake/%s", "mandatory": %b, "meta": {"content_length": %d}}"""
        .formatted(key, mandatory, length);
  }

  private String manifest(String... entries) throws IOException {
    Files.writeString(
        bucket.resolve("files.manifest"), "{\"entries\": [" + String.join(",", entries) + "]}");
    return "COPY t FROM 's3://lake/files.manifest' " + OPTIONS;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&preferQueryMode=simple"})
  void everyTypeArrivesAsItWas(String options) throws Exception {
    String sql =
        manifest(
            entry("one.parquet", true, parquet("one.parquet", ROWS)),
            entry("gone.parquet", false, 1),
            entry(
                "two.parquet",
                true,
                parquet(
                    "two.parquet",
                    "SELECT x.* REPLACE (a || '2' AS a) FROM (" + ROWS + ") x WHERE h")));
    try (Connection connection = bench.connect(options)) {
      Bench.execute(connection, sql);
      assertThat(Bench.rows(connection, "SELECT pg_last_copy_count()")).containsExactly("6");
    }
    assertThat(bench.look("SELECT * FROM t WHERE a LIKE '加權指數%' ORDER BY a"))
        .containsExactly(
            "加權指數|1|9007199254740993|2026-11-20|2026-11-20 00:45:01.123456|1.234567|0.1|t",
            "加權指數2|1|9007199254740993|2026-11-20|2026-11-20 00:45:01.123456|1.234567|0.1|t");
    assertThat(bench.look("SELECT * FROM t WHERE b < 0"))
        .containsExactly(
            "a\"b\\c\td\ne\rf'g|h|-2|-3|0999-01-01|1999-12-31 23:59:59|"
                + "-999999999999.999999|1e+300|f");
    assertThat(bench.look("SELECT * FROM t WHERE a = ''"))
        .containsExactly("|0|0|2000-02-29|2000-01-01 00:00:00|0.000000|NaN|null");
    assertThat(bench.look("SELECT a FROM t WHERE b IS NULL ORDER BY a"))
        .containsExactly("\\N", "null");
    assertThat(bench.standIn().statements()).extracting(SentStatement::sql).contains(sql);
  }

  /** More than fits the buffers between the processes. */
  @Test
  void manyRows() throws Exception {
    long length =
        parquet(
            "many.parquet",
            "SELECT x.* REPLACE (repeat('x', 40) AS a, CAST(r AS INTEGER) AS b) FROM ("
                + ROWS
                + " LIMIT 1) x, range(200000) n(r)");
    try (Connection connection = bench.connect()) {
      Bench.execute(connection, manifest(entry("many.parquet", true, length)));
    }
    assertThat(bench.look("SELECT count(*), count(DISTINCT b), max(b) FROM t"))
        .containsExactly("200000|200000|199999");
  }

  /** Of Spark's two kinds of timestamp, the one that is adjusted to UTC. */
  @Test
  void aTimestampWithAZoneIsUtc() throws Exception {
    try (Connection connection = bench.connect()) {
      Bench.execute(connection, "DROP TABLE t", "CREATE TABLE t (e TIMESTAMP)");
      Bench.execute(
          connection,
          manifest(
              entry(
                  "zone.parquet",
                  true,
                  parquet(
                      "zone.parquet",
                      "SELECT TIMESTAMPTZ '2026-11-20 08:45:01.5+08' AS whatever"))));
    }
    assertThat(bench.look("SELECT e FROM t")).containsExactly("2026-11-20 00:45:01.5");
  }

  @Test
  void aColumnListTakesColumnsByPlace() throws Exception {
    manifest(entry("two.parquet", true, parquet("two.parquet", "SELECT 5::BIGINT AS x, 'y' AS y")));
    try (Connection connection = bench.connect()) {
      Bench.execute(connection, "COPY public.t (c, a) FROM 's3://lake/files.manifest' " + OPTIONS);
    }
    assertThat(bench.look("SELECT a, b, c FROM t")).containsExactly("y|null|5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&preferQueryMode=simple"})
  void itBelongsToTheTransactionAndTheSession(String options) throws Exception {
    String sql = manifest(entry("one.parquet", true, parquet("one.parquet", ROWS)));
    try (Connection connection = bench.connect(options)) {
      connection.setAutoCommit(false);
      Bench.execute(
          connection,
          "CREATE TEMP TABLE stage (LIKE t)",
          sql.replace("COPY t", "COPY stage"),
          "DELETE FROM t",
          "INSERT INTO t SELECT * FROM stage");
      assertThat(Bench.rows(connection, "SELECT count(*) FROM t")).containsExactly("5");
      connection.rollback();
      assertThat(bench.look("SELECT count(*) FROM t")).containsExactly("0");
      Bench.execute(connection, sql);
      assertThat(bench.look("SELECT count(*) FROM t")).containsExactly("0");
      connection.commit();
    }
    assertThat(bench.look("SELECT count(*) FROM t")).containsExactly("5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&preferQueryMode=simple"})
  void aFailureUndoesAllOfItAndTheSessionGoesOn(String options) throws Exception {
    String sql =
        manifest(
            entry("one.parquet", true, parquet("one.parquet", ROWS)),
            entry("gone.parquet", true, 100));
    try (Connection connection = bench.connect(options)) {
      connection.setAutoCommit(false);
      Bench.execute(connection, "INSERT INTO t (b) VALUES (1)");
      assertThatThrownBy(() -> Bench.execute(connection, sql))
          .hasMessageContaining("S3ServiceException")
          .hasMessageContaining("Status 404,Error NoSuchKey");
      assertThatThrownBy(() -> Bench.execute(connection, "SELECT 1"))
          .hasMessageContaining("aborted");
      connection.rollback();
      connection.setAutoCommit(true);
      assertThatThrownBy(() -> Bench.execute(connection, sql)).hasMessageContaining("NoSuchKey");
      assertThat(Bench.rows(connection, "SELECT count(*) FROM t")).containsExactly("0");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "x.* EXCLUDE h; Table columns: 8, Data columns: 7",
        "x.*, 1 AS i; Table columns: 8, Data columns: 9",
        "x.* REPLACE (b::BIGINT AS b); column 'b'. Column type: INTEGER, Parquet schema: BIGINT",
        "x.* REPLACE (1::INTEGER AS c); column 'c'. Column type: BIGINT, Parquet schema: INTEGER",
        "x.* REPLACE (f::DECIMAL(18,4) AS f); Column type: DECIMAL(18,6)",
        "x.* REPLACE (f::DOUBLE AS f); Column type: DECIMAL(18,6)",
        "x.* REPLACE (d::VARCHAR AS d); Column type: DATE, Parquet schema: VARCHAR",
        "h, a, b, c, d, e, f, g; column 'a'. Column type: VARCHAR, Parquet schema: BOOLEAN",
      })
  void anotherSchemaIsRefused(String columns, String message) throws Exception {
    String sql =
        manifest(
            entry("one.parquet", true, parquet("one.parquet", ROWS)),
            entry(
                "other.parquet",
                true,
                parquet("other.parquet", "SELECT " + columns + " FROM (" + ROWS + ") x")));
    try (Connection connection = bench.connect()) {
      assertThatThrownBy(() -> Bench.execute(connection, sql))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("XX000"))
          .hasMessageContaining("Spectrum Scan Error")
          .hasMessageContaining("15007")
          .hasMessageContaining(message);
    }
    assertThat(bench.look("SELECT count(*) FROM t")).containsExactly("0");
  }

  @Test
  void rowsThatTheTableRefusesFailIt() throws Exception {
    String sql =
        manifest(
            entry(
                "long.parquet",
                true,
                parquet(
                    "long.parquet",
                    "SELECT x.* REPLACE (repeat('權', 14) AS a) FROM (" + ROWS + ") x")));
    try (Connection connection = bench.connect()) {
      assertThatThrownBy(() -> Bench.execute(connection, sql))
          .hasMessageContaining("value too long for type character varying(40)");
      assertThat(Bench.rows(connection, "SELECT count(*) FROM t")).containsExactly("0");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{; Invalid manifest",
        "{\"entries\": []}; expected a list of entries",
        "{\"entries\": [{\"mandatory\": true}]}; lacks its url",
        "{\"entries\": [{\"url\": \"s3://lake/one.parquet\"}]}; meta.content_length",
        "{\"entries\": [{\"url\": \"/one\", \"meta\": {\"content_length\": 1}}]}; s3://bucket/key",
      })
  void aWrongManifestIsRefused(String json, String message) throws Exception {
    String sql = manifest();
    Files.writeString(bucket.resolve("files.manifest"), json);
    try (Connection connection = bench.connect()) {
      assertThatThrownBy(() -> Bench.execute(connection, sql)).hasMessageContaining(message);
    }
  }

  @Test
  void aWrongLengthAMissingManifestAndNoParquetAreRefused() throws Exception {
    String sql = manifest(entry("one.parquet", true, parquet("one.parquet", ROWS) + 1));
    try (Connection connection = bench.connect()) {
      assertThatThrownBy(() -> Bench.execute(connection, sql))
          .hasMessageContaining("expected by its manifest");
      assertThatThrownBy(
              () -> Bench.execute(connection, sql.replace("files.manifest", "none.manifest")))
          .hasMessageContaining("Problem reading manifest file")
          .hasMessageContaining("NoSuchKey");
      Files.writeString(bucket.resolve("text.parquet"), "no Parquet");
      manifest(entry("text.parquet", true, 10));
      assertThatThrownBy(() -> Bench.execute(connection, sql))
          .hasMessageContaining("Spectrum Scan Error");
      assertThatThrownBy(() -> Bench.execute(connection, sql.replace("COPY t", "COPY none")))
          .hasMessageContaining("\"none\" does not exist");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "FORMAT AS PARQUET MANIFEST; No credentials",
        "IAM_ROLE 'arn:aws:iam::12:role/x' FORMAT AS PARQUET MANIFEST; Invalid IAM role",
        "IAM_ROLE default FORMAT AS PARQUET MANIFEST; Invalid IAM role",
        "%s REGION 'us-east-1'; REGION argument is not supported for PARQUET based COPY",
        "%s COMPUPDATE OFF; COMPUPDATE argument is not supported for PARQUET based COPY",
        "%s MAXERROR 1; MAXERROR argument is not supported for PARQUET based COPY",
        "%s ACCEPTANYDATE; ACCEPTANYDATE argument is not supported for PARQUET based COPY",
        "%s GZIP; GZIP argument is not supported for PARQUET based COPY",
        "%s MANIFEST; twice",
        "%s FILLRECORD; beyond the stand-in",
        "IAM_ROLE '%r' FORMAT AS CSV MANIFEST; beyond the stand-in",
        "IAM_ROLE '%r' PARQUET; beyond the stand-in",
      })
  void anotherParameterIsRefused(String options, String message) throws Exception {
    String sql =
        "COPY t FROM 's3://lake/files.manifest' "
            + options.replace("%s", OPTIONS).replace("%r", ROLE);
    try (Connection connection = bench.connect()) {
      assertThatThrownBy(() -> Bench.execute(connection, sql)).hasMessageContaining(message);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FORMAT PARQUET MANIFEST IAM_ROLE '%r' STATUPDATE ON",
        "iam_role '%r,%r' parquet /* files */ manifest statupdate off"
      })
  void parametersStandInAnyOrder(String options) throws Exception {
    manifest(entry("one.parquet", true, parquet("one.parquet", ROWS)));
    try (Connection connection = bench.connect()) {
      Bench.execute(
          connection, "copy t from 's3://lake/files.manifest' " + options.replace("%r", ROLE));
    }
    assertThat(bench.look("SELECT count(*) FROM t")).containsExactly("5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&preferQueryMode=simple"})
  void faults(String options) throws Exception {
    String sql = manifest(entry("one.parquet", true, parquet("one.parquet", ROWS)));
    try (Connection connection = bench.connect(options)) {
      bench.standIn().failNext(sql::equals, StatementFault.EXPIRED_CREDENTIALS);
      assertThatThrownBy(() -> Bench.execute(connection, sql))
          .hasMessageContaining("S3ServiceException")
          .hasMessageContaining("Error ExpiredToken");
      bench.standIn().failNext(sql::equals, StatementFault.SERIALIZATION_1023);
      assertThatThrownBy(() -> Bench.execute(connection, sql)).hasMessageContaining("1023");
      assertThat(Bench.rows(connection, "SELECT count(*) FROM t")).containsExactly("0");
      bench.standIn().failNext(sql::equals, StatementFault.CONNECTION_LOST_AFTER);
      assertThatThrownBy(() -> Bench.execute(connection, sql)).isInstanceOf(SQLException.class);
    }
    assertThat(bench.look("SELECT count(*) FROM t")).containsExactly("5");
    assertThat(bench.standIn().jdbcUrl("x").toLowerCase(Locale.ROOT)).endsWith("/x?ssl=false");
  }

  @Test
  void strangersToTheBucketAreTold() throws Exception {
    String sql = manifest(entry("one.parquet", true, parquet("one.parquet", ROWS)));
    try (RedshiftStandIn stranger =
        RedshiftStandIn.start(
            new S3Access(s3.endpoint(), s3.accessKey(), "another", s3.region()))) {
      String database = stranger.newDatabase();
      try (Connection connection =
          DriverManager.getConnection(
              stranger.jdbcUrl(database), stranger.user(), stranger.password())) {
        Bench.execute(connection, TABLE);
        assertThatThrownBy(() -> Bench.execute(connection, sql)).hasMessageContaining("Status 403");
      }
    }
  }
}

package io.tapehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same expressions of PostgreSQL itself: the same texts. */
@ExtendWith(SharedGateway.class)
class PostgresTextTest {

  private static @Nullable EmbeddedPostgres postgres;

  @BeforeAll
  static void start() {
    try {
      postgres = EmbeddedPostgres.builder().setConnectConfig("connectTimeout", "20").start();
    } catch (IOException | RuntimeException e) {
      assumeThat(e).as("PostgreSQL does not run here: %s", e).isNull();
    }
  }

  @AfterAll
  static void stop() throws IOException {
    if (postgres != null) {
      postgres.close();
    }
  }

  private static Properties text() {
    Properties properties = new Properties();
    properties.setProperty("binaryTransfer", "false");
    return properties;
  }

  private static void same(TestGateway gateway, List<String> expressions, String... settings)
      throws SQLException {
    String url = java.util.Objects.requireNonNull(postgres).getJdbcUrl("postgres", "postgres");
    try (Connection ours = gateway.connect(text());
        Connection theirs = java.sql.DriverManager.getConnection(url, text());
        Statement our = ours.createStatement();
        Statement their = theirs.createStatement()) {
      for (String setting : settings) {
        our.execute(setting);
        their.execute(setting);
      }
      for (String expression : expressions) {
        assertThat(one(our, expression))
            .as("%s %s", expression, List.of(settings))
            .isEqualTo(one(their, expression));
      }
    }
  }

  private static String one(Statement statement, String expression) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT " + expression)) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  void floats(TestGateway gateway) throws SQLException {
    Random random = new Random(5);
    List<String> expressions = new java.util.ArrayList<>();
    for (String number :
        List.of(
            "0",
            "-0",
            "1",
            "0.1",
            "1e14",
            "1e15",
            "1e16",
            "123456789012345",
            "1234567890123456",
            "1e-4",
            "1e-5",
            "0.00001234",
            "1e300",
            "1.5e-300",
            "4.9e-324",
            "1.7976931348623157e308",
            "NaN",
            "Infinity",
            "-Infinity",
            "100000",
            "1e6",
            "1e7",
            "0.3333333333333333")) {
      expressions.add("CAST('" + number + "' AS double precision)");
    }
    for (String number :
        List.of(
            "0",
            "1",
            "0.1",
            "1e5",
            "1e6",
            "1e7",
            "123456",
            "1234567",
            "1e-4",
            "1e-5",
            "3.4028235e38",
            "1.4e-45",
            "0.33333334",
            "NaN",
            "16777216")) {
      expressions.add("CAST('" + number + "' AS real)");
    }
    for (int round = 0; round < 300; round++) {
      double any = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(any)) {
        expressions.add("CAST('" + any + "' AS double precision)");
      }
      float small = Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(small)) {
        expressions.add("CAST('" + small + "' AS real)");
      }
    }
    same(gateway, expressions);
  }

  @Test
  void numbers(TestGateway gateway) throws SQLException {
    same(
        gateway,
        List.of(
            "CAST(1.5 AS numeric(18,6))",
            "CAST(-0.0001 AS numeric(10,4))",
            "CAST(0 AS numeric(10,2))",
            "CAST('99999999999999999999999999999999999999' AS numeric(38,0))",
            "CAST(-32768 AS smallint)",
            "CAST('-9223372036854775808' AS bigint)",
            "true",
            "CAST(NULL AS integer)"));
  }

  @Test
  void spans(TestGateway gateway) throws SQLException {
    same(
        gateway,
        List.of(
            "interval '0'",
            "interval '1 day'",
            "interval '-1 day'",
            "interval '2 days 00:00:01'",
            "interval '1 year 2 months 3 days 04:05:06.789'",
            "interval '-1 year -2 months 3 days -04:05:06.7'",
            "interval '1 month -1 day'",
            "interval '-1 month 1 day'",
            "interval '1 month -1 day 02:00:00'",
            "interval '-00:00:00.000001'",
            "interval '100:00:00'",
            "interval '13 months'",
            "interval '-13 months'",
            "interval '40 days'"));
  }

  @Test
  void datesAndMoments(TestGateway gateway) throws SQLException {
    List<String> expressions =
        List.of(
            "date '2024-02-29'",
            "date '0001-01-01'",
            "date 'infinity'",
            "date '-infinity'",
            "date '12345-06-07'",
            "time '08:45:00'",
            "time '23:59:59.999999'",
            "time '00:00:00.1'",
            "timestamp '2024-11-05 08:45:00'",
            "timestamp '2024-11-05 08:45:00.123'",
            "timestamp '1969-12-31 23:59:59.999999'",
            "timestamp 'infinity'",
            "timestamptz '2024-11-05 08:45:00+08'",
            "timestamptz '2024-07-05 08:45:00.5+00'",
            "timestamptz '1883-11-18 12:00:00+00'",
            "timestamptz '1900-01-01 00:00:00+00'",
            "timestamptz '-infinity'",
            "timestamptz '2024-03-10 07:30:00+00'");
    for (String zone :
        List.of(
            "UTC",
            "Asia/Taipei",
            "America/New_York",
            "Asia/Kolkata",
            "America/St_Johns",
            "Europe/Paris",
            "GMT-8",
            "UTC+3")) {
      same(gateway, expressions, "SET TIME ZONE '" + zone + "'");
    }
    same(gateway, expressions, "SET TIME ZONE -7");
    same(gateway, expressions, "SET TIME ZONE 8");
  }

  @Test
  void textsBytesTokensAndArrays(TestGateway gateway) throws SQLException {
    same(
        gateway,
        List.of(
            "'it''s'",
            "E'a\\\\b\\n'",
            "'臺積電 😀'",
            "CAST('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11' AS uuid)",
            "ARRAY[1, NULL, -3]",
            "ARRAY['a', NULL, '', 'NULL', 'c d', 'e\"f', 'g\\h', '{i,j}', ' k', 'null', E'l\\nm']",
            "ARRAY[1.50, 2.25]",
            "ARRAY[true, false]",
            "ARRAY[date '2024-01-02', NULL]",
            "ARRAY[timestamp '2024-01-02 03:04:05.6']",
            "ARRAY[CAST(0.1 AS double precision), CAST('NaN' AS double precision)]"));
  }
}

package io.tapehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.util.PGInterval;

/**
 * Values by PostgreSQL's driver, which reads and writes both formats by code of its own: what comes
 * in text and in binary is the same, as a result and as a parameter.
 */
@ExtendWith(SharedGateway.class)
class ValuesTest {

  private Connection text;
  private Connection binary;

  @BeforeEach
  void connect(TestGateway gateway) throws SQLException {
    text = gateway.connect(properties("false", "5"));
    binary = gateway.connect(properties("true", "-1"));
  }

  private static Properties properties(String transfer, String threshold) {
    Properties properties = new Properties();
    properties.setProperty("binaryTransfer", transfer);
    properties.setProperty("prepareThreshold", threshold);
    return properties;
  }

  @AfterEach
  void leave() throws SQLException {
    text.close();
    binary.close();
  }

  @FunctionalInterface
  private interface Getter<T> {
    T get(ResultSet row) throws SQLException;
  }

  private <T> T one(Connection connection, String sql, Getter<T> getter, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        assertThat(row.next()).isTrue();
        T value = getter.get(row);
        assertThat(row.next()).isFalse();
        return value;
      }
    }
  }

  /** The query gives that in text and in binary, where its parameters go in the same format. */
  private <T> void gives(String sql, Getter<T> getter, T expected, Object... values)
      throws SQLException {
    for (Connection connection : List.of(text, binary)) {
      Object found = one(connection, sql, getter, values);
      String format = connection == text ? "text" : "binary";
      assertThat(found).as("%s %s in %s", sql, List.of(values), format).isEqualTo(expected);
    }
  }

  private <T> void both(String expression, Getter<T> getter, T expected) throws SQLException {
    gives("SELECT " + expression, getter, expected);
  }

  private static Getter<BigDecimal> decimal() {
    return row -> row.getBigDecimal(1);
  }

  private static <T> Getter<T> of(Class<T> type) {
    return row -> row.getObject(1, type);
  }

  @Test
  void everyTypeOfTheWarehouseIsTheSameInBothFormats() throws SQLException {
    String sql = "SELECT * FROM sample ORDER BY id";
    try (PreparedStatement first = text.prepareStatement(sql);
        PreparedStatement second = binary.prepareStatement(sql);
        ResultSet texts = first.executeQuery();
        ResultSet binaries = second.executeQuery()) {
      int width = texts.getMetaData().getColumnCount();
      int rows = 0;
      while (texts.next()) {
        assertThat(binaries.next()).isTrue();
        for (int i = 1; i <= width; i++) {
          String name = texts.getMetaData().getColumnName(i);
          Object found = plain(binaries.getObject(i));
          assertThat(found).as(name).isEqualTo(plain(texts.getObject(i)));
          assertThat(found == null).as(name).isEqualTo(rows == 0 && i > 1);
        }
        rows++;
      }
      assertThat(binaries.next()).isFalse();
      assertThat(rows).isEqualTo(1001);
    }
  }

  private static Object plain(Object value) throws SQLException {
    return value instanceof Array array
        ? java.util.Arrays.asList((Object[]) array.getArray())
        : value;
  }

  @Test
  void columnsHaveTypesAndModifiers() throws SQLException {
    try (PreparedStatement statement =
            binary.prepareStatement(
                "SELECT price, big, CAST(1 AS DECIMAL(38,0)) AS wide, sum(id) OVER () AS total,"
                    + " numbers, words, CAST(1 AS HUGEINT) AS huge FROM sample LIMIT 1");
        ResultSet rows = statement.executeQuery()) {
      var meta = rows.getMetaData();
      assertThat(meta.getColumnTypeName(1)).isEqualTo("numeric");
      assertThat(meta.getPrecision(1)).isEqualTo(18);
      assertThat(meta.getScale(1)).isEqualTo(6);
      assertThat(meta.getColumnTypeName(2)).isEqualTo("int8");
      assertThat(meta.getPrecision(3)).isEqualTo(38);
      assertThat(meta.getScale(3)).isZero();
      assertThat(meta.getColumnTypeName(5)).isEqualTo("_int4");
      assertThat(meta.getColumnTypeName(7)).isEqualTo("numeric");
    }
  }

  @Test
  void numbersWithGroupsOfZeros() throws SQLException {
    for (String number :
        List.of(
            "0",
            "0.00",
            "1",
            "-1",
            "10000",
            "100000000",
            "-100000000.00010000",
            "0.0001",
            "0.00010000",
            "0.000000000001",
            "-0.00000001",
            "9999.9999",
            "10000.0001",
            "1000000000000",
            "99999999999999999999999999999999999999",
            "-99999999999999999999999999999999999999",
            "0.99999999999999999999999999999999999999",
            "12345678901234567890.123456789",
            "5000000000000000.5",
            "-0.1",
            "123.4500")) {
      BigDecimal expected = new BigDecimal(number);
      int scale = expected.scale();
      String expression = "CAST('" + number + "' AS DECIMAL(38," + scale + "))";
      both(expression, decimal(), expected);
    }
    both(
        "CAST(170141183460469231731687303715884105727 AS HUGEINT)",
        decimal(),
        new BigDecimal("170141183460469231731687303715884105727"));
    both(
        "CAST(18446744073709551615 AS UBIGINT)", decimal(), new BigDecimal("18446744073709551615"));
  }

  @Test
  void numbersAsParametersComeBack() throws SQLException {
    Random random = new Random(4);
    for (int round = 0; round < 60; round++) {
      int scale = random.nextInt(11);
      BigDecimal value =
          new BigDecimal(new BigInteger(random.nextInt(1, 60), random), scale)
              .multiply(BigDecimal.valueOf(random.nextBoolean() ? 1 : -1));
      gives("SELECT CAST(? AS DECIMAL(38,10))", decimal(), value.setScale(10), value);
    }
  }

  @Test
  void integersAndFloats() throws SQLException {
    both("CAST(-32768 AS SMALLINT)", of(Integer.class), -32768);
    both("CAST(-128 AS TINYINT)", of(Integer.class), -128);
    both("CAST(255 AS UTINYINT)", of(Integer.class), 255);
    both("CAST(65535 AS USMALLINT)", of(Integer.class), 65535);
    both("CAST(4294967295 AS UINTEGER)", of(Long.class), 4294967295L);
    both("CAST(-2147483648 AS INTEGER)", of(Integer.class), Integer.MIN_VALUE);
    both("CAST(-9223372036854775808 AS BIGINT)", of(Long.class), Long.MIN_VALUE);
    for (double value :
        new double[] {
          0,
          -0.0,
          1,
          0.1,
          1e15,
          1e16,
          1e-5,
          1e-4,
          1.7976931348623157e308,
          4.9e-324,
          123456789.125,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY
        }) {
      both("CAST('" + value + "' AS DOUBLE)", of(Double.class), value);
      gives("SELECT CAST(? AS DOUBLE)", of(Double.class), value, value);
    }
    for (float value : new float[] {0.1f, 1e6f, 1e-5f, 3.4028235e38f, 1.4e-45f, Float.NaN}) {
      both("CAST('" + value + "' AS FLOAT)", of(Float.class), value);
    }
  }

  @Test
  void datesOfAnyTime() throws SQLException {
    for (LocalDate day :
        List.of(
            LocalDate.of(2024, 2, 29),
            LocalDate.of(1999, 12, 31),
            LocalDate.of(1, 1, 1),
            LocalDate.of(0, 12, 31),
            LocalDate.of(-43, 3, 15),
            LocalDate.of(-4712, 1, 1),
            LocalDate.of(9999, 12, 31),
            LocalDate.of(10000, 1, 1),
            LocalDate.of(294276, 12, 31))) {
      String literal = literal(day);
      both("DATE '" + literal + "'", of(LocalDate.class), day);
      gives("SELECT CAST(? AS DATE)", of(LocalDate.class), day, day);
    }
    both("DATE 'infinity'", of(LocalDate.class), LocalDate.MAX);
    both("DATE '-infinity'", of(LocalDate.class), LocalDate.MIN);
    for (LocalDate end : List.of(LocalDate.MAX, LocalDate.MIN)) {
      gives("SELECT CAST(? AS DATE)", of(LocalDate.class), end, end);
    }
  }

  private static String literal(LocalDate day) {
    int year = day.getYear();
    return "%04d-%02d-%02d%s"
        .formatted(
            year > 0 ? year : 1 - year,
            day.getMonthValue(),
            day.getDayOfMonth(),
            year > 0 ? "" : " (BC)");
  }

  @Test
  void momentsToTheMicrosecond() throws SQLException {
    for (LocalDateTime moment :
        List.of(
            LocalDateTime.of(2024, 3, 10, 2, 30, 0, 1_000),
            LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000),
            LocalDateTime.of(1883, 11, 18, 12, 3, 58),
            LocalDateTime.of(-43, 3, 15, 11, 0),
            LocalDateTime.of(12345, 6, 7, 8, 9, 10, 120_000_000),
            LocalDateTime.of(2000, 1, 1, 0, 0))) {
      String literal = literal(moment.toLocalDate()) + ' ' + moment.toLocalTime();
      both("TIMESTAMP '" + literal + "'", of(LocalDateTime.class), moment);
      OffsetDateTime utc = moment.atOffset(ZoneOffset.UTC);
      both("TIMESTAMP '" + literal + "' AT TIME ZONE 'UTC'", of(OffsetDateTime.class), utc);
      gives("SELECT CAST(? AS TIMESTAMP)", of(LocalDateTime.class), moment, moment);
      OffsetDateTime elsewhere = utc.withOffsetSameInstant(ZoneOffset.ofHoursMinutes(-3, -30));
      gives("SELECT CAST(? AS TIMESTAMPTZ)", of(OffsetDateTime.class), utc, elsewhere);
    }
    both("TIMESTAMP 'infinity'", of(LocalDateTime.class), LocalDateTime.MAX);
    both("TIMESTAMPTZ '-infinity'", of(OffsetDateTime.class), OffsetDateTime.MIN);
    gives(
        "SELECT CAST(? AS TIMESTAMP)",
        of(LocalDateTime.class),
        LocalDateTime.MAX,
        LocalDateTime.MAX);
  }

  @Test
  void timesSpansBytesAndTokens() throws SQLException {
    both("TIME '23:59:59.999999'", of(LocalTime.class), LocalTime.of(23, 59, 59, 999_999_000));
    both("TIME '00:00:00'", of(LocalTime.class), LocalTime.MIDNIGHT);
    both(
        "INTERVAL '1 year 2 months -3 days 04:05:06.789'",
        row -> ((PGInterval) row.getObject(1)).getValue(),
        "1 years 2 mons -3 days 4 hours 5 mins 6.789 secs");
    both("INTERVAL '-00:00:01'", row -> ((PGInterval) row.getObject(1)).getSeconds(), -1.0);
    UUID token = UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
    both("CAST('" + token + "' AS UUID)", of(UUID.class), token);
    both("'\\x00\\xFF\\x5C'::BLOB", row -> row.getBytes(1), new byte[] {0, -1, 0x5c});
    byte[] bytes = {0, -1, 0x5c};
    gives("SELECT CAST(? AS UUID)", of(UUID.class), token, token);
    gives("SELECT CAST(? AS BLOB)", row -> row.getBytes(1), bytes, (Object) bytes);
    LocalTime clock = LocalTime.of(9, 8, 7);
    gives("SELECT CAST(? AS TIME)", of(LocalTime.class), clock, clock);
    gives("SELECT CAST(? AS TIME)", of(LocalTime.class), clock, Time.valueOf(clock));
    PGInterval span = new PGInterval("1 mon -2 days 03:00:00");
    gives(
        "SELECT CAST(? AS INTERVAL)",
        row -> ((PGInterval) row.getObject(1)).getValue(),
        span.getValue(),
        span);
  }

  @Test
  void textOfAnyScript() throws SQLException {
    for (String value : List.of("", " ", "臺積電", "😀", "a'b\\c\"d\n\t", "é".repeat(70_000))) {
      gives("SELECT ?", row -> row.getString(1), value, value);
      gives(
          "SELECT length(?)", row -> row.getInt(1), value.codePointCount(0, value.length()), value);
    }
  }

  @Test
  void arraysWithNullsQuotesAndBackslashes() throws SQLException {
    both(
        "['a', NULL, '', 'NULL', 'c d', 'e\"f', 'g\\h', '{i,j}', ' ']",
        row -> strings(row),
        java.util.Arrays.asList("a", null, "", "NULL", "c d", "e\"f", "g\\h", "{i,j}", " "));
    both("[1, NULL, -3]", row -> strings(row), java.util.Arrays.asList(1, null, -3));
    both("CAST([] AS INTEGER[])", row -> strings(row), List.of());
    both("[DATE '2024-01-02', NULL]", row -> strings(row).size(), 2);
    both(
        "[1.50, 2.25]",
        row -> strings(row),
        List.of(new BigDecimal("1.50"), new BigDecimal("2.25")));
    both("[true, false]", row -> strings(row), List.of(true, false));
    Array words =
        text.createArrayOf("text", new String[] {"a", null, "b\"c\\d", "", "e,f", "NULL"});
    gives(
        "SELECT CAST(? AS VARCHAR[])",
        row -> strings(row),
        java.util.Arrays.asList("a", null, "b\"c\\d", "", "e,f", "NULL"),
        words);
    Array numbers = text.createArrayOf("int4", new Integer[] {1, null, -3});
    gives(
        "SELECT CAST(? AS INTEGER[])",
        row -> strings(row),
        java.util.Arrays.asList(1, null, -3),
        numbers);
    Array none = text.createArrayOf("int8", new Long[0]);
    gives("SELECT CAST(? AS BIGINT[])", row -> strings(row), List.of(), none);
    Array ids = text.createArrayOf("int4", new Integer[] {3, 5, 7});
    gives("SELECT count(*) FROM sample WHERE id = ANY (?)", of(Long.class), 3L, ids);
  }

  private static List<Object> strings(ResultSet row) throws SQLException {
    List<Object> elements = new ArrayList<>();
    for (Object one : (Object[]) row.getArray(1).getArray()) {
      elements.add(one);
    }
    return elements;
  }

  @Test
  void nullIsAValueOfEveryType() throws SQLException {
    int[] types = {
      Types.INTEGER,
      Types.BIGINT,
      Types.SMALLINT,
      Types.NUMERIC,
      Types.DOUBLE,
      Types.REAL,
      Types.VARCHAR,
      Types.DATE,
      Types.TIME,
      Types.TIMESTAMP,
      Types.TIMESTAMP_WITH_TIMEZONE,
      Types.BOOLEAN,
      Types.BINARY,
      Types.NULL
    };
    for (Connection connection : List.of(text, binary)) {
      for (int type : types) {
        try (PreparedStatement statement = connection.prepareStatement("SELECT ? IS NULL, ?")) {
          statement.setNull(1, type);
          statement.setNull(2, type);
          try (ResultSet row = statement.executeQuery()) {
            row.next();
            assertThat(row.getBoolean(1)).as("type %d", type).isTrue();
            assertThat(row.getObject(2)).isNull();
          }
        }
      }
    }
  }

  /** At the fifth execution the driver names the statement and asks for binary. */
  @Test
  void theFifthExecutionIsLikeTheFirst(TestGateway gateway) throws SQLException {
    String sql = "SELECT price, day, moment, instant, real8, label FROM sample WHERE id = ?";
    try (Connection connection = gateway.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      List<List<Object>> found = new ArrayList<>();
      for (int run = 0; run < 8; run++) {
        statement.setInt(1, 17);
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          List<Object> values = new ArrayList<>();
          for (int i = 1; i <= 6; i++) {
            values.add(row.getObject(i));
          }
          found.add(values);
        }
      }
      assertThat(found).allMatch(found.get(0)::equals);
    }
  }

  @Test
  void pagesOfAFetchSizeHaveEveryRow() throws SQLException {
    for (Connection connection : List.of(text, binary)) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement =
          connection.prepareStatement("SELECT id FROM sample ORDER BY id")) {
        statement.setFetchSize(37);
        try (ResultSet rows = statement.executeQuery()) {
          for (int id = 0; id <= 1000; id++) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(id);
          }
          assertThat(rows.next()).isFalse();
        }
      }
      connection.commit();
    }
  }
}

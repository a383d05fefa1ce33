package io.tapehouse.gateway.catalog;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A column's type as PostgreSQL numbers it.
 *
 * @param oid the number of the type
 * @param modifier length or precision; -1 without one
 * @see <a href="https://www.postgresql.org/docs/15/catalog-pg-attribute.html">pg_attribute</a>
 */
record ColumnType(int oid, int modifier) {

  private static final int NONE = -1;
  private static final int TEXT = 25;
  private static final int VARCHAR = 1043;
  private static final int NUMERIC = 1700;

  /** Bytes of the header that the modifiers of VARCHAR and NUMERIC count. */
  private static final int HEADER = 4;

  private static final Pattern LENGTH = Pattern.compile("VARCHAR\\((\\d+)\\)");
  private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),\\s*(\\d+)\\)");

  /** DuckDB's names; an integer type without a counterpart takes the next wider one. */
  private static final Map<String, Integer> OIDS =
      Map.ofEntries(
          Map.entry("BOOLEAN", 16),
          Map.entry("BLOB", 17),
          Map.entry("BIGINT", 20),
          Map.entry("UINTEGER", 20),
          Map.entry("TINYINT", 21),
          Map.entry("UTINYINT", 21),
          Map.entry("SMALLINT", 21),
          Map.entry("INTEGER", 23),
          Map.entry("USMALLINT", 23),
          Map.entry("JSON", 114),
          Map.entry("FLOAT", 700),
          Map.entry("DOUBLE", 701),
          Map.entry("VARCHAR", VARCHAR),
          Map.entry("DATE", 1082),
          Map.entry("TIME", 1083),
          Map.entry("TIMESTAMP", 1114),
          Map.entry("TIMESTAMP_S", 1114),
          Map.entry("TIMESTAMP_MS", 1114),
          Map.entry("TIMESTAMP_NS", 1114),
          Map.entry("TIMESTAMP WITH TIME ZONE", 1184),
          Map.entry("INTERVAL", 1186),
          Map.entry("TIME WITH TIME ZONE", 1266),
          Map.entry("BIT", 1560),
          Map.entry("HUGEINT", NUMERIC),
          Map.entry("UBIGINT", NUMERIC),
          Map.entry("UHUGEINT", NUMERIC),
          Map.entry("UUID", 2950));

  /** Arrays of them, as {@code pg_type.typarray} has them. */
  private static final Map<Integer, Integer> ARRAYS =
      Map.ofEntries(
          Map.entry(16, 1000),
          Map.entry(17, 1001),
          Map.entry(20, 1016),
          Map.entry(21, 1005),
          Map.entry(23, 1007),
          Map.entry(25, 1009),
          Map.entry(114, 199),
          Map.entry(700, 1021),
          Map.entry(701, 1022),
          Map.entry(VARCHAR, 1015),
          Map.entry(1082, 1182),
          Map.entry(1083, 1183),
          Map.entry(1114, 1115),
          Map.entry(1184, 1185),
          Map.entry(1186, 1187),
          Map.entry(1266, 1270),
          Map.entry(1560, 1561),
          Map.entry(NUMERIC, 1231),
          Map.entry(2950, 2951));

  /**
   * The type of a column. A type that PostgreSQL lacks is shown as text.
   *
   * @param engine the engine's type
   * @param declared the dictionary's type, which knows the length of a VARCHAR; null where it has
   *     no such column
   */
  static ColumnType of(String engine, @Nullable String declared) {
    if (engine.endsWith("[]")) {
      ColumnType element = of(engine.substring(0, engine.length() - 2), null);
      return new ColumnType(ARRAYS.getOrDefault(element.oid(), 1009), element.modifier());
    }
    Matcher decimal = DECIMAL.matcher(engine);
    if (decimal.matches()) {
      int precision = Integer.parseInt(decimal.group(1));
      int scale = Integer.parseInt(decimal.group(2));
      return new ColumnType(NUMERIC, (precision << 16 | scale) + HEADER);
    }
    if (engine.startsWith("ENUM(")) {
      return new ColumnType(VARCHAR, NONE);
    }
    Integer oid = OIDS.get(engine);
    if (oid == null) {
      return new ColumnType(TEXT, NONE);
    }
    Matcher length = LENGTH.matcher(declared == null ? "" : declared);
    return oid == VARCHAR && length.matches()
        ? new ColumnType(VARCHAR, Integer.parseInt(length.group(1)) + HEADER)
        : new ColumnType(oid, NONE);
  }
}

package io.tapehouse.gateway.encoding;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The types of PostgreSQL that results and parameters have. The numbers are those of its {@code
 * pg_type.dat}, which drivers know by heart.
 */
public enum PgType {
  /** True or false. */
  BOOL(16, 1, 1000, "BOOLEAN"),
  /** Bytes. */
  BYTEA(17, -1, 1001, "BLOB"),
  /** The name of an object of the catalogue. */
  NAME(19, 64, 1003, "VARCHAR"),
  /** An integer of 64 bits. */
  INT8(20, 8, 1016, "BIGINT"),
  /** An integer of 16 bits. */
  INT2(21, 2, 1005, "SMALLINT"),
  /** An integer of 32 bits. */
  INT4(23, 4, 1007, "INTEGER"),
  /** Text of any length. */
  TEXT(25, -1, 1009, "VARCHAR"),
  /** The number of an object of the catalogue. */
  OID(26, 4, 1028, "UINTEGER"),
  /** JSON. */
  JSON(114, -1, 199, "VARCHAR"),
  /** A floating-point number of 32 bits. */
  FLOAT4(700, 4, 1021, "FLOAT"),
  /** A floating-point number of 64 bits. */
  FLOAT8(701, 8, 1022, "DOUBLE"),
  /** Text that an application has not given a type; PostgreSQL's own mark for it. */
  UNKNOWN(705, -2, 1009, "VARCHAR"),
  /** Text, padded to its length in PostgreSQL and left alone here. */
  BPCHAR(1042, -1, 1014, "VARCHAR"),
  /** Text. */
  VARCHAR(1043, -1, 1015, "VARCHAR"),
  /** A date. */
  DATE(1082, 4, 1182, "DATE"),
  /** A time of day. */
  TIME(1083, 8, 1183, "TIME"),
  /** A date and a time of day without a zone. */
  TIMESTAMP(1114, 8, 1115, "TIMESTAMP"),
  /** A moment. */
  TIMESTAMPTZ(1184, 8, 1185, "TIMESTAMPTZ"),
  /** Months, days and microseconds. */
  INTERVAL(1186, 16, 1187, "INTERVAL"),
  /** A decimal number, exact. */
  NUMERIC(1700, -1, 1231, "DECIMAL"),
  /** A UUID. */
  UUID(2950, 16, 2951, "UUID");

  private static final Map<Integer, PgType> BY_OID = new HashMap<>();
  private static final Map<Integer, PgType> BY_ARRAY = new HashMap<>();

  static {
    for (PgType type : values()) {
      BY_OID.put(type.oid, type);
      BY_ARRAY.putIfAbsent(type.array, type);
    }
  }

  private final int oid;
  private final int size;
  private final int array;
  private final String engineType;

  PgType(int oid, int size, int array, String engineType) {
    this.oid = oid;
    this.size = size;
    this.array = array;
    this.engineType = engineType;
  }

  /** Its number. */
  public int oid() {
    return oid;
  }

  /** Bytes of a value; negative where that varies. */
  public int size() {
    return size;
  }

  /** The number of the type of arrays of it. Text of any kind makes arrays of text. */
  public int arrayOid() {
    return isText() ? TEXT.array : array;
  }

  /** DuckDB's name of the type to which a parameter of this type is cast. */
  public String engineType() {
    return engineType;
  }

  /** Whether values are plain text. */
  public boolean isText() {
    return switch (this) {
      case NAME, TEXT, JSON, UNKNOWN, BPCHAR, VARCHAR -> true;
      default -> false;
    };
  }

  /** The type with that number. */
  public static Optional<PgType> of(int oid) {
    return Optional.ofNullable(BY_OID.get(oid));
  }

  /** The type of the elements of arrays with that number. */
  public static Optional<PgType> ofArray(int oid) {
    return Optional.ofNullable(BY_ARRAY.get(oid));
  }

  /**
   * The type in which a value of DuckDB is sent.
   *
   * @param engineType as DuckDB names it, {@code DECIMAL(10,2)} for example; no list
   */
  public static PgType ofEngine(String engineType) {
    int parenthesis = engineType.indexOf('(');
    String name = parenthesis < 0 ? engineType : engineType.substring(0, parenthesis);
    return switch (name.strip().toUpperCase(Locale.ROOT)) {
      case "BOOLEAN" -> BOOL;
      case "TINYINT", "SMALLINT", "UTINYINT" -> INT2;
      case "INTEGER", "USMALLINT", "INTEGER_LITERAL" -> INT4;
      case "BIGINT", "UINTEGER" -> INT8;
      case "HUGEINT", "UHUGEINT", "UBIGINT", "DECIMAL", "NUMERIC", "BIGNUM" -> NUMERIC;
      case "FLOAT", "REAL" -> FLOAT4;
      case "DOUBLE" -> FLOAT8;
      case "DATE" -> DATE;
      case "TIME" -> TIME;
      case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" -> TIMESTAMP;
      case "TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ" -> TIMESTAMPTZ;
      case "INTERVAL" -> INTERVAL;
      case "UUID" -> UUID;
      case "BLOB", "BYTEA" -> BYTEA;
      case "JSON" -> JSON;
      default -> VARCHAR;
    };
  }
}

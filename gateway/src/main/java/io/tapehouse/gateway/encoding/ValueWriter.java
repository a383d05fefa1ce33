package io.tapehouse.gateway.encoding;

import io.tapehouse.gateway.wire.MessageBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Writes a value without its length, in text or in binary. */
@FunctionalInterface
interface ValueWriter {

  /**
   * @param value of the class that {@link #of} names for the type
   */
  void write(Object value, MessageBuffer out);

  /**
   * The writer of a column. Integers are {@link Number}s, NUMERIC is a BigDecimal or a BigInteger,
   * dates and times are those of {@code java.time}, bytes an array, an interval an {@link
   * Interval}, an array an {@code Object[]}; all others are written by their {@code toString}.
   */
  static ValueWriter of(ResultColumn column, boolean binary, ZoneId zone) {
    ValueWriter element = binary ? binary(column.type()) : text(column.type(), zone);
    if (!column.isArray()) {
      return element;
    }
    return binary
        ? (value, out) -> binaryArray((@Nullable Object[]) value, column.type(), element, out)
        : (value, out) -> textArray((@Nullable Object[]) value, element, out);
  }

  private static ValueWriter text(PgType type, ZoneId zone) {
    return switch (type) {
      case BOOL -> (value, out) -> out.octet((Boolean) value ? 't' : 'f');
      case INT2, INT4, INT8, OID ->
          (value, out) -> TextFormat.integer(((Number) value).longValue(), out);
      case FLOAT4 -> (value, out) -> TextFormat.float4((Float) value, out);
      case FLOAT8 -> (value, out) -> TextFormat.float8((Double) value, out);
      case NUMERIC -> (value, out) -> out.chars(decimal(value).toPlainString());
      case DATE -> (value, out) -> TextFormat.date((LocalDate) value, out);
      case TIME -> (value, out) -> TextFormat.time((LocalTime) value, out);
      case TIMESTAMP -> (value, out) -> TextFormat.timestamp((LocalDateTime) value, out);
      case TIMESTAMPTZ -> (value, out) -> TextFormat.timestamptz((OffsetDateTime) value, zone, out);
      case INTERVAL -> (value, out) -> TextFormat.interval((Interval) value, out);
      case BYTEA -> (value, out) -> TextFormat.bytea((byte[]) value, out);
      default -> (value, out) -> out.chars(value.toString());
    };
  }

  private static ValueWriter binary(PgType type) {
    return switch (type) {
      case BOOL -> (value, out) -> out.octet((Boolean) value ? 1 : 0);
      case INT2 -> (value, out) -> out.int16(((Number) value).intValue());
      case INT4, OID -> (value, out) -> out.int32(((Number) value).intValue());
      case INT8 -> (value, out) -> out.int64(((Number) value).longValue());
      case FLOAT4 -> (value, out) -> out.int32(Float.floatToIntBits((Float) value));
      case FLOAT8 -> (value, out) -> out.int64(Double.doubleToLongBits((Double) value));
      case NUMERIC -> (value, out) -> BinaryFormat.numeric(decimal(value), out);
      case DATE -> (value, out) -> BinaryFormat.date((LocalDate) value, out);
      case TIME -> (value, out) -> BinaryFormat.time((LocalTime) value, out);
      case TIMESTAMP -> (value, out) -> BinaryFormat.timestamp((LocalDateTime) value, out);
      case TIMESTAMPTZ -> (value, out) -> BinaryFormat.timestamptz((OffsetDateTime) value, out);
      case INTERVAL -> (value, out) -> BinaryFormat.interval((Interval) value, out);
      case UUID ->
          (value, out) -> {
            java.util.UUID uuid = (java.util.UUID) value;
            out.int64(uuid.getMostSignificantBits()).int64(uuid.getLeastSignificantBits());
          };
      case BYTEA -> (value, out) -> out.bytes((byte[]) value);
      default -> (value, out) -> out.chars(value.toString());
    };
  }

  private static BigDecimal decimal(Object value) {
    return value instanceof BigInteger whole ? new BigDecimal(whole) : (BigDecimal) value;
  }

  private static void textArray(@Nullable Object[] values, ValueWriter element, MessageBuffer out) {
    out.octet('{');
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        out.octet(',');
      }
      Object value = values[i];
      if (value == null) {
        out.chars("NULL");
      } else {
        MessageBuffer text = new MessageBuffer();
        element.write(value, text);
        quoted(text.toBytes(), out);
      }
    }
    out.octet('}');
  }

  private static void quoted(byte[] text, MessageBuffer out) {
    String word = new String(text, java.nio.charset.StandardCharsets.UTF_8);
    boolean plain =
        !word.isEmpty()
            && !word.equalsIgnoreCase("null")
            && word.chars().noneMatch(c -> "{},\"\\".indexOf(c) >= 0 || Character.isWhitespace(c));
    out.chars(plain ? word : '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
  }

  private static void binaryArray(
      @Nullable Object[] values, PgType type, ValueWriter element, MessageBuffer out) {
    boolean hasNull = false;
    for (Object value : values) {
      hasNull |= value == null;
    }
    out.int32(values.length == 0 ? 0 : 1).int32(hasNull ? 1 : 0).int32(type.oid());
    if (values.length == 0) {
      return;
    }
    out.int32(values.length).int32(1);
    for (Object value : values) {
      withLength(value, element, out);
    }
  }

  /** Writes a value with its length before it; -1 for null. */
  static void withLength(@Nullable Object value, ValueWriter writer, MessageBuffer out) {
    if (value == null) {
      out.int32(-1);
      return;
    }
    int at = out.length();
    out.int32(0);
    writer.write(value, out);
    out.setInt32(at, out.length() - at - Integer.BYTES);
  }

  /** The bytes of a UUID in the order of the network. */
  static java.util.UUID uuid(ByteBuffer bytes) {
    return new java.util.UUID(bytes.getLong(), bytes.getLong());
  }
}

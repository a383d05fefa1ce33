package io.tapehouse.gateway.encoding;

import io.tapehouse.gateway.wire.MessageBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the values of parameters, as clients bind them. */
public final class Parameters {

  /** DuckDB has the era behind the date. */
  private static final Pattern BEFORE_CHRIST = Pattern.compile("^(\\S+)(.*) BC$");

  private Parameters() {}

  /**
   * Reads a value.
   *
   * @param type what it is
   * @param isArray whether it is an array of that
   * @param binary whether it is in binary
   * @param zone of moments that are given without one
   * @return for {@code PreparedStatement.setObject} of DuckDB; a list as a String that is cast
   * @throws IllegalArgumentException when it is no such value: what was expected and found
   * @throws ArithmeticException when it is an integer that the type cannot have
   */
  public static Object read(
      byte[] value, PgType type, boolean isArray, boolean binary, ZoneId zone) {
    try {
      if (isArray) {
        return binary ? binaryArray(value, zone) : engineList(text(value));
      }
      return forDriver(
          binary ? binary(ByteBuffer.wrap(value), type) : text(text(value), type, zone));
    } catch (DateTimeException | java.nio.BufferUnderflowException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "invalid input for type %s: %s"
              .formatted(
                  type.name().toLowerCase(Locale.ROOT),
                  binary ? value.length + " bytes" : '"' + text(value) + '"'),
          e);
    }
  }

  /** DuckDB's driver takes years before 1 for those after, so such dates go as text. */
  private static Object forDriver(Object value) {
    MessageBuffer text = new MessageBuffer();
    if (value instanceof LocalDate date && date.getYear() < 1) {
      TextFormat.date(date, text);
    } else if (value instanceof LocalDateTime timestamp && timestamp.getYear() < 1) {
      TextFormat.timestamp(timestamp, text);
    } else if (value instanceof OffsetDateTime moment && moment.getYear() < 1) {
      TextFormat.timestamptz(moment, ZoneOffset.UTC, text);
    } else {
      return value;
    }
    return BEFORE_CHRIST.matcher(text(text.toBytes())).replaceFirst("$1 (BC)$2");
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }

  private static Object text(String value, PgType type, ZoneId zone) {
    String word = value.strip();
    return switch (type) {
      case BOOL -> bool(word);
      case INT2 -> (short) whole(word, Short.MIN_VALUE, Short.MAX_VALUE, type);
      case INT4 -> (int) whole(word, Integer.MIN_VALUE, Integer.MAX_VALUE, type);
      case INT8 -> whole(word, Long.MIN_VALUE, Long.MAX_VALUE, type);
      case OID -> whole(word, Integer.MIN_VALUE, 0xffffffffL, type) & 0xffffffffL;
      case FLOAT4 -> Float.valueOf(number(word));
      case FLOAT8 -> Double.valueOf(number(word));
      case NUMERIC -> new BigDecimal(word);
      case DATE -> MomentText.date(word);
      case TIME -> MomentText.time(word);
      case TIMESTAMP -> MomentText.timestamp(word);
      case TIMESTAMPTZ -> MomentText.timestamptz(word, zone);
      case UUID -> java.util.UUID.fromString(word);
      case BYTEA -> bytea(word);
      default -> value;
    };
  }

  private static String number(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "infinity", "inf" -> "Infinity";
      case "-infinity", "-inf" -> "-Infinity";
      case "nan" -> "NaN";
      default -> word;
    };
  }

  private static boolean bool(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "t", "true", "y", "yes", "on", "1" -> true;
      case "f", "false", "n", "no", "off", "0" -> false;
      default -> throw new IllegalArgumentException("invalid input for type bool: \"" + word + '"');
    };
  }

  private static long whole(String word, long least, long greatest, PgType type) {
    BigInteger number = new BigInteger(word);
    if (number.compareTo(BigInteger.valueOf(least)) < 0
        || number.compareTo(BigInteger.valueOf(greatest)) > 0) {
      throw new ArithmeticException(
          "value \"%s\" is out of range for type %s"
              .formatted(word, type.name().toLowerCase(Locale.ROOT)));
    }
    return number.longValue();
  }

  private static byte[] bytea(String word) {
    return word.startsWith("\\x")
        ? HexFormat.of().parseHex(word.substring(2))
        : word.getBytes(StandardCharsets.UTF_8);
  }

  private static Object binary(ByteBuffer value, PgType type) {
    Object read =
        switch (type) {
          case BOOL -> value.get() != 0;
          case INT2 -> value.getShort();
          case INT4 -> value.getInt();
          case INT8 -> value.getLong();
          case OID -> Integer.toUnsignedLong(value.getInt());
          case FLOAT4 -> value.getFloat();
          case FLOAT8 -> value.getDouble();
          case NUMERIC -> BinaryFormat.numeric(value);
          case DATE -> BinaryFormat.date(value.getInt());
          case TIME -> BinaryFormat.time(value.getLong());
          case TIMESTAMP -> BinaryFormat.timestamp(value.getLong());
          case TIMESTAMPTZ -> BinaryFormat.timestamp(value.getLong()).atOffset(ZoneOffset.UTC);
          case INTERVAL -> BinaryFormat.interval(value).toString();
          case UUID -> ValueWriter.uuid(value);
          case BYTEA -> rest(value);
          default -> new String(rest(value), StandardCharsets.UTF_8);
        };
    if (value.hasRemaining()) {
      throw new IllegalArgumentException(
          "invalid input for type %s: %d bytes too many"
              .formatted(type.name().toLowerCase(Locale.ROOT), value.remaining()));
    }
    return read;
  }

  private static byte[] rest(ByteBuffer value) {
    byte[] rest = new byte[value.remaining()];
    value.get(rest);
    return rest;
  }

  /** An array in binary, as the text of a list of DuckDB. */
  private static String binaryArray(byte[] bytes, ZoneId zone) {
    ByteBuffer value = ByteBuffer.wrap(bytes);
    int dimensions = value.getInt();
    value.getInt();
    PgType element =
        PgType.of(value.getInt())
            .orElseThrow(() -> new IllegalArgumentException("an array of an unknown type"));
    if (dimensions == 0) {
      return "[]";
    }
    int count = value.getInt();
    value.getInt();
    if (dimensions != 1 || count < 0 || (long) count * Integer.BYTES > value.remaining()) {
      throw new IllegalArgumentException("expected an array of one dimension");
    }
    List<@Nullable String> elements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = value.getInt();
      if (length > value.remaining()) {
        throw new IllegalArgumentException("an element of an array is cut off");
      }
      if (length < 0) {
        elements.add(null);
      } else {
        byte[] one = new byte[length];
        value.get(one);
        elements.add(read(one, element, false, true, zone).toString());
      }
    }
    return list(elements);
  }

  /** {@code {a,"b c",NULL}} as the text of a list of DuckDB. */
  private static String engineList(String text) {
    String word = text.strip();
    if (!word.startsWith("{") || !word.endsWith("}")) {
      throw new IllegalArgumentException("expected an array as {a,b}, found " + word);
    }
    List<@Nullable String> elements = new ArrayList<>();
    int at = 1;
    while (at < word.length() - 1) {
      StringBuilder element = new StringBuilder();
      boolean quoted = word.charAt(at) == '"';
      if (quoted) {
        for (at++; at < word.length() - 1 && word.charAt(at) != '"'; at++) {
          if (word.charAt(at) == '\\') {
            at++;
          }
          element.append(word.charAt(at));
        }
        at++;
      } else {
        for (; at < word.length() - 1 && word.charAt(at) != ','; at++) {
          element.append(word.charAt(at));
        }
      }
      String found = quoted ? element.toString() : element.toString().strip();
      elements.add(!quoted && found.equalsIgnoreCase("null") ? null : found);
      at++;
    }
    return list(elements);
  }

  private static String list(List<@Nullable String> elements) {
    StringBuilder list = new StringBuilder("[");
    for (String element : elements) {
      if (list.length() > 1) {
        list.append(", ");
      }
      if (element == null) {
        list.append("NULL");
      } else {
        list.append('"').append(element.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
      }
    }
    return list.append(']').toString();
  }
}

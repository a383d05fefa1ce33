package io.tapehouse.sql.result;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/** The one text of a value, in every format: ISO-8601, plain decimals, true and false. */
final class ValueText {

  /** Seconds always, a fraction only when it is not zero. */
  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter();

  private ValueText() {}

  static String of(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number)
          ? plain(new BigDecimal(value.toString()).stripTrailingZeros())
          : value.toString();
    }
    if (value instanceof LocalDateTime time) {
      return TIMESTAMP.format(time);
    }
    if (value instanceof OffsetDateTime time) {
      return TIMESTAMP.format(time.withOffsetSameInstant(ZoneOffset.UTC)) + "Z";
    }
    return value.toString();
  }

  /** A floating-point number keeps one digit after the point: 1.0 is no integer. */
  private static String plain(BigDecimal number) {
    return (number.scale() < 1 ? number.setScale(1) : number).toPlainString();
  }

  /** Whether the text of {@link #of} is a number in JSON too. */
  static boolean isNumber(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return Double.isFinite(((Number) value).doubleValue());
    }
    return value instanceof Number;
  }
}

package io.tapehouse.gateway.encoding;

import io.tapehouse.gateway.wire.MessageBuffer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Values as PostgreSQL writes them with DateStyle ISO, IntervalStyle postgres, bytea_output hex and
 * the shortest floating-point numbers that read back the same.
 */
final class TextFormat {

  /** Digits from which on PostgreSQL writes an exponent. */
  private static final int FLOAT4_DIGITS = 6;

  private static final int FLOAT8_DIGITS = 15;
  private static final int LEAST_EXPONENT = -4;
  private static final String HEX = "0123456789abcdef";

  private TextFormat() {}

  static void integer(long value, MessageBuffer out) {
    if (value == Long.MIN_VALUE) {
      out.chars("-9223372036854775808");
      return;
    }
    long rest = value;
    if (rest < 0) {
      out.octet('-');
      rest = -rest;
    }
    long power = 1;
    while (rest / power >= 10) {
      power *= 10;
    }
    for (; power > 0; power /= 10) {
      out.octet('0' + (int) (rest / power % 10));
    }
  }

  static void float8(double value, MessageBuffer out) {
    out.chars(
        Double.isFinite(value) ? written(shortest(value), value, FLOAT8_DIGITS) : special(value));
  }

  static void float4(float value, MessageBuffer out) {
    out.chars(
        Float.isFinite(value) ? written(shortest(value), value, FLOAT4_DIGITS) : special(value));
  }

  /**
   * The fewest digits that read back the same, and of those the nearest. Java 17 finds neither
   * where there are many digits or the number is very small.
   */
  private static BigDecimal shortest(double value) {
    double magnitude = Math.abs(value);
    double below = Math.ulp(Math.nextDown(magnitude));
    return shortest(
        Double.toString(value),
        value,
        magnitude < Double.MIN_NORMAL ? 1 : FLOAT8_DIGITS,
        shorter ->
            Double.parseDouble(shorter.toString()) == value
                && !isBetween(shorter, value, Math.ulp(magnitude), below));
  }

  private static BigDecimal shortest(float value) {
    float magnitude = Math.abs(value);
    float below = Math.ulp(Math.nextDown(magnitude));
    return shortest(
        Float.toString(value),
        value,
        magnitude < Float.MIN_NORMAL ? 1 : FLOAT4_DIGITS,
        shorter ->
            Float.parseFloat(shorter.toString()) == value
                && !isBetween(shorter, value, Math.ulp(magnitude), below));
  }

  /**
   * @param few so many digits are as few as can be
   */
  private static BigDecimal shortest(
      String written, double value, int few, Predicate<BigDecimal> readsBack) {
    BigDecimal digits = new BigDecimal(written).stripTrailingZeros();
    if (digits.precision() <= few) {
      return digits;
    }
    BigDecimal exact = new BigDecimal(value);
    digits = exact.round(new MathContext(digits.precision()));
    while (digits.precision() > 1) {
      BigDecimal shorter = exact.round(new MathContext(digits.precision() - 1));
      if (!readsBack.test(shorter)) {
        return digits;
      }
      digits = shorter;
    }
    return digits;
  }

  /** Whether it is as far from a neighbour as from the value: PostgreSQL trusts no reader there. */
  private static boolean isBetween(BigDecimal shorter, double value, double above, double below) {
    BigDecimal twice =
        shorter.subtract(new BigDecimal(value)).multiply(BigDecimal.valueOf(value < 0 ? -2 : 2));
    return twice.compareTo(new BigDecimal(above)) == 0
        || twice.negate().compareTo(new BigDecimal(below)) == 0;
  }

  private static String special(double value) {
    return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  }

  private static String written(BigDecimal exact, double value, int digits) {
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal plain = exact.stripTrailingZeros();
    int exponent = plain.precision() - plain.scale() - 1;
    if (exponent >= LEAST_EXPONENT && exponent < digits) {
      return plain.toPlainString();
    }
    String number = plain.unscaledValue().abs().toString();
    String mantissa = number.length() == 1 ? number : number.charAt(0) + "." + number.substring(1);
    return (value < 0 ? "-" : "")
        + mantissa
        + "e"
        + (exponent < 0 ? "-" : "+")
        + String.format(Locale.ROOT, "%02d", Math.abs(exponent));
  }

  static void date(LocalDate value, MessageBuffer out) {
    if (Infinity.of(value) != 0) {
      out.chars(Infinity.text(Infinity.of(value)));
      return;
    }
    calendarDate(value, out);
    era(value, out);
  }

  private static void calendarDate(LocalDate value, MessageBuffer out) {
    int year = value.getYear() > 0 ? value.getYear() : 1 - value.getYear();
    digits(year, year > 9999 ? Integer.toString(year).length() : 4, out);
    out.octet('-');
    digits(value.getMonthValue(), 2, out);
    out.octet('-');
    digits(value.getDayOfMonth(), 2, out);
  }

  private static void era(LocalDate value, MessageBuffer out) {
    if (value.getYear() <= 0) {
      out.chars(" BC");
    }
  }

  static void time(LocalTime value, MessageBuffer out) {
    digits(value.getHour(), 2, out);
    out.octet(':');
    digits(value.getMinute(), 2, out);
    out.octet(':');
    digits(value.getSecond(), 2, out);
    int micros = value.getNano() / 1000;
    if (micros == 0) {
      return;
    }
    int length = 6;
    while (micros % 10 == 0) {
      micros /= 10;
      length--;
    }
    out.octet('.');
    digits(micros, length, out);
  }

  static void timestamp(LocalDateTime value, MessageBuffer out) {
    if (Infinity.of(value) != 0) {
      out.chars(Infinity.text(Infinity.of(value)));
      return;
    }
    calendarDate(value.toLocalDate(), out);
    out.octet(' ');
    time(value.toLocalTime(), out);
    era(value.toLocalDate(), out);
  }

  static void timestamptz(OffsetDateTime value, ZoneId zone, MessageBuffer out) {
    if (Infinity.of(value.toLocalDateTime()) != 0) {
      out.chars(Infinity.text(Infinity.of(value.toLocalDateTime())));
      return;
    }
    OffsetDateTime there = value.atZoneSameInstant(zone).toOffsetDateTime();
    calendarDate(there.toLocalDate(), out);
    out.octet(' ');
    time(there.toLocalTime(), out);
    offset(there.getOffset(), out);
    era(there.toLocalDate(), out);
  }

  private static void offset(ZoneOffset offset, MessageBuffer out) {
    int seconds = Math.abs(offset.getTotalSeconds());
    out.octet(offset.getTotalSeconds() < 0 ? '-' : '+');
    digits(seconds / 3600, 2, out);
    if (seconds % 3600 != 0) {
      out.octet(':');
      digits(seconds / 60 % 60, 2, out);
    }
    if (seconds % 60 != 0) {
      out.octet(':');
      digits(seconds % 60, 2, out);
    }
  }

  static void interval(Interval value, MessageBuffer out) {
    out.chars(value.toString());
  }

  static void bytea(byte[] value, MessageBuffer out) {
    out.chars("\\x");
    for (byte octet : value) {
      out.octet(HEX.charAt((octet >> 4) & 0xf)).octet(HEX.charAt(octet & 0xf));
    }
  }

  private static void digits(int value, int length, MessageBuffer out) {
    int power = 1;
    for (int i = 1; i < length; i++) {
      power *= 10;
    }
    for (; power > 0; power /= 10) {
      out.octet('0' + value / power % 10);
    }
  }
}

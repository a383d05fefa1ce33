package io.tapehouse.gateway.encoding;

import io.tapehouse.gateway.wire.MessageBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Values as PostgreSQL's own functions for sending and receiving write and read them: numbers in
 * the order of the network, days and microseconds since 2000-01-01, NUMERIC in groups of four
 * decimal digits.
 */
final class BinaryFormat {

  private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);
  private static final long EPOCH_DAY = EPOCH.toEpochDay();
  private static final LocalDateTime EPOCH_TIME = EPOCH.atStartOfDay();

  private static final int GROUP_DIGITS = 4;
  private static final BigInteger GROUP = BigInteger.valueOf(10_000);
  private static final int NEGATIVE = 0x4000;
  private static final int NAN = 0xC000;

  private BinaryFormat() {}

  static void date(LocalDate value, MessageBuffer out) {
    int infinity = Infinity.of(value);
    out.int32(
        infinity > 0
            ? Integer.MAX_VALUE
            : infinity < 0 ? Integer.MIN_VALUE : (int) (value.toEpochDay() - EPOCH_DAY));
  }

  static LocalDate date(int days) {
    return days == Integer.MAX_VALUE
        ? Infinity.LAST_DAY
        : days == Integer.MIN_VALUE ? Infinity.FIRST_DAY : LocalDate.ofEpochDay(days + EPOCH_DAY);
  }

  static void time(LocalTime value, MessageBuffer out) {
    out.int64(value.toNanoOfDay() / 1000);
  }

  static LocalTime time(long micros) {
    return LocalTime.ofNanoOfDay(micros * 1000);
  }

  static void timestamp(LocalDateTime value, MessageBuffer out) {
    int infinity = Infinity.of(value);
    out.int64(
        infinity > 0
            ? Long.MAX_VALUE
            : infinity < 0 ? Long.MIN_VALUE : ChronoUnit.MICROS.between(EPOCH_TIME, value));
  }

  static LocalDateTime timestamp(long micros) {
    return micros == Long.MAX_VALUE
        ? Infinity.LAST
        : micros == Long.MIN_VALUE ? Infinity.FIRST : EPOCH_TIME.plus(micros, ChronoUnit.MICROS);
  }

  static void timestamptz(OffsetDateTime value, MessageBuffer out) {
    timestamp(value.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime(), out);
  }

  static void interval(Interval value, MessageBuffer out) {
    out.int64(value.micros()).int32(value.days()).int32(value.months());
  }

  static Interval interval(ByteBuffer value) {
    long micros = value.getLong();
    int days = value.getInt();
    return new Interval(value.getInt(), days, micros);
  }

  static void numeric(BigDecimal value, MessageBuffer out) {
    int scale = Math.max(value.scale(), 0);
    // Digits before and after the point each begin a group, so the fraction is filled up to one.
    int padded = (scale + GROUP_DIGITS - 1) / GROUP_DIGITS * GROUP_DIGITS;
    BigInteger rest = value.setScale(padded, RoundingMode.UNNECESSARY).unscaledValue().abs();
    Deque<Integer> groups = new ArrayDeque<>();
    while (rest.signum() != 0) {
      BigInteger[] parts = rest.divideAndRemainder(GROUP);
      groups.addFirst(parts[1].intValue());
      rest = parts[0];
    }
    int weight = groups.size() - padded / GROUP_DIGITS - 1;
    while (!groups.isEmpty() && groups.peekLast() == 0) {
      groups.removeLast();
    }
    out.int16(groups.size())
        .int16(groups.isEmpty() ? 0 : weight)
        .int16(value.signum() < 0 ? NEGATIVE : 0)
        .int16(scale);
    groups.forEach(out::int16);
  }

  /**
   * @throws IllegalArgumentException when it is no number
   */
  static BigDecimal numeric(ByteBuffer value) {
    int count = value.getShort();
    int weight = value.getShort();
    int sign = value.getShort() & 0xffff;
    int scale = value.getShort();
    boolean signed = sign == 0 || sign == NEGATIVE;
    if (!signed || count < 0 || count * 2 > value.remaining()) {
      throw new IllegalArgumentException(
          sign == NAN ? "expected a number, found NaN" : "expected a NUMERIC in binary");
    }
    BigInteger digits = BigInteger.ZERO;
    for (int i = 0; i < count; i++) {
      digits = digits.multiply(GROUP).add(BigInteger.valueOf(value.getShort()));
    }
    BigDecimal number = new BigDecimal(digits).scaleByPowerOfTen(4 * (weight + 1 - count));
    BigDecimal scaled = number.setScale(Math.max(scale, 0), RoundingMode.DOWN);
    return sign == 0 ? scaled : scaled.negate();
  }
}

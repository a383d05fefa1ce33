package io.tapehouse.extractors.taifex;

/**
 * Reads the fields of a line out of its bytes; every method answers {@link #BAD} to what it cannot
 * read.
 */
final class Fields {

  /** No value of any field. */
  static final long BAD = Long.MIN_VALUE;

  private static final int DECIMALS = 6;
  private static final int MOST_DIGITS = 18;
  private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

  private Fields() {}

  /** A whole number without a sign. */
  static long whole(byte[] bytes, int from, int to) {
    if (from >= to || to - from > MOST_DIGITS) {
      return BAD;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return BAD;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /**
   * A decimal, {@code 2367.5}, {@code .07}, {@code -.01}, in millionths; more than six decimals are
   * bad.
   */
  static long micros(byte[] bytes, int from, int to) {
    int at = from;
    boolean negative = at < to && bytes[at] == '-';
    if (negative) {
      at++;
    }
    long value = 0;
    int digits = 0;
    int decimals = -1;
    for (; at < to; at++) {
      int b = bytes[at];
      if (b == '.' && decimals < 0) {
        decimals = 0;
        continue;
      }
      int digit = b - '0';
      if (digit < 0 || digit > 9) {
        return BAD;
      }
      value = value * 10 + digit;
      digits++;
      if (decimals >= 0) {
        decimals++;
      }
    }
    if (digits == 0 || decimals > DECIMALS) {
      return BAD;
    }
    int zeros = DECIMALS - Math.max(decimals, 0);
    if (digits + zeros > MOST_DIGITS) {
      return BAD;
    }
    value *= POWERS[zeros];
    return negative ? -value : value;
  }

  /** {@code HHmmss} as the second of the day. */
  static int secondOfDay(byte[] bytes, int from, int to) {
    if (to - from != 6) {
      return -1;
    }
    int hour = two(bytes, from);
    int minute = two(bytes, from + 2);
    int second = two(bytes, from + 4);
    return hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59
        ? -1
        : hour * 3600 + minute * 60 + second;
  }

  /**
   * A time of the morning whose leading zeros are lost: {@code 84500} is a quarter to nine, {@code
   * 1} the first second of the day. A spreadsheet writes times so.
   */
  static int secondWithoutZeros(byte[] bytes, int from, int to) {
    if (to - from > 5 || (to - from > 1 && bytes[from] == '0')) {
      return -1;
    }
    long number = whole(bytes, from, to);
    long hour = number / 10_000;
    long minute = number / 100 % 100;
    long second = number % 100;
    return number == BAD || minute > 59 || second > 59
        ? -1
        : (int) (hour * 3600 + minute * 60 + second);
  }

  /** Whether a field is the single character {@code c}. */
  static boolean is(byte[] bytes, int from, int to, char c) {
    return to - from == 1 && bytes[from] == c;
  }

  private static int two(byte[] bytes, int at) {
    int tens = bytes[at] - '0';
    int ones = bytes[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
  }
}

package io.tapehouse.extractors.twse;

import io.tapehouse.extractors.text.BadCellException;
import java.math.BigDecimal;

/** Index values as TWSE writes them: {@code 14,932.93}. They have no sign. */
final class PublishedNumbers {

  /** What is returned for a cell without a value: empty, or dashes. */
  static final long MISSING = Long.MIN_VALUE;

  /** What is returned for a cell that is no value. */
  static final long BAD = -1;

  private static final int DECIMALS = 6;

  /** With six decimals they still fit a long. */
  private static final int MOST_WHOLE_DIGITS = 12;

  private static final int MOST_DASHES = 4;

  private PublishedNumbers() {}

  /**
   * The value in millionths, {@link #MISSING} or {@link #BAD}. Parsed by hand: a file has 100,000
   * of them.
   */
  static long micros(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) == ' ') {
      from++;
    }
    while (from < to && text.charAt(to - 1) == ' ') {
      to--;
    }
    return dashes(text, from, to) ? MISSING : micros(text, from, to);
  }

  /**
   * The value with the decimals that were published.
   *
   * @throws BadCellException when the cell has no value
   */
  static BigDecimal decimal(String column, String text) throws BadCellException {
    if (micros(text) < 0) {
      throw new BadCellException(
          "expected a value such as 14,932.93 in %s, found '%s'".formatted(column, text));
    }
    return new BigDecimal(text.strip().replace(",", ""));
  }

  private static boolean dashes(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) != '-') {
        return false;
      }
    }
    return to - from <= MOST_DASHES;
  }

  private static long micros(String text, int from, int to) {
    long value = 0;
    int digits = 0;
    int sinceComma = -1;
    int at = from;
    for (; at < to && text.charAt(at) != '.'; at++) {
      char c = text.charAt(at);
      if (c == ',') {
        // A comma out of place is a digit lost, not a style.
        if (sinceComma < 0 ? digits == 0 || digits > 3 : sinceComma != 3) {
          return BAD;
        }
        sinceComma = 0;
      } else if (c >= '0' && c <= '9' && digits < MOST_WHOLE_DIGITS) {
        value = value * 10 + (c - '0');
        digits++;
        sinceComma = sinceComma < 0 ? -1 : sinceComma + 1;
      } else {
        return BAD;
      }
    }
    if (digits == 0 || (sinceComma >= 0 && sinceComma != 3)) {
      return BAD;
    }
    return at == to ? value * 1_000_000 : withDecimals(value, text, at + 1, to);
  }

  private static long withDecimals(long whole, String text, int from, int to) {
    long value = whole;
    if (from == to || to - from > DECIMALS) {
      return BAD;
    }
    for (int at = from; at < from + DECIMALS; at++) {
      char c = at < to ? text.charAt(at) : '0';
      if (c < '0' || c > '9') {
        return BAD;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }
}

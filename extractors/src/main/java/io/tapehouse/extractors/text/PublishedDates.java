package io.tapehouse.extractors.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Dates as TWSE writes them: {@code 112/01/30}, {@code 99/01/04} (a space before the year 100),
 * {@code 112年01月30日}, {@code 1130101}, and Gregorian {@code 20230130}, {@code 2026-09-14}. A year
 * of two or three digits is of the Republic of China, 1912 being its first.
 */
public final class PublishedDates {

  private static final int SHORTEST_SOLID = 6;
  private static final int LONGEST_SOLID = 8;
  private static final int LONGEST_YEAR = 4;

  private PublishedDates() {}

  /** The date that a cell holds, if it is one. */
  public static Optional<LocalDate> parse(String text) {
    String date = text.strip();
    int length = date.length();
    int first = digits(date, 0);
    if (first == length) {
      return length < SHORTEST_SOLID || length > LONGEST_SOLID
          ? Optional.empty()
          : of(date, length - 4, length - 4, length - 2, length - 2, length);
    }
    int month = digits(date, first + 1);
    int day = digits(date, month + 1);
    int end = day < length && date.charAt(day) == '日' ? day + 1 : day;
    boolean is =
        first >= 2
            && first <= LONGEST_YEAR
            && isOneOf("/年-", date.charAt(first))
            && isOneOrTwo(month - first - 1)
            && month < length
            && isOneOf("/月-", date.charAt(month))
            && isOneOrTwo(day - month - 1)
            && end == length;
    return is ? of(date, first, first + 1, month, month + 1, day) : Optional.empty();
  }

  private static boolean isOneOf(String characters, char c) {
    return characters.indexOf(c) >= 0;
  }

  private static boolean isOneOrTwo(int digits) {
    return digits == 1 || digits == 2;
  }

  /** Where the digits end that stand at {@code from}. */
  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  private static Optional<LocalDate> of(
      String text, int yearEnd, int month, int monthEnd, int day, int dayEnd) {
    return of(
        year(Integer.parseInt(text, 0, yearEnd, 10)),
        Integer.parseInt(text, month, monthEnd, 10),
        Integer.parseInt(text, day, dayEnd, 10));
  }

  /** The date, if there is such a one. */
  public static Optional<LocalDate> of(int year, int month, int day) {
    try {
      return Optional.of(LocalDate.of(year, month, day));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The Gregorian year. */
  public static int year(int published) {
    return published < 1000 ? published + 1911 : published;
  }
}

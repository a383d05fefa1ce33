package io.tapehouse.extractors.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates as TWSE writes them: {@code 112/01/30}, {@code 99/01/04} (a space before the year 100),
 * {@code 112年01月30日}, {@code 1130101}, and Gregorian {@code 20230130}, {@code 2026-09-14}. A year
 * of two or three digits is of the Republic of China, 1912 being its first.
 */
public final class PublishedDates {

  private static final Pattern SEPARATED =
      Pattern.compile("(\\d{2,4})[/年-](\\d{1,2})[/月-](\\d{1,2})日?");
  private static final Pattern SOLID = Pattern.compile("(\\d{2,4})(\\d{2})(\\d{2})");

  private PublishedDates() {}

  /** The date that a cell holds, if it is one. */
  public static Optional<LocalDate> parse(String text) {
    String stripped = text.strip();
    Matcher matcher = SEPARATED.matcher(stripped);
    if (!matcher.matches()) {
      matcher = SOLID.matcher(stripped);
      if (!matcher.matches()) {
        return Optional.empty();
      }
    }
    return of(
        year(Integer.parseInt(matcher.group(1))),
        Integer.parseInt(matcher.group(2)),
        Integer.parseInt(matcher.group(3)));
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

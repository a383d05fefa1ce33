package io.tapehouse.extractors.twse;

import io.tapehouse.extractors.text.PublishedDates;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much time a file covers, and so how far the date in it must agree. */
enum Period {
  DAY(3),
  MONTH(2),
  YEAR(1);

  private static final Pattern IN_TITLE =
      Pattern.compile("(\\d{2,4})\\s*年(?:\\s*(\\d{1,2})\\s*月(?:\\s*(\\d{1,2})\\s*日)?)?");

  private final int parts;

  Period(int parts) {
    this.parts = parts;
  }

  /** Whether both dates are in one period. */
  boolean same(LocalDate one, LocalDate other) {
    return one.getYear() == other.getYear()
        && (parts < 2 || one.getMonthValue() == other.getMonthValue())
        && (parts < 3 || one.getDayOfMonth() == other.getDayOfMonth());
  }

  /**
   * The date of a title such as {@code 112年01月30日 每5秒指數統計}, as it stands there; empty where the
   * title has none of this precision.
   */
  Optional<String> textIn(String title) {
    Matcher matcher = IN_TITLE.matcher(title);
    return matcher.find() && matcher.group(parts) != null
        ? Optional.of(matcher.group())
        : Optional.empty();
  }

  /** Whether the text that {@link #textIn} found is the period of {@code asked}. */
  boolean matches(String textInTitle, LocalDate asked) {
    Matcher matcher = IN_TITLE.matcher(textInTitle);
    return matcher.matches()
        && PublishedDates.year(Integer.parseInt(matcher.group(1))) == asked.getYear()
        && (parts < 2 || Integer.parseInt(matcher.group(2)) == asked.getMonthValue())
        && (parts < 3 || Integer.parseInt(matcher.group(3)) == asked.getDayOfMonth());
  }

  /** The Gregorian year of the text that {@link #textIn} found. */
  static int year(String textInTitle) {
    Matcher matcher = IN_TITLE.matcher(textInTitle);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no date of a title: " + textInTitle);
    }
    return PublishedDates.year(Integer.parseInt(matcher.group(1)));
  }

  /** The period of {@code date} in a message. */
  String text(LocalDate date) {
    return date.toString().substring(0, date.toString().length() - 3 * (3 - parts));
  }
}

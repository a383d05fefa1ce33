package io.tapehouse.extractors.hkex;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers and dates as HKEX writes them. */
final class PublishedCells {

  private static final Pattern WHOLE = Pattern.compile("-?(?:\\d{1,3}(?:,\\d{3})+|\\d+)");
  private static final Pattern PERCENT =
      Pattern.compile("(-?(?:\\d{1,3}(?:,\\d{3})+|\\d+)\\.\\d{2})%");
  private static final Pattern DATE = Pattern.compile("(\\d{4})/(\\d{2})/(\\d{2})");

  private PublishedCells() {}

  /** Digits with or without commas between thousands. */
  static long whole(String what, String text) throws PageRefusal {
    if (WHOLE.matcher(text).matches()) {
      try {
        return Long.parseLong(text.replace(",", ""));
      } catch (NumberFormatException e) {
        // More than 64 bits: said below.
      }
    }
    throw PageRefusal.damaged("expected a whole number as %s, found '%s'".formatted(what, text));
  }

  /** Both together. */
  static long sum(long one, long other) throws PageRefusal {
    try {
      return Math.addExact(one, other);
    } catch (ArithmeticException e) {
      throw PageRefusal.damaged("expected a sum of 64 bits, found %d and %d".formatted(one, other));
    }
  }

  /** Two decimals and a percent sign; null where nothing is written. */
  static @Nullable BigDecimal percent(String what, String text) throws PageRefusal {
    if (text.isEmpty()) {
      return null;
    }
    Matcher percent = PERCENT.matcher(text);
    if (!percent.matches()) {
      throw PageRefusal.damaged(
          "expected a percentage like 1.23%% as %s, found '%s'".formatted(what, text));
    }
    return new BigDecimal(percent.group(1).replace(",", ""));
  }

  /** Year, month and day with slashes between them, anywhere in the text. */
  static Optional<LocalDate> date(String text) {
    Matcher date = DATE.matcher(text);
    if (!date.find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDate.of(
              Integer.parseInt(date.group(1)),
              Integer.parseInt(date.group(2)),
              Integer.parseInt(date.group(3))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}

package io.tapehouse.gateway.encoding;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates and times as clients write them with DateStyle ISO: {@code 2024-01-02 03:04:05.678+08},
 * with years of any length, {@code BC} and {@code infinity}. All methods throw {@link
 * DateTimeException} for what is none.
 */
final class MomentText {

  private static final String TIME =
      "(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?\\s*(Z|[+-]\\d{1,2}(?::?\\d{2}){0,2})?";
  private static final Pattern MOMENT =
      Pattern.compile(
          "(\\d{1,7})-(\\d{1,2})-(\\d{1,2})(?:(?:T|\\s+)" + TIME + ")?(?:\\s+(AD|BC))?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CLOCK = Pattern.compile(TIME, Pattern.CASE_INSENSITIVE);

  /** Of the groups of {@link #TIME} in {@link #MOMENT}, the one before the first. */
  private static final int IN_MOMENT = 3;

  private static final int OFFSET = 5;
  private static final int ERA = IN_MOMENT + OFFSET + 1;

  private MomentText() {}

  /** What stands behind the date is read, and left alone as PostgreSQL leaves it. */
  static LocalDate date(String text) {
    int infinity = infinity(text);
    return infinity == 0
        ? date(moment(text))
        : infinity > 0 ? Infinity.LAST_DAY : Infinity.FIRST_DAY;
  }

  /** An offset is left alone, as PostgreSQL leaves it for a TIME without a zone. */
  static LocalTime time(String text) {
    Matcher clock = CLOCK.matcher(text);
    if (!clock.matches()) {
      throw none(text);
    }
    return time(clock, 0);
  }

  /** An offset is left alone. */
  static LocalDateTime timestamp(String text) {
    int infinity = infinity(text);
    if (infinity != 0) {
      return infinity > 0 ? Infinity.LAST : Infinity.FIRST;
    }
    Matcher moment = moment(text);
    return date(moment).atTime(time(moment, IN_MOMENT));
  }

  /**
   * @param zone of a text without an offset
   */
  static OffsetDateTime timestamptz(String text, ZoneId zone) {
    LocalDateTime local = timestamp(text);
    String offset = infinity(text) == 0 ? moment(text).group(IN_MOMENT + OFFSET) : "Z";
    return offset == null
        ? local.atZone(zone).toOffsetDateTime()
        : local.atOffset(ZoneOffset.of(padded(offset)));
  }

  private static int infinity(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "infinity", "+infinity" -> 1;
      case "-infinity" -> -1;
      default -> 0;
    };
  }

  private static Matcher moment(String text) {
    Matcher moment = MOMENT.matcher(text);
    if (!moment.matches()) {
      throw none(text);
    }
    return moment;
  }

  private static LocalDate date(Matcher moment) {
    int year = Integer.parseInt(moment.group(1));
    boolean before = "BC".equalsIgnoreCase(moment.group(ERA));
    if (year == 0) {
      throw none(moment.group());
    }
    return LocalDate.of(
        before ? 1 - year : year,
        Integer.parseInt(moment.group(2)),
        Integer.parseInt(moment.group(3)));
  }

  private static LocalTime time(Matcher text, int before) {
    if (text.group(before + 1) == null) {
      return LocalTime.MIDNIGHT;
    }
    String second = text.group(before + 3);
    String fraction = text.group(before + 4);
    return LocalTime.of(
        Integer.parseInt(text.group(before + 1)),
        Integer.parseInt(text.group(before + 2)),
        second == null ? 0 : Integer.parseInt(second),
        fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9)));
  }

  /** {@code +8} and {@code +0800} as {@link ZoneOffset#of} wants them. */
  private static String padded(String offset) {
    if (offset.equalsIgnoreCase("Z")) {
      return "Z";
    }
    String digits = offset.substring(1).replace(":", "");
    return offset.charAt(0) + (digits.length() % 2 == 0 ? digits : "0" + digits);
  }

  private static DateTimeException none(String text) {
    return new DateTimeException("expected a date or a time, found " + text);
  }
}

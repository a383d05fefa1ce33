package io.tapehouse.dictionary.product;

import io.tapehouse.dictionary.calendar.TradingCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a contract ends, as TAIFEX writes it: {@code 202412} a month, {@code 202501W4} the fourth
 * Wednesday of a month, {@code 202507F1} its first Friday.
 *
 * @param text the publisher's text
 * @param month the month in it
 * @param week which week of the month, 1 to 5; 0 for a monthly contract
 * @param weekday the weekday on which it is settled
 */
public record Expiry(String text, YearMonth month, int week, DayOfWeek weekday) {

  private static final Pattern FORM = Pattern.compile("(\\d{4})(0[1-9]|1[0-2])(?:([WF])([1-5]))?");
  private static final int MONTHLY_WEEK = 3;

  /** Reads a publisher's text; empty when it is none of the known forms. */
  public static Optional<Expiry> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    YearMonth month =
        YearMonth.of(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    boolean weekly = matcher.group(3) != null;
    return Optional.of(
        new Expiry(
            text,
            month,
            weekly ? Integer.parseInt(matcher.group(4)) : 0,
            weekly && matcher.group(3).equals("F") ? DayOfWeek.FRIDAY : DayOfWeek.WEDNESDAY));
  }

  /** The monthly contract of {@code month}. */
  public static Expiry monthly(YearMonth month) {
    return new Expiry(
        String.format(Locale.ROOT, "%04d%02d", month.getYear(), month.getMonthValue()),
        month,
        0,
        DayOfWeek.WEDNESDAY);
  }

  /** The contract that is settled on the Wednesday {@code day}: a weekly, or the month's own. */
  public static Expiry ofWednesday(LocalDate day) {
    YearMonth month = YearMonth.from(day);
    int week = (day.getDayOfMonth() + 6) / 7;
    Expiry monthly = monthly(month);
    return week == MONTHLY_WEEK
        ? monthly
        : new Expiry(monthly.text() + "W" + week, month, week, DayOfWeek.WEDNESDAY);
  }

  /** The weekly contract that is settled on the Friday {@code day}. */
  public static Expiry ofFriday(LocalDate day) {
    YearMonth month = YearMonth.from(day);
    int week = (day.getDayOfMonth() + 6) / 7;
    return new Expiry(monthly(month).text() + "F" + week, month, week, DayOfWeek.FRIDAY);
  }

  /** Whether this is a contract of a month and not of a week. */
  public boolean isMonthly() {
    return week == 0;
  }

  /**
   * The day of final settlement under {@link SettlementRule#THIRD_WEDNESDAY}, moved to the next
   * open day when the exchange is closed. Empty for a week that the month does not have.
   */
  public Optional<LocalDate> settlementDay(TradingCalendar calendar) {
    LocalDate nominal =
        month
            .atDay(1)
            .with(TemporalAdjusters.dayOfWeekInMonth(isMonthly() ? MONTHLY_WEEK : week, weekday));
    return YearMonth.from(nominal).equals(month)
        ? Optional.of(calendar.openOnOrAfter(nominal))
        : Optional.empty();
  }
}

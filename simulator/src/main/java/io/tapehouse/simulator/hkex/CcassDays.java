package io.tapehouse.simulator.hkex;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** Which days CCASS shows, and which of them bring other holdings. */
public final class CcassDays {

  private static final int WEEK = 5;

  private CcassDays() {}

  /**
   * The day that the search shows for a date: the date itself, or the day before it that is neither
   * a Sunday nor a holiday (text of the search form).
   */
  public static LocalDate shownFor(LocalDate date) {
    LocalDate day = date;
    while (day.getDayOfWeek() == DayOfWeek.SUNDAY || HongKongHolidays.contains(day)) {
      day = day.minusDays(1);
    }
    return day;
  }

  /** The last day up to a date on which shares were settled: Saturdays repeat the day before. */
  public static LocalDate settledOn(LocalDate date) {
    LocalDate day = shownFor(date);
    while (day.getDayOfWeek() == DayOfWeek.SATURDAY) {
      day = shownFor(day.minusDays(1));
    }
    return day;
  }

  /** Numbers the days on which shares are settled, so that no night is longer than another. */
  static long businessDay(LocalDate date) {
    // 1970-01-01 was a Thursday.
    long sinceMonday = date.toEpochDay() + 3;
    long weekdays =
        WEEK * Math.floorDiv(sinceMonday, 7) + Math.min(Math.floorMod(sinceMonday, 7), WEEK - 1);
    return weekdays - HongKongHolidays.onWeekdaysUpTo(date);
  }
}

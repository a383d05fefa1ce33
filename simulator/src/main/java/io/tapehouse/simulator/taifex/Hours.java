package io.tapehouse.simulator.taifex;

import java.time.LocalDate;
import java.time.LocalTime;

/**
 * The trading hours of a product. Moments are counted in seconds on a clock of the trading date:
 * the night session from the midnight before it began (so that it never wraps), the day session
 * from {@link #DAY} on.
 *
 * @param nightStart the start of the night session in seconds of its day, 0 for a product without
 *     one
 * @param dayEnd the end of the day session in seconds of the day
 */
record Hours(int nightStart, int dayEnd) {

  /**
   * What is added to the seconds of the day in the day session, so that it sorts after the night.
   */
  static final int DAY = 200_000;

  static final int NIGHT_END = 86_400 + seconds(5, 0);
  static final int DAY_START = DAY + seconds(8, 45);

  /** Expiring contracts stop a quarter of an hour earlier than the others. */
  static final int EXPIRY = DAY + seconds(13, 30);

  static final Hours INDEX = new Hours(seconds(15, 0), seconds(13, 45));
  static final Hours DAY_ONLY = new Hours(0, seconds(13, 45));
  static final Hours STOCK_NIGHT = new Hours(seconds(17, 25), seconds(13, 45));
  static final Hours LONG_DAY = new Hours(seconds(17, 25), seconds(16, 15));

  private static final int MIDNIGHT = 86_400;

  private static int seconds(int hour, int minute) {
    return LocalTime.of(hour, minute).toSecondOfDay();
  }

  boolean hasNight() {
    return nightStart > 0;
  }

  int close() {
    return DAY + dayEnd;
  }

  static boolean isNight(int clock) {
    return clock < DAY;
  }

  /** Where a moment lies on the way from one close to the next, from 0 to 1. */
  double position(int clock) {
    if (isNight(clock)) {
      return 0.5 * (clock - nightStart) / (NIGHT_END - nightStart);
    }
    return 0.5 + 0.5 * (clock - DAY_START) / (close() - DAY_START);
  }

  /**
   * The calendar date of a moment: the night session belongs to the next trading date but bears its
   * own dates, that of the trading day before and, after midnight, the day after that.
   */
  static LocalDate date(int clock, LocalDate tradingDate, LocalDate dayBefore) {
    if (!isNight(clock)) {
      return tradingDate;
    }
    return clock < MIDNIGHT ? dayBefore : dayBefore.plusDays(1);
  }

  /** The time of a moment, {@code HHMMSS}. */
  static String time(int clock) {
    int second = isNight(clock) ? clock % MIDNIGHT : clock - DAY;
    int digits = second / 3600 * 10_000 + second / 60 % 60 * 100 + second % 60;
    return Integer.toString(1_000_000 + digits).substring(1);
  }
}

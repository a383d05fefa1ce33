package io.tapehouse.extractors.taifex;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decides to which session a print of the file of one trading day belongs. The file holds the night
 * session that began on the evening of the trading day before (over a weekend or holiday: days
 * before), then the day session. A row is of the day session if it bears the trading day's own date
 * and a time after 05:01. Not safe for use by many threads.
 */
final class TradingDay {

  /** No closure of TAIFEX was longer: the lunar new year with a weekend on both sides. */
  private static final int LONGEST_CLOSURE_DAYS = 20;

  private static final int MORNING_END = 5 * 3600 + 60;
  private static final int EVENING_BEGIN = 14 * 3600;
  private static final int DAY_END = 17 * 3600;
  private static final long SECONDS_A_DAY = 86_400;
  private static final long TAIPEI_AHEAD_OF_UTC = 8 * 3600;

  private final LocalDate tradingDate;
  private final long tradingEpochDay;
  private final Map<Long, Integer> evenings = new HashMap<>();
  private long eveningEpochDay = Long.MIN_VALUE;
  private long lastDate = Fields.BAD;
  private long lastEpochDay = Fields.BAD;
  private boolean day;
  private long misdated;

  TradingDay(LocalDate tradingDate) {
    this.tradingDate = tradingDate;
    this.tradingEpochDay = tradingDate.toEpochDay();
  }

  /** Counts a row of the begin of the file, from which the date of the evening is learnt. */
  void sample(long date, int secondOfDay) {
    long epochDay = epochDay(date);
    if (epochDay != Fields.BAD && epochDay < tradingEpochDay && secondOfDay >= EVENING_BEGIN) {
      int seen = evenings.merge(epochDay, 1, Integer::sum);
      if (seen >= evenings.getOrDefault(eveningEpochDay, 0)) {
        eveningEpochDay = epochDay;
      }
    }
  }

  /**
   * The moment of a print in seconds since 1970, UTC; {@link Fields#BAD} when it cannot be one of
   * this trading day. {@link #isDay()} is then its session.
   */
  long moment(long date, int secondOfDay) {
    long epochDay = date == lastDate ? lastEpochDay : epochDay(date);
    lastDate = date;
    lastEpochDay = epochDay;
    if (epochDay == tradingEpochDay) {
      day = secondOfDay > MORNING_END;
      boolean otherNight =
          !day && eveningEpochDay != Long.MIN_VALUE && eveningEpochDay != epochDay - 1;
      if (day ? secondOfDay >= DAY_END : otherNight) {
        return misdated();
      }
    } else if (epochDay == Fields.BAD
        || epochDay > tradingEpochDay
        || epochDay < tradingEpochDay - LONGEST_CLOSURE_DAYS) {
      return misdated();
    } else {
      day = false;
      boolean evening = secondOfDay >= EVENING_BEGIN;
      if (!evening && secondOfDay > MORNING_END) {
        return misdated();
      }
      long began = evening ? epochDay : epochDay - 1;
      if (eveningEpochDay == Long.MIN_VALUE) {
        eveningEpochDay = began;
      } else if (began != eveningEpochDay) {
        return misdated();
      }
    }
    return epochDay * SECONDS_A_DAY + secondOfDay - TAIPEI_AHEAD_OF_UTC;
  }

  /** Whether the print last asked for is of the day session. */
  boolean isDay() {
    return day;
  }

  /** Whether the date was what made any print bad, and how often. */
  long misdatedRows() {
    return misdated;
  }

  /** The evening on which the night session of the file began, as far as its rows tell. */
  Optional<LocalDate> evening() {
    return eveningEpochDay == Long.MIN_VALUE
        ? Optional.empty()
        : Optional.of(LocalDate.ofEpochDay(eveningEpochDay));
  }

  /** What {@link #moment} expects, for messages. */
  String expected() {
    String night =
        eveningEpochDay == Long.MIN_VALUE
            ? ""
            : "the night that began on %s, or ".formatted(LocalDate.ofEpochDay(eveningEpochDay));
    return "a print of %sthe day session of %s".formatted(night, tradingDate);
  }

  private long misdated() {
    misdated++;
    return Fields.BAD;
  }

  private static long epochDay(long date) {
    if (date < 1990_01_01 || date > 2999_12_31) {
      return Fields.BAD;
    }
    try {
      return LocalDate.of((int) (date / 10_000), (int) (date / 100 % 100), (int) (date % 100))
          .toEpochDay();
    } catch (DateTimeException e) {
      return Fields.BAD;
    }
  }
}

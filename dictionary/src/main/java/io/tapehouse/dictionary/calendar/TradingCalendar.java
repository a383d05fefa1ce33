package io.tapehouse.dictionary.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * On which days an exchange trades, as far as is known. What was observed outranks the published
 * schedule (which knows no typhoon), and the schedule outranks the assumption that weekdays are
 * open. Immutable and safe for use by many threads.
 */
public final class TradingCalendar {

  /** No exchange here was ever closed for longer; a longer search means a broken calendar. */
  private static final int LONGEST_CLOSURE_DAYS = 60;

  private final String exchange;
  private final NavigableMap<LocalDate, CalendarDay> known;

  private TradingCalendar(String exchange, NavigableMap<LocalDate, CalendarDay> known) {
    this.exchange = exchange;
    this.known = known;
  }

  /** A calendar that knows nothing yet: the usual days of the week are assumed to be open. */
  public static TradingCalendar assumed(String exchange) {
    return new TradingCalendar(exchange, new TreeMap<>());
  }

  /** This calendar with more days; a day of a stronger source replaces that of a weaker one. */
  public TradingCalendar with(Collection<CalendarDay> days) {
    NavigableMap<LocalDate, CalendarDay> merged = new TreeMap<>(known);
    for (CalendarDay day : days) {
      merged.merge(
          day.date(),
          day,
          (old, fresh) -> fresh.source().compareTo(old.source()) >= 0 ? fresh : old);
    }
    return new TradingCalendar(exchange, merged);
  }

  /** Code of the exchange. */
  public String exchange() {
    return exchange;
  }

  /** What is known of a day, or what is assumed of it. */
  public CalendarDay day(LocalDate date) {
    return Optional.ofNullable(known.get(date))
        .orElseGet(() -> CalendarDay.assumed(date, isUsuallyOpen(date)));
  }

  /** Whether there is trading on {@code date}. */
  public boolean isOpen(LocalDate date) {
    return day(date).open();
  }

  /** Whether a published schedule of a year is known; without one its holidays are not. */
  public boolean hasSchedule(int year) {
    return known
        .subMap(LocalDate.of(year, 1, 1), true, LocalDate.of(year, 12, 31), true)
        .values()
        .stream()
        .anyMatch(day -> day.source() == CalendarDay.Source.SCHEDULE);
  }

  /** The first open day from {@code date} on, {@code date} included. */
  public LocalDate openOnOrAfter(LocalDate date) {
    return search(date, 1);
  }

  /** The last open day up to {@code date}, {@code date} included. */
  public LocalDate openOnOrBefore(LocalDate date) {
    return search(date, -1);
  }

  /** The last open day of the week, Monday to Sunday, that {@code date} lies in. */
  public LocalDate lastOpenOfWeek(LocalDate date) {
    return openOnOrBefore(date.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY)));
  }

  /** The days that are known, by date, without those that are assumed. */
  public Map<LocalDate, CalendarDay> known() {
    return Map.copyOf(known);
  }

  private LocalDate search(LocalDate from, int step) {
    LocalDate date = from;
    for (int i = 0; i <= LONGEST_CLOSURE_DAYS; i++, date = date.plusDays(step)) {
      if (isOpen(date)) {
        return date;
      }
    }
    throw new IllegalStateException(
        "calendar of "
            + exchange
            + ": no open day within "
            + LONGEST_CLOSURE_DAYS
            + " days of "
            + from);
  }

  private boolean isUsuallyOpen(LocalDate date) {
    return switch (date.getDayOfWeek()) {
      case SUNDAY -> false;
      case SATURDAY -> Exchange.find(exchange).map(Exchange::openOnSaturdays).orElse(false);
      default -> true;
    };
  }
}

package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Years of which no holidays are known, each reported once. Safe for use by many threads; for one
 * exchange.
 */
final class UnknownYears {

  private final Set<Integer> reported = ConcurrentHashMap.newKeySet();

  /** The warning about a date's year; empty: its day is known, or its year was reported before. */
  Optional<String> warning(TradingCalendar calendar, LocalDate date) {
    int year = date.getYear();
    if (calendar.day(date).source() != CalendarDay.Source.ASSUMED
        || calendar.hasSchedule(year)
        || !reported.add(year)) {
      return Optional.empty();
    }
    return Optional.of(
        "no holidays of %s in %s are known: each day that is usually open is taken for an open one"
            .formatted(calendar.exchange(), year));
  }
}

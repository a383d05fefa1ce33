package io.tapehouse.orchestrator.plan;

import io.tapehouse.dictionary.calendar.TradingCalendar;
import java.util.Optional;

/** The trading calendars as they are known now. Safe for use by many threads. */
@FunctionalInterface
public interface Calendars {

  /** What is known of an exchange's days; empty: the exchange has no calendar. */
  Optional<TradingCalendar> calendar(String exchange);
}

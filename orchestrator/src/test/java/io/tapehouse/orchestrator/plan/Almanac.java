package io.tapehouse.orchestrator.plan;

import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A calendar that learns: one exchange, TWSE. */
final class Almanac implements Calendars {

  private volatile TradingCalendar calendar = TradingCalendar.assumed("TWSE");

  void learn(String date, boolean open, String note) {
    calendar =
        calendar.with(
            List.of(
                new CalendarDay(
                    LocalDate.parse(date), open, false, CalendarDay.Source.OBSERVED, note)));
  }

  @Override
  public Optional<TradingCalendar> calendar(String exchange) {
    return exchange.equals("TWSE") ? Optional.of(calendar) : Optional.empty();
  }
}

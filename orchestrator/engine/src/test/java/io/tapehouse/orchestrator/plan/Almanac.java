package io.tapehouse.orchestrator.plan;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A calendar that learns: one exchange, TWSE, open on weekdays until it learns otherwise. */
final class Almanac implements Calendars {

  private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

  private final Map<LocalDate, Optional<RunCalendar.Closure>> learnt = new ConcurrentHashMap<>();

  void learn(String date, boolean open, String note) {
    learnt.put(
        LocalDate.parse(date),
        open
            ? Optional.empty()
            : Optional.of(new RunCalendar.Closure("closed (observed): " + note, true)));
  }

  @Override
  public Optional<RunCalendar> calendar(String name) {
    return name.equals("TWSE") ? Optional.of(this::closure) : Optional.empty();
  }

  private Optional<RunCalendar.Closure> closure(LocalDate date) {
    return learnt.getOrDefault(
        date,
        WEEKEND.contains(date.getDayOfWeek())
            ? Optional.of(new RunCalendar.Closure("closed (assumed)", false))
            : Optional.empty());
  }
}

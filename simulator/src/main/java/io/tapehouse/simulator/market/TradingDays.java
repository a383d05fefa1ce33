package io.tapehouse.simulator.market;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;

/**
 * Which days the simulated exchanges are open: weekdays that the holiday schedule does not close
 * and no typhoon did. All simulated files follow it.
 */
public final class TradingDays {

  private final Set<LocalDate> typhoons;

  public TradingDays(Set<LocalDate> typhoons) {
    this.typhoons = Set.copyOf(typhoons);
  }

  /** Whether there is trading on a date. */
  public boolean isOpen(LocalDate date) {
    return !SimulatedHolidays.isWeekend(date)
        && !SimulatedHolidays.of(date.getYear()).closes(date)
        && !typhoons.contains(date);
  }

  /** The last open day before a date. */
  public LocalDate before(LocalDate date) {
    LocalDate day = date.minusDays(1);
    while (!isOpen(day)) {
      day = day.minusDays(1);
    }
    return day;
  }

  /** The last open day of the week, Monday to Sunday, of a date; of a closed week one before it. */
  public LocalDate lastOfWeek(LocalDate date) {
    return before(date.with(TemporalAdjusters.next(DayOfWeek.MONDAY)));
  }

  /** The date itself where it is open, else the first open day after it. */
  public LocalDate onOrAfter(LocalDate date) {
    LocalDate day = date;
    while (!isOpen(day)) {
      day = day.plusDays(1);
    }
    return day;
  }
}

package io.tapehouse.extractors.calendar;

import io.tapehouse.dictionary.calendar.CalendarDay;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Open and closed days, read off the dates of {@code twse.mi_5mins_hist}. A date that a month's
 * file has was open; a date that it lacks, with later dates known, was closed: holidays, weekends
 * and typhoons, which no schedule announces. Make-up Saturdays were open. Stateless and safe for
 * use by many threads.
 */
public final class ObservedCalendar {

  /**
   * TWSE was never closed for as long since 2000 (the longest, around the lunar new year, was 12
   * days). A month whose rows stop earlier before its end was fetched before it was over.
   */
  private static final int LONGER_THAN_ANY_CLOSURE_DAYS = 16;

  private ObservedCalendar() {}

  /**
   * Days that the files prove to have been open or closed, by date. Of a month that is followed by
   * a known one, all days; of the last known month the days up to its last date. Months need not be
   * contiguous; nothing is said of a month without dates.
   *
   * @param months the dates that each month's file has; the files must be whole, for a file that
   *     was fetched before its month was over makes the rest of that month look closed
   * @throws IllegalArgumentException when a date is not of its month
   */
  public static List<CalendarDay> derive(Map<YearMonth, Set<LocalDate>> months) {
    return derive(months, List.of());
  }

  /**
   * The same, with the schedule beside: a closed day keeps the schedule's note and whether
   * settlement was carried out, for the files cannot show either, and an observed day replaces a
   * scheduled one in a calendar.
   *
   * @param schedule days of the published schedule
   */
  public static List<CalendarDay> derive(
      Map<YearMonth, Set<LocalDate>> months, Collection<CalendarDay> schedule) {
    NavigableMap<YearMonth, Set<LocalDate>> known = new TreeMap<>(months);
    known.values().removeIf(Set::isEmpty);
    Map<LocalDate, CalendarDay> announced = new HashMap<>();
    schedule.forEach(day -> announced.put(day.date(), day));
    List<CalendarDay> days = new ArrayList<>();
    known.forEach(
        (month, open) -> {
          check(month, open);
          LocalDate end = lastKnown(month, open, known);
          for (LocalDate date = month.atDay(1); !date.isAfter(end); date = date.plusDays(1)) {
            days.add(open.contains(date) ? observed(date, true) : closed(date, announced));
          }
        });
    return List.copyOf(days);
  }

  private static void check(YearMonth month, Set<LocalDate> dates) {
    for (LocalDate date : dates) {
      if (!YearMonth.from(date).equals(month)) {
        throw new IllegalArgumentException("expected dates of " + month + ", found " + date);
      }
    }
  }

  private static LocalDate lastKnown(
      YearMonth month, Set<LocalDate> dates, NavigableMap<YearMonth, Set<LocalDate>> known) {
    LocalDate last = Collections.max(dates);
    if (known.higherKey(month) == null) {
      return last;
    }
    LocalDate end = month.atEndOfMonth();
    return ChronoUnit.DAYS.between(last, end) > LONGER_THAN_ANY_CLOSURE_DAYS ? last : end;
  }

  private static CalendarDay closed(LocalDate date, Map<LocalDate, CalendarDay> announced) {
    CalendarDay day = announced.get(date);
    return day == null || day.open()
        ? observed(date, false)
        : new CalendarDay(
            date, false, day.settlementOnly(), CalendarDay.Source.OBSERVED, day.note());
  }

  private static CalendarDay observed(LocalDate date, boolean open) {
    return new CalendarDay(date, open, false, CalendarDay.Source.OBSERVED, "");
  }
}

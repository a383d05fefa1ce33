package io.tapehouse.simulator.hkex;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The general holidays of Hong Kong, after the General Holidays Ordinance (Cap. 149): one that
 * falls on a Sunday or on another holiday is made up for on the next day that is neither. Days by
 * the moon are listed for 2022 to 2027; other years of 2000 to 2099 have only the fixed ones, Ching
 * Ming and Easter. Safe for many threads.
 */
final class HongKongHolidays {

  private static final List<MonthDay> FIXED =
      List.of(
          MonthDay.of(1, 1),
          MonthDay.of(5, 1),
          MonthDay.of(7, 1),
          MonthDay.of(10, 1),
          MonthDay.of(12, 25),
          MonthDay.of(12, 26));

  /**
   * New year's day and the two days after it, Buddha's birthday, Tuen Ng, the day after Mid-Autumn,
   * Chung Yeung: the days themselves, before any is made up for.
   */
  private static final Map<Integer, String> LUNAR =
      Map.of(
          2022, "02-01 02-02 02-03 05-08 06-03 09-11 10-04",
          2023, "01-22 01-23 01-24 05-26 06-22 09-30 10-23",
          2024, "02-10 02-11 02-12 05-15 06-10 09-18 10-11",
          2025, "01-29 01-30 01-31 05-05 05-31 10-07 10-29",
          2026, "02-17 02-18 02-19 05-24 06-19 09-26 10-18",
          2027, "02-06 02-07 02-08 05-13 06-09 09-16 10-08");

  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2099;
  private static final NavigableMap<LocalDate, Integer> WEEKDAYS = new TreeMap<>();
  private static final Set<LocalDate> ALL = all();

  private HongKongHolidays() {}

  static boolean contains(LocalDate date) {
    return ALL.contains(date);
  }

  /** How many holidays from Monday to Friday there were up to a date. */
  static int onWeekdaysUpTo(LocalDate date) {
    Map.Entry<LocalDate, Integer> last = WEEKDAYS.floorEntry(date);
    return last == null ? 0 : last.getValue();
  }

  private static Set<LocalDate> all() {
    Set<LocalDate> all = new TreeSet<>();
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
      all.addAll(of(year));
    }
    for (LocalDate day : all) {
      if (day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0) {
        WEEKDAYS.put(day, WEEKDAYS.size() + 1);
      }
    }
    return Set.copyOf(all);
  }

  private static Set<LocalDate> of(int year) {
    List<LocalDate> named = new ArrayList<>();
    FIXED.forEach(day -> named.add(day.atYear(year)));
    named.add(chingMing(year));
    LocalDate easter = easter(year);
    named.addAll(List.of(easter.minusDays(2), easter.minusDays(1), easter.plusDays(1)));
    for (String day : LUNAR.getOrDefault(year, "").split(" ", -1)) {
      if (!day.isEmpty()) {
        named.add(LocalDate.parse(year + "-" + day));
      }
    }
    Set<LocalDate> holidays = new HashSet<>(named);
    Set<LocalDate> seen = new HashSet<>();
    for (LocalDate day : named) {
      if (isSunday(day) || !seen.add(day)) {
        holidays.add(nextFree(day, holidays));
      }
    }
    return Set.copyOf(holidays);
  }

  private static LocalDate nextFree(LocalDate day, Set<LocalDate> holidays) {
    LocalDate next = day.plusDays(1);
    while (isSunday(next) || holidays.contains(next)) {
      next = next.plusDays(1);
    }
    return next;
  }

  private static boolean isSunday(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  /** The solar term of pure brightness, by the usual formula for the years 2000 to 2099. */
  private static LocalDate chingMing(int year) {
    int ofCentury = year % 100;
    return LocalDate.of(year, 4, (int) (0.2422 * ofCentury + 4.81) - ofCentury / 4);
  }

  /** Easter Sunday of the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher. */
  private static LocalDate easter(int year) {
    int golden = year % 19;
    int century = year / 100;
    int ofCentury = year % 100;
    int correction = (century - (century + 8) / 25 + 1) / 3;
    int epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    int weekday = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - epact - ofCentury % 4) % 7;
    int shift = (golden + 11 * epact + 22 * weekday) / 451;
    int day = epact + weekday - 7 * shift + 114;
    return LocalDate.of(year, day / 31, day % 31 + 1);
  }
}

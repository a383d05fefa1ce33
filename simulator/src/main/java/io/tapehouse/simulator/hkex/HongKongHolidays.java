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
 * the moon are listed for 2022 to 2050; other years of 2000 to 2099 have only the fixed ones, Ching
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
      Map.ofEntries(
          Map.entry(2022, "02-01 02-02 02-03 05-08 06-03 09-11 10-04"),
          Map.entry(2023, "01-22 01-23 01-24 05-26 06-22 09-30 10-23"),
          Map.entry(2024, "02-10 02-11 02-12 05-15 06-10 09-18 10-11"),
          Map.entry(2025, "01-29 01-30 01-31 05-05 05-31 10-07 10-29"),
          Map.entry(2026, "02-17 02-18 02-19 05-24 06-19 09-26 10-18"),
          Map.entry(2027, "02-06 02-07 02-08 05-13 06-09 09-16 10-08"),
          Map.entry(2028, "01-26 01-27 01-28 05-02 05-28 10-04 10-26"),
          Map.entry(2029, "02-13 02-14 02-15 05-20 06-16 09-23 10-16"),
          Map.entry(2030, "02-03 02-04 02-05 05-09 06-05 09-13 10-05"),
          Map.entry(2031, "01-23 01-24 01-25 05-28 06-24 10-02 10-24"),
          Map.entry(2032, "02-11 02-12 02-13 05-16 06-12 09-20 10-12"),
          Map.entry(2033, "01-31 02-01 02-02 05-06 06-01 09-09 10-01"),
          Map.entry(2034, "02-19 02-20 02-21 05-25 06-20 09-28 10-20"),
          Map.entry(2035, "02-08 02-09 02-10 05-15 06-10 09-17 10-09"),
          Map.entry(2036, "01-28 01-29 01-30 05-03 05-30 10-05 10-27"),
          Map.entry(2037, "02-15 02-16 02-17 05-22 06-18 09-25 10-17"),
          Map.entry(2038, "02-04 02-05 02-06 05-11 06-07 09-14 10-07"),
          Map.entry(2039, "01-24 01-25 01-26 04-30 05-27 10-03 10-26"),
          Map.entry(2040, "02-12 02-13 02-14 05-18 06-14 09-21 10-14"),
          Map.entry(2041, "02-01 02-02 02-03 05-07 06-03 09-11 10-03"),
          Map.entry(2042, "01-22 01-23 01-24 05-26 06-22 09-29 10-22"),
          Map.entry(2043, "02-10 02-11 02-12 05-16 06-11 09-18 10-11"),
          Map.entry(2044, "01-30 01-31 02-01 05-05 05-31 10-06 10-29"),
          Map.entry(2045, "02-17 02-18 02-19 05-24 06-19 09-26 10-18"),
          Map.entry(2046, "02-06 02-07 02-08 05-13 06-08 09-16 10-08"),
          Map.entry(2047, "01-26 01-27 01-28 05-02 05-29 10-05 10-27"),
          Map.entry(2048, "02-14 02-15 02-16 05-20 06-15 09-23 10-16"),
          Map.entry(2049, "02-02 02-03 02-04 05-09 06-04 09-12 10-05"),
          Map.entry(2050, "01-23 01-24 01-25 05-28 06-23 10-01 10-24"));

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

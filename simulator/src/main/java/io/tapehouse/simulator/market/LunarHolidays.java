package io.tapehouse.simulator.market;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The holidays that follow the moon: as they were announced for 2020 to 2027, and from the days of
 * the lunar calendar for 2028 to 2050. Other years simply have none: a simulated year needs to be
 * self-consistent, not right.
 */
record LunarHolidays(
    LocalDate newYearFirst,
    LocalDate newYearLast,
    List<LocalDate> dragonBoat,
    List<LocalDate> midAutumn) {

  private static final Map<Integer, LunarHolidays> KNOWN =
      Map.of(
          2020, of(2020, "01-23", "01-29", "06-25 06-26", "10-01 10-02"),
          2021, of(2021, "02-10", "02-16", "06-14", "09-20 09-21"),
          2022, of(2022, "01-31", "02-04", "06-03", "09-09"),
          2023, of(2023, "01-20", "01-27", "06-22 06-23", "09-29"),
          2024, of(2024, "02-08", "02-14", "06-10", "09-17"),
          2025, of(2025, "01-27", "01-31", "05-30", "10-06"),
          2026, of(2026, "02-16", "02-20", "06-19", "09-25"),
          2027, of(2027, "02-04", "02-10", "06-09", "09-15"));

  /** New year's day, Dragon Boat and Mid-Autumn. */
  private static final Map<Integer, String> DAYS =
      Map.ofEntries(
          Map.entry(2028, "01-26 05-28 10-03"),
          Map.entry(2029, "02-13 06-16 09-22"),
          Map.entry(2030, "02-03 06-05 09-12"),
          Map.entry(2031, "01-23 06-24 10-01"),
          Map.entry(2032, "02-11 06-12 09-19"),
          Map.entry(2033, "01-31 06-01 09-08"),
          Map.entry(2034, "02-19 06-20 09-27"),
          Map.entry(2035, "02-08 06-10 09-16"),
          Map.entry(2036, "01-28 05-30 10-04"),
          Map.entry(2037, "02-15 06-18 09-24"),
          Map.entry(2038, "02-04 06-07 09-13"),
          Map.entry(2039, "01-24 05-27 10-02"),
          Map.entry(2040, "02-12 06-14 09-20"),
          Map.entry(2041, "02-01 06-03 09-10"),
          Map.entry(2042, "01-22 06-22 09-28"),
          Map.entry(2043, "02-10 06-11 09-17"),
          Map.entry(2044, "01-30 05-31 10-05"),
          Map.entry(2045, "02-17 06-19 09-25"),
          Map.entry(2046, "02-06 06-08 09-15"),
          Map.entry(2047, "01-26 05-29 10-04"),
          Map.entry(2048, "02-14 06-15 09-22"),
          Map.entry(2049, "02-02 06-04 09-11"),
          Map.entry(2050, "01-23 06-23 09-30"));

  static Optional<LunarHolidays> of(int year) {
    return Optional.ofNullable(KNOWN.get(year))
        .or(() -> Optional.ofNullable(DAYS.get(year)).map(days -> byTheMoon(dates(year, days))));
  }

  /**
   * The two days before new year's day, it and the two days after it; each of them that falls on a
   * weekend is made up for right after. The other two are made up for on the nearest weekday.
   */
  private static LunarHolidays byTheMoon(List<LocalDate> days) {
    LocalDate first = days.get(0).minusDays(2);
    LocalDate last = first;
    for (int left = 4; left > 0 || isWeekend(last); ) {
      left -= isWeekend(last) ? 0 : 1;
      last = last.plusDays(1);
    }
    while (isWeekend(first)) {
      first = first.plusDays(1);
    }
    return new LunarHolidays(
        first, last, List.of(weekday(days.get(1))), List.of(weekday(days.get(2))));
  }

  private static LocalDate weekday(LocalDate date) {
    return switch (date.getDayOfWeek()) {
      case SATURDAY -> date.minusDays(1);
      case SUNDAY -> date.plusDays(1);
      default -> date;
    };
  }

  private static boolean isWeekend(LocalDate date) {
    return SimulatedHolidays.isWeekend(date);
  }

  private static LunarHolidays of(
      int year, String newYearFirst, String newYearLast, String dragonBoat, String midAutumn) {
    return new LunarHolidays(
        date(year, newYearFirst),
        date(year, newYearLast),
        dates(year, dragonBoat),
        dates(year, midAutumn));
  }

  private static List<LocalDate> dates(int year, String monthDays) {
    return List.of(monthDays.split(" ", -1)).stream().map(text -> date(year, text)).toList();
  }

  private static LocalDate date(int year, String monthDay) {
    return LocalDate.parse(year + "-" + monthDay);
  }
}

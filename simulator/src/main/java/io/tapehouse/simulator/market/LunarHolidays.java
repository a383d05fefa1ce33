package io.tapehouse.simulator.market;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The holidays that follow the moon, for the years whose dates are known. Other years simply have
 * none: a simulated year needs to be self-consistent, not right.
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

  static Optional<LunarHolidays> of(int year) {
    return Optional.ofNullable(KNOWN.get(year));
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

package io.tapehouse.simulator.twse;

import java.time.LocalDate;

/** Dates in the calendar of the Republic, whose year 1 was 1912. */
public final class RocDate {

  private static final int OFFSET = 1911;

  private RocDate() {}

  /** The year of the Republic. */
  public static int year(LocalDate date) {
    return date.getYear() - OFFSET;
  }

  /** {@code 112年01月30日}. */
  public static String day(LocalDate date) {
    return month(date) + twoDigits(date.getDayOfMonth()) + "日";
  }

  /** {@code 112年01月}. */
  public static String month(LocalDate date) {
    return year(date) + "年" + twoDigits(date.getMonthValue()) + "月";
  }

  /** {@code 112/01/30}; a year of two digits has a space before it. */
  public static String slashed(LocalDate date) {
    String year = (year(date) < 100 ? " " : "") + year(date);
    return year + "/" + twoDigits(date.getMonthValue()) + "/" + twoDigits(date.getDayOfMonth());
  }

  private static String twoDigits(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}

package io.tapehouse.simulator.market;

import java.time.LocalDate;

/** The days of the week as Taiwanese publishers write them. */
public final class Weekday {

  private static final String NAMES = "一二三四五六日";

  private Weekday() {}

  /** The one character that names the day of the week. */
  public static String of(LocalDate date) {
    int index = date.getDayOfWeek().getValue() - 1;
    return NAMES.substring(index, index + 1);
  }
}

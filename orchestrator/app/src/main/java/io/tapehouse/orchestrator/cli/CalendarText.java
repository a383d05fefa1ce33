package io.tapehouse.orchestrator.cli;

import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.dictionary.calendar.CalendarDay.Source;
import io.tapehouse.orchestrator.operations.CalendarYear;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A year of an exchange for people: what is not as one would think. */
final class CalendarText {

  private CalendarText() {}

  static List<String> of(CalendarYear calendar) {
    Columns columns = new Columns("DATE", "DAY", "", "SOURCE", "NOTE");
    for (CalendarDay day : calendar.days()) {
      if (day.open() == isWeekend(day)) {
        columns.row(
            day.date(),
            day.date().getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH),
            day.open() ? "open" : day.settlementOnly() ? "settlement only" : "closed",
            DisplayText.of(day.source()),
            day.note());
      }
    }
    List<String> lines =
        new ArrayList<>(columns.lines("Every weekday is open and every weekend closed."));
    lines.add("");
    Columns months = new Columns("MONTH", "OPEN", "OF THEM", "");
    for (Month month : Month.values()) {
      List<CalendarDay> days =
          calendar.days().stream().filter(day -> day.date().getMonth() == month).toList();
      months.row(
          month.getDisplayName(TextStyle.SHORT, Locale.ENGLISH), open(days), sources(days), "");
    }
    months.row(calendar.year(), open(calendar.days()), sources(calendar.days()), "");
    lines.addAll(months.lines());
    return lines;
  }

  private static long open(List<CalendarDay> days) {
    return days.stream().filter(CalendarDay::open).count();
  }

  private static String sources(List<CalendarDay> days) {
    return Arrays.stream(Source.values())
        .map(
            source -> {
              long count =
                  days.stream().filter(day -> day.open() && day.source() == source).count();
              return count == 0 ? "" : count + " " + DisplayText.of(source);
            })
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static boolean isWeekend(CalendarDay day) {
    DayOfWeek weekday = day.date().getDayOfWeek();
    return weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY;
  }
}

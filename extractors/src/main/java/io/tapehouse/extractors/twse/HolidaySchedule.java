package io.tapehouse.extractors.twse;

import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.extractors.BadRow;
import java.util.List;

/**
 * What TWSE announces for a year: the days on which it is closed, and some on which it is open.
 * Immutable.
 *
 * @param year the Gregorian year
 * @param days one for each date that the schedule names, by date, in a row or only in a
 *     description; where words and mark of a row contradict each other, the words count. Days that
 *     it does not name follow the weekday
 * @param rowsRead all rows of the file, good and bad
 * @param badRows the rows that could not be read: what they say of their days is not in {@code
 *     days}
 * @param warnings what is unusual about the file and yet no reason to refuse it, with its line (of
 *     JSON, its row): each conflict between words and marks, with the date, both sides and which
 *     counted; wrong weekdays
 */
public record HolidaySchedule(
    int year, List<CalendarDay> days, long rowsRead, List<BadRow> badRows, List<String> warnings) {

  /** Copies the lists. */
  public HolidaySchedule {
    days = List.copyOf(days);
    badRows = List.copyOf(badRows);
    warnings = List.copyOf(warnings);
  }
}

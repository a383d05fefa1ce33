package io.tapehouse.orchestrator.calendar;

import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.extractors.BadRow;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.twse.HolidaySchedule;
import io.tapehouse.extractors.twse.HolidayScheduleReader;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the published holiday schedules announce, each of a year. Not safe for use by many threads.
 */
final class ScheduleDays {

  private final Archive archive;
  private final String dataset;
  private final Map<LocalDate, Schedule> schedules = new TreeMap<>();
  private final Map<LocalDate, ScheduleFile> files = new TreeMap<>();

  /**
   * A published schedule.
   *
   * @param named the days that it names, by date
   * @param whole whether all its rows could be read: only then its silence means something
   */
  private record Schedule(Map<LocalDate, CalendarDay> named, boolean whole) {}

  ScheduleDays(Archive archive, String dataset) {
    this.archive = archive;
    this.dataset = dataset;
  }

  /** Reads a version of a schedule. */
  void read(Receipt receipt) throws IOException {
    for (ArchivedFile file : receipt.files()) {
      try {
        HolidaySchedule read =
            HolidayScheduleReader.read(
                new SourceFile(receipt.dataset(), receipt.date(), file.name()),
                CalendarBook.bytes(archive, receipt, file));
        Map<LocalDate, CalendarDay> named = new TreeMap<>();
        read.days().forEach(day -> named.put(day.date(), day));
        schedules.put(receipt.date(), new Schedule(named, read.badRows().isEmpty()));
        keep(receipt, read.rowsRead(), read.badRows(), read.warnings(), "");
      } catch (UnreadableFileException e) {
        keep(receipt, 0, e.badRows(), List.of(), String.valueOf(e.getMessage()));
      }
    }
  }

  private void keep(
      Receipt receipt, long rows, List<BadRow> badRows, List<String> warnings, String complaint) {
    files.put(
        receipt.date(),
        new ScheduleFile(
            receipt.partition(), receipt.version(), rows, badRows, warnings, complaint));
  }

  /** What became of the newest version of a schedule; empty: there is none. */
  Optional<ScheduleFile> file(LocalDate filedUnder) {
    return Optional.ofNullable(files.get(filedUnder));
  }

  /** All days that are announced. */
  List<CalendarDay> days() {
    List<CalendarDay> days = new ArrayList<>();
    schedules.forEach((year, schedule) -> days.addAll(days(year, schedule)));
    return days;
  }

  /**
   * A schedule names exceptions; on the other days weekdays are open, unless one of its rows could
   * not be read and might contradict.
   */
  private static List<CalendarDay> days(LocalDate first, Schedule schedule) {
    Map<LocalDate, CalendarDay> days = new TreeMap<>();
    if (schedule.whole()) {
      for (LocalDate date = first; date.getYear() == first.getYear(); date = date.plusDays(1)) {
        days.put(
            date, new CalendarDay(date, !isWeekend(date), false, CalendarDay.Source.SCHEDULE, ""));
      }
    }
    days.putAll(schedule.named());
    return List.copyOf(days.values());
  }

  /** What the schedules of its year announce of a day. */
  List<DayEvidence> of(LocalDate date) {
    List<DayEvidence> all = new ArrayList<>();
    schedules.forEach(
        (year, schedule) -> {
          if (year.getYear() == date.getYear()) {
            all.add(announced("%s %s".formatted(dataset, year), schedule, date));
          }
        });
    return all;
  }

  private static DayEvidence announced(String file, Schedule schedule, LocalDate date) {
    CalendarDay day = schedule.named().get(date);
    return day == null
        ? new DayEvidence(
            DayEvidence.Rank.SCHEDULE_SILENT, !isWeekend(date), file + " does not name the day")
        : new DayEvidence(
            DayEvidence.Rank.SCHEDULE, day.open(), "%s has \"%s\"".formatted(file, day.note()));
  }

  static boolean isWeekend(LocalDate date) {
    return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
  }
}

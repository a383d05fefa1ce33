package io.tapehouse.extractors.twse;

import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.extractors.Quarantine;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads {@code twse.holiday_schedule}. Not every row is a holiday: the schedule lists the first and
 * the last trading day around a holiday (marked {@code o}) and days of settlement without trading
 * (marked {@code *}). Files without the column of marks say the same in words. Stateless and safe
 * for use by many threads.
 */
public final class HolidayScheduleReader {

  private static final String NAME = "名稱";
  private static final String DATE = "日期";
  private static final String WEEKDAY = "星期";
  private static final String DESCRIPTION = "說明";
  private static final String MARK = "備註";
  private static final Map<String, String> OPEN_DATA_NAMES =
      Map.of("Name", NAME, "Date", DATE, "Weekday", WEEKDAY, "Description", DESCRIPTION);
  private static final Layout LAYOUT =
      new Layout(Period.YEAR, List.of(NAME, DATE, DESCRIPTION), HolidayScheduleReader::columnName);
  private static final String WEEKDAYS = "一二三四五六日";

  private final PublishedTable table;
  private final int year;
  private final Map<LocalDate, CalendarDay> days = new TreeMap<>();
  private final List<String> warnings = new ArrayList<>();

  private HolidayScheduleReader(PublishedTable table) {
    this.table = table;
    this.year = table.file().date().getYear();
    warnings.addAll(table.unknownColumns(List.of(NAME, DATE, WEEKDAY, DESCRIPTION, MARK)));
  }

  /**
   * Reads a file in JSON or CSV.
   *
   * @param file the file; its date is any day of the year that was asked for
   * @param bytes its content
   * @throws UnreadableFileException when the file is damaged, of another year, lacks a column, has
   *     too many bad rows, or no data
   */
  public static HolidaySchedule read(SourceFile file, byte[] bytes) throws UnreadableFileException {
    HolidayScheduleReader reader =
        new HolidayScheduleReader(PublishedTable.read(file, bytes, LAYOUT));
    return reader.read();
  }

  private HolidaySchedule read() throws UnreadableFileException {
    if (!table.saysPeriod() && table.rows().stream().noneMatch(this::saysYear)) {
      throw table.noPeriod(Integer.toString(year));
    }
    Quarantine quarantine = new Quarantine(table.file());
    table.forEach(quarantine, this::add);
    if (days.isEmpty()) {
      throw new UnreadableFileException(
          Kind.TOO_MANY_BAD_ROWS,
          table.file(),
          "expected a row that can be read, found %d bad ones".formatted(quarantine.count()));
    }
    return new HolidaySchedule(
        year, List.copyOf(days.values()), table.rows().size(), quarantine.rows(), warnings);
  }

  /** The header of the marks explains them, in words that may change. */
  private static String columnName(String header) {
    return header.startsWith(MARK) ? MARK : OPEN_DATA_NAMES.getOrDefault(header, header);
  }

  private boolean saysYear(TableRow row) {
    return row.cells().size() == table.columns().size()
        && PublishedDates.parse(cell(row, DATE)).filter(date -> date.getYear() == year).isPresent();
  }

  private void add(TableRow row) throws BadCellException {
    List<CalendarDay> found = new ArrayList<>();
    List<LocalDate> dates = DatesCell.parse(cell(row, DATE), year);
    for (LocalDate date : dates) {
      CalendarDay day = day(date, row);
      CalendarDay known = days.get(date);
      if (known != null && (known.open() != day.open())) {
        throw new BadCellException(
            "expected what was said before of %s, %s, found %s"
                .formatted(date, words(known), words(day)));
      }
      found.add(known == null ? day : both(known, day));
    }
    found.forEach(day -> days.put(day.date(), day));
    checkWeekday(row, dates);
  }

  private CalendarDay day(LocalDate date, TableRow row) {
    String name = cell(row, NAME).strip();
    String description = cell(row, DESCRIPTION).strip();
    ScheduleText.Meaning meaning = ScheduleText.of(date, name, description);
    boolean settlementOnly = meaning == ScheduleText.Meaning.SETTLEMENT_ONLY;
    boolean open = meaning == ScheduleText.Meaning.OPEN;
    if (table.column(MARK) >= 0) {
      String mark = cell(row, MARK).strip();
      settlementOnly |= mark.equals("*") || mark.equals("＊");
      boolean markedOpen = mark.equalsIgnoreCase("o") || mark.equals("○");
      if (!settlementOnly && open != markedOpen) {
        warnings.add(
            "line %d: expected the mark '%s' and the words to say the same of %s; the mark is followed"
                .formatted(row.line(), mark, date));
      }
      open = markedOpen && !settlementOnly;
    }
    return new CalendarDay(
        date,
        open,
        settlementOnly,
        CalendarDay.Source.SCHEDULE,
        description.isEmpty() ? name : name + "：" + description);
  }

  private static CalendarDay both(CalendarDay one, CalendarDay other) {
    return new CalendarDay(
        one.date(),
        one.open(),
        one.settlementOnly() || other.settlementOnly(),
        one.source(),
        one.note().equals(other.note()) ? one.note() : one.note() + "；" + other.note());
  }

  private static String words(CalendarDay day) {
    return day.open() ? "open" : "closed";
  }

  /** A wrong weekday is the publisher's slip more often than a wrong date, so it only warns. */
  private void checkWeekday(TableRow row, List<LocalDate> dates) {
    String weekday = cell(row, WEEKDAY).strip().replace("星期", "");
    if (weekday.length() != 1 || dates.size() != 1 || WEEKDAYS.indexOf(weekday.charAt(0)) < 0) {
      return;
    }
    if (dates.get(0).getDayOfWeek().getValue() != WEEKDAYS.indexOf(weekday.charAt(0)) + 1) {
      warnings.add(
          "line %d: expected the weekday of %s, found '%s'"
              .formatted(row.line(), dates.get(0), weekday));
    }
  }

  private String cell(TableRow row, String column) {
    int at = table.column(column);
    return at < 0 ? "" : row.cells().get(at);
  }
}

package io.tapehouse.extractors.twse;

import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.extractors.Quarantine;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.text.BadCellException;
import io.tapehouse.extractors.text.PublishedDates;
import io.tapehouse.extractors.text.TableRow;
import io.tapehouse.extractors.twse.ScheduleText.Meaning;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads {@code twse.holiday_schedule}. Not every row is a holiday: the schedule lists the first and
 * the last trading day around a holiday (marked {@code o}) and days of settlement without trading
 * (marked {@code *}). The words of a row say the same, are there in the files of all years, and
 * outrank the marks, which are wrong on three days of 2024; a mark counts where the words say
 * nothing about trading. Days that only a description names, as those of settlement before 2021,
 * count where no row lists them. Stateless and safe for use by many threads.
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
      new Layout(
          Period.YEAR,
          List.of(NAME, DATE, DESCRIPTION),
          HolidayScheduleReader::columnName,
          Layout.Cells.SENTENCES);

  private final PublishedTable table;
  private final int year;
  private final Map<LocalDate, Entry> listed = new TreeMap<>();
  private final Map<LocalDate, Entry> named = new TreeMap<>();
  private final List<String> warnings = new ArrayList<>();

  /** What a row declares of a day, and whether in words. */
  private record Entry(CalendarDay day, boolean inWords, long line) {

    String verdict() {
      return word(day.open(), day.settlementOnly());
    }
  }

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
   *     too many bad rows, or no data: TWSE's site has no schedule of the years before 2021
   */
  public static HolidaySchedule read(SourceFile file, byte[] bytes) throws UnreadableFileException {
    HolidayScheduleReader reader =
        new HolidayScheduleReader(PublishedTable.read(file, bytes, LAYOUT));
    return reader.read();
  }

  private HolidaySchedule read() throws UnreadableFileException {
    checkYear();
    Quarantine quarantine = new Quarantine(table.file());
    table.forEach(quarantine, this::add);
    if (listed.isEmpty()) {
      throw new UnreadableFileException(
          Kind.TOO_MANY_BAD_ROWS,
          table.file(),
          "expected a row that can be read, found %d bad ones".formatted(quarantine.count()));
    }
    Map<LocalDate, CalendarDay> days = new TreeMap<>();
    named.forEach((date, entry) -> addNamed(date, entry, days));
    listed.forEach((date, entry) -> days.put(date, entry.day()));
    return new HolidaySchedule(
        year, List.copyOf(days.values()), table.rows().size(), quarantine.rows(), warnings);
  }

  /** The header of the marks explains them, in words that may change. */
  private static String columnName(String header) {
    if (header.startsWith(MARK)) {
      return MARK;
    }
    return header.endsWith(NAME) ? NAME : OPEN_DATA_NAMES.getOrDefault(header, header);
  }

  /** Rows with whole dates prove the year too, where title and date field are missing. */
  private void checkYear() throws UnreadableFileException {
    TreeSet<Integer> years = new TreeSet<>();
    boolean allSayTheirs = true;
    for (TableRow row : table.rows()) {
      if (row.cells().size() == table.columns().size()) {
        Optional<LocalDate> whole = PublishedDates.parse(cell(row, DATE));
        whole.map(LocalDate::getYear).ifPresent(years::add);
        allSayTheirs &= whole.isPresent();
      }
    }
    if (allSayTheirs && !years.isEmpty() && !years.contains(year)) {
      throw new UnreadableFileException(
          Kind.WRONG_DATE,
          table.file(),
          "expected dates of %d, found those of %s alone".formatted(year, years));
    }
    if (!table.saysPeriod() && years.isEmpty()) {
      throw table.noPeriod(Integer.toString(year));
    }
  }

  private void add(TableRow row) throws BadCellException {
    DatesCell cell = DatesCell.parse(cell(row, DATE), year);
    String name = cell(row, NAME).strip();
    String description = cell(row, DESCRIPTION).strip();
    if (name.isEmpty() && description.isEmpty()) {
      throw new BadCellException("expected a name or a description, found neither");
    }
    String note = description.isEmpty() ? name : name + "：" + description;
    ScheduleText text = ScheduleText.parse(name, description, year);
    Map<LocalDate, Entry> found = new TreeMap<>();
    List<String> remarks = new ArrayList<>();
    for (LocalDate date : cell.dates()) {
      Entry entry = entry(row, date, text.ofListed(date), note, remarks);
      found.put(date, listed.containsKey(date) ? both(listed.get(date), entry, remarks) : entry);
    }
    listed.putAll(found);
    remarks.addAll(cell.slips());
    Weekdays.slip(cell.dates(), cell(row, WEEKDAY)).ifPresent(remarks::add);
    remarks.addAll(text.slips());
    for (LocalDate date : cell.ofOtherYears()) {
      remarks.add(
          "expected dates of %d, found %s too: it is left to the schedule of that year"
              .formatted(year, date));
    }
    remarks.forEach(remark -> warnings.add("line %d: %s".formatted(row.line(), remark)));
    for (LocalDate date : text.named()) {
      nameOnly(row, date, text.ofNamed(date), note);
    }
  }

  private Entry entry(
      TableRow row, LocalDate date, Meaning words, String note, List<String> remarks) {
    boolean inWords = words != Meaning.NONE;
    Meaning meaning = words == Meaning.WORKED ? Meaning.OPEN : words;
    Optional<Meaning> mark = mark(row, date, remarks);
    if (!inWords) {
      meaning = mark.orElse(Meaning.CLOSED);
    } else if (mark.isPresent() && mark.get() != meaning) {
      remarks.add(
          "%s: expected a mark that agrees with the words, %s ('%s'), found the mark '%s', which means %s; the words count"
              .formatted(date, word(meaning), note, cell(row, MARK).strip(), word(mark.get())));
    }
    return new Entry(day(date, meaning, note), inWords, row.line());
  }

  /** The meaning of the mark; empty where there is no column of marks, or an unknown mark. */
  private Optional<Meaning> mark(TableRow row, LocalDate date, List<String> remarks) {
    if (table.column(MARK) < 0) {
      return Optional.empty();
    }
    String mark = DatesCell.plain(cell(row, MARK));
    switch (mark) {
      case "" -> {
        return Optional.of(Meaning.CLOSED);
      }
      case "*" -> {
        return Optional.of(Meaning.SETTLEMENT_ONLY);
      }
      case "o", "O", "○", "〇", "◯" -> {
        return Optional.of(Meaning.OPEN);
      }
      default -> {
        remarks.add(
            "%s: expected one of the marks 'o', '*' or none, found the mark '%s', which is left aside"
                .formatted(date, mark));
        return Optional.empty();
      }
    }
  }

  /**
   * Two rows about one day: words outrank marks, and of two of the same rank that contradict each
   * other the second is bad.
   */
  private static Entry both(Entry known, Entry fresh, List<String> remarks)
      throws BadCellException {
    CalendarDay one = known.day();
    CalendarDay other = fresh.day();
    if (one.open() != other.open()) {
      if (known.inWords() == fresh.inWords()) {
        throw new BadCellException(
            "expected the same as line %d for %s, %s, found %s"
                .formatted(known.line(), one.date(), known.verdict(), fresh.verdict()));
      }
      Entry counts = known.inWords() ? known : fresh;
      remarks.add(
          "%s: expected the same as line %d, %s, found %s; line %d is in words and counts"
              .formatted(
                  one.date(), known.line(), known.verdict(), fresh.verdict(), counts.line()));
      return counts;
    }
    CalendarDay merged =
        new CalendarDay(
            one.date(),
            one.open(),
            one.settlementOnly() || other.settlementOnly(),
            one.source(),
            one.note().equals(other.note()) ? one.note() : one.note() + "；" + other.note());
    return new Entry(merged, known.inWords() || fresh.inWords(), known.line());
  }

  /** Keeps what a description declares of a day that may have no row. */
  private void nameOnly(TableRow row, LocalDate date, Meaning words, String note) {
    if (date.getYear() != year || words == Meaning.NONE) {
      return;
    }
    Meaning meaning = words == Meaning.WORKED ? Meaning.OPEN : words;
    Entry fresh = new Entry(day(date, meaning, note), words != Meaning.WORKED, row.line());
    Entry known = named.get(date);
    if (known == null || (fresh.inWords() && !known.inWords())) {
      named.put(date, fresh);
    } else if (known.day().open() != fresh.day().open() && fresh.inWords()) {
      warnings.add(
          "line %d: %s: expected the same as line %d, %s, found %s; line %d counts"
              .formatted(
                  row.line(), date, known.line(), known.verdict(), fresh.verdict(), known.line()));
    }
  }

  /**
   * A row of the day itself is better evidence; what the day of the week implies needs no entry.
   */
  private void addNamed(LocalDate date, Entry entry, Map<LocalDate, CalendarDay> days) {
    Entry row = listed.get(date);
    if (row != null) {
      if (row.day().open() != entry.day().open()) {
        warnings.add(
            "line %d: %s: expected the same as its row, line %d, %s, found %s; its row counts"
                .formatted(entry.line(), date, row.line(), row.verdict(), entry.verdict()));
      }
      return;
    }
    boolean weekend =
        date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    if (entry.day().open() != weekend) {
      return;
    }
    days.put(date, entry.day());
    if (!entry.inWords()) {
      warnings.add(
          "line %d: %s: expected a word on whether a working Saturday has trading, found none; it is taken for open"
              .formatted(entry.line(), date));
    }
  }

  private static CalendarDay day(LocalDate date, Meaning meaning, String note) {
    return new CalendarDay(
        date,
        meaning == Meaning.OPEN,
        meaning == Meaning.SETTLEMENT_ONLY,
        CalendarDay.Source.SCHEDULE,
        note);
  }

  private static String word(Meaning meaning) {
    return word(meaning == Meaning.OPEN, meaning == Meaning.SETTLEMENT_ONLY);
  }

  private static String word(boolean open, boolean settlementOnly) {
    if (open) {
      return "open";
    }
    return settlementOnly ? "settlement only" : "closed";
  }

  private String cell(TableRow row, String column) {
    int at = table.column(column);
    return at < 0 ? "" : row.cells().get(at);
  }
}

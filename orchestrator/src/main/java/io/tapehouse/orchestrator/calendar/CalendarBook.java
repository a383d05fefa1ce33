package io.tapehouse.orchestrator.calendar;

import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.dictionary.calendar.PublicHolidays;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.calendar.ObservedCalendar;
import io.tapehouse.extractors.twse.DailyIndex;
import io.tapehouse.extractors.twse.HolidayScheduleReader;
import io.tapehouse.extractors.twse.IndexHistoryReader;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The trading calendar of Taiwan as the archive knows it: from the published holiday schedules, and
 * from the days that the monthly index histories have and lack. TAIFEX trades on the days of TWSE.
 * CCASS in Hong Kong has the days of the dictionary, and those of which the archive has pages. Safe
 * for use by many threads.
 */
public final class CalendarBook {

  private static final String SCHEDULE = "twse.holiday_schedule";
  private static final String HISTORY = "twse.mi_5mins_hist";

  private static final String CCASS = "CCASS";
  private static final String CCASS_PAGES = "hkex.ccass_shareholding";

  private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");

  private final Archive archive;
  private final Map<String, Integer> readVersions = new HashMap<>();
  private final Map<YearMonth, Set<LocalDate>> observedMonths = new TreeMap<>();
  private final Set<YearMonth> runningMonths = new HashSet<>();
  private final Map<LocalDate, DailyIndex> indexDays = new HashMap<>();
  private final Map<LocalDate, List<CalendarDay>> schedules = new TreeMap<>();
  private final List<Complaint> complaints = new ArrayList<>();
  private final Set<LocalDate> ccassDays = new TreeSet<>();
  private final List<CalendarDay> ccassSchedule = PublicHolidays.hongKong().days();
  private long changes;

  /**
   * A file that could not be read.
   *
   * @param dataset id of the dataset
   * @param date the date that it is filed under
   * @param words what was expected and what was found
   */
  private record Complaint(String dataset, LocalDate date, String words) {}

  /** A book on {@code archive}, still empty. */
  public CalendarBook(Archive archive) {
    this.archive = archive;
  }

  /** Reads what the archive has got since the last time. */
  public synchronized void refresh() throws IOException {
    ccassDays.addAll(archive.dates(CCASS_PAGES));
    for (LocalDate month : archive.dates(HISTORY)) {
      Optional<Receipt> receipt = fresh(HISTORY, month);
      if (receipt.isPresent()) {
        readHistory(receipt.get());
        read(receipt.get());
      }
    }
    for (LocalDate year : archive.dates(SCHEDULE)) {
      Optional<Receipt> receipt = fresh(SCHEDULE, year);
      if (receipt.isPresent()) {
        readSchedule(receipt.get());
        read(receipt.get());
      }
    }
  }

  /** What is known now. */
  public synchronized TradingCalendar calendar(String exchange) {
    TradingCalendar calendar = TradingCalendar.assumed(exchange);
    if (exchange.equals(CCASS)) {
      TradingCalendar scheduled = calendar.with(ccassSchedule);
      // A page of a day that was taken for a day of rest outweighs the schedule.
      return scheduled.with(
          ccassDays.stream()
              .filter(day -> !scheduled.isOpen(day))
              .map(day -> new CalendarDay(day, true, false, CalendarDay.Source.OBSERVED, ""))
              .toList());
    }
    for (List<CalendarDay> schedule : schedules.values()) {
      calendar = calendar.with(schedule);
    }
    List<CalendarDay> scheduled = schedules.values().stream().flatMap(List::stream).toList();
    return calendar.with(observed(scheduled));
  }

  /**
   * A month that was fetched before it was over is lacking its last days, and only the days up to
   * its last row are known; a later month, which would make them look closed, is kept from it.
   */
  private List<CalendarDay> observed(List<CalendarDay> scheduled) {
    Map<YearMonth, Set<LocalDate>> whole = new TreeMap<>(observedMonths);
    List<CalendarDay> days = new ArrayList<>();
    for (YearMonth month : runningMonths) {
      Set<LocalDate> dates = whole.remove(month);
      if (dates != null) {
        days.addAll(ObservedCalendar.derive(Map.of(month, dates), scheduled));
      }
    }
    days.addAll(ObservedCalendar.derive(whole, scheduled));
    return days;
  }

  /** The exchange's own open, high, low and close of TAIEX on a day, if the archive has them. */
  public synchronized Optional<DailyIndex> index(LocalDate date) {
    return Optional.ofNullable(indexDays.get(date));
  }

  /** What is wrong with the newest version of a file; empty: nothing, or there is none. */
  public synchronized Optional<String> complaint(String dataset, LocalDate filedUnder) {
    return complaints.stream()
        .filter(each -> each.dataset().equals(dataset) && each.date().equals(filedUnder))
        .map(Complaint::words)
        .findFirst();
  }

  /** Rises whenever a file was read that was not known before. */
  public synchronized long changes() {
    return changes;
  }

  private Optional<Receipt> fresh(String dataset, LocalDate date) throws IOException {
    Optional<Receipt> newest = archive.newest(dataset, date);
    String key = dataset + " " + date;
    return newest.filter(
        receipt -> {
          Integer before = readVersions.get(key);
          boolean isNew = before == null || before != receipt.version();
          if (isNew) {
            // What was said of an older version is no trouble any more.
            complaints.removeIf(
                complaint -> complaint.dataset().equals(dataset) && complaint.date().equals(date));
          }
          return isNew;
        });
  }

  /** It counts as read once it was; a disk in trouble is asked again. */
  private void read(Receipt receipt) {
    readVersions.put(receipt.dataset() + " " + receipt.date(), receipt.version());
    changes++;
  }

  private void readHistory(Receipt receipt) throws IOException {
    for (ArchivedFile file : receipt.files()) {
      try {
        List<DailyIndex> days =
            IndexHistoryReader.read(source(receipt, file), bytes(receipt, file)).days();
        Set<LocalDate> dates = new HashSet<>();
        for (DailyIndex day : days) {
          dates.add(day.date());
          indexDays.put(day.date(), day);
        }
        YearMonth month = YearMonth.from(receipt.date());
        observedMonths.put(month, dates);
        if (fetchedBeforeItsEnd(receipt, month)) {
          runningMonths.add(month);
        } else {
          runningMonths.remove(month);
        }
      } catch (UnreadableFileException e) {
        complaints.add(new Complaint(receipt.dataset(), receipt.date(), e.getMessage()));
      }
    }
  }

  /** A replayed file may be of any time: it counts as what it most often is, a finished month. */
  private static boolean fetchedBeforeItsEnd(Receipt receipt, YearMonth month) {
    return receipt.origin() == Receipt.Origin.LIVE
        && receipt
            .received()
            .isBefore(month.plusMonths(1).atDay(1).atStartOfDay(TAIPEI).toInstant());
  }

  private void readSchedule(Receipt receipt) throws IOException {
    for (ArchivedFile file : receipt.files()) {
      try {
        schedules.put(
            receipt.date(),
            wholeYear(
                receipt.date(),
                HolidayScheduleReader.read(source(receipt, file), bytes(receipt, file)).days()));
      } catch (UnreadableFileException e) {
        complaints.add(new Complaint(receipt.dataset(), receipt.date(), e.getMessage()));
      }
    }
  }

  /** The schedule names exceptions; of the other days it says that weekdays are open. */
  private static List<CalendarDay> wholeYear(LocalDate first, List<CalendarDay> named) {
    Map<LocalDate, CalendarDay> days = new TreeMap<>();
    for (LocalDate date = first; date.getYear() == first.getYear(); date = date.plusDays(1)) {
      boolean weekday =
          date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY;
      days.put(date, new CalendarDay(date, weekday, false, CalendarDay.Source.SCHEDULE, ""));
    }
    named.forEach(day -> days.put(day.date(), day));
    return List.copyOf(days.values());
  }

  private byte[] bytes(Receipt receipt, ArchivedFile file) throws IOException {
    try (InputStream in = archive.open(receipt, file)) {
      return in.readAllBytes();
    }
  }

  private static SourceFile source(Receipt receipt, ArchivedFile file) {
    return new SourceFile(receipt.dataset(), receipt.date(), file.name());
  }

  /** The four figures as one text, for digests. */
  public static String text(DailyIndex day) {
    return day.date() + " " + List.<BigDecimal>of(day.open(), day.high(), day.low(), day.close());
  }
}

package io.tapehouse.orchestrator.calendar;

import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.calendar.ObservedCalendar;
import io.tapehouse.extractors.twse.DailyIndex;
import io.tapehouse.extractors.twse.IndexHistory;
import io.tapehouse.extractors.twse.IndexHistoryReader;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the monthly index histories prove: the days that they have were open, and those that they
 * lack before a later one were closed. Not safe for use by many threads, but for {@link
 * #everyIndex}.
 */
final class HistoryDays {

  private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");

  private final Archive archive;
  private final String dataset;
  private final Map<YearMonth, Set<LocalDate>> months = new TreeMap<>();
  private final Set<YearMonth> runningMonths = new HashSet<>();

  /** Months with rows that cannot be read: a day that they lack may stand in one of these rows. */
  private final Set<YearMonth> spoiltMonths = new HashSet<>();

  private final Map<LocalDate, DailyIndex> indexDays = new HashMap<>();

  HistoryDays(Archive archive, String dataset) {
    this.archive = archive;
    this.dataset = dataset;
  }

  /** Reads a version of a month's file. */
  void read(Receipt receipt) throws IOException {
    for (ArchivedFile file : receipt.files()) {
      try {
        IndexHistory history = history(receipt, file);
        Set<LocalDate> dates = new HashSet<>();
        for (DailyIndex day : history.days()) {
          dates.add(day.date());
          indexDays.put(day.date(), day);
        }
        YearMonth month = YearMonth.from(receipt.date());
        months.put(month, dates);
        mark(spoiltMonths, month, !history.badRows().isEmpty());
        mark(runningMonths, month, fetchedBeforeItsEnd(receipt, month));
      } catch (UnreadableFileException e) {
        // Its transform reports that: it is a file of facts too.
      }
    }
  }

  private static void mark(Set<YearMonth> marked, YearMonth month, boolean mark) {
    if (mark) {
      marked.add(month);
    } else {
      marked.remove(month);
    }
  }

  /** A replayed file may be of any time: it counts as what it most often is, a finished month. */
  private static boolean fetchedBeforeItsEnd(Receipt receipt, YearMonth month) {
    return receipt.origin() == Receipt.Origin.LIVE
        && receipt
            .received()
            .isBefore(month.plusMonths(1).atDay(1).atStartOfDay(TAIPEI).toInstant());
  }

  private IndexHistory history(Receipt receipt, ArchivedFile file)
      throws IOException, UnreadableFileException {
    return IndexHistoryReader.read(
        new SourceFile(receipt.dataset(), receipt.date(), file.name()),
        CalendarBook.bytes(archive, receipt, file));
  }

  /** Whether a month's file has a row of the day. */
  boolean lists(LocalDate date) {
    return months.getOrDefault(YearMonth.from(date), Set.of()).contains(date);
  }

  /**
   * All days that are proved. Of a month that was fetched before it was over, only the days up to
   * its last row are known; a later month, which would make the rest look closed, is kept from it.
   *
   * @param scheduled what is announced of these days, whose notes are kept
   */
  List<CalendarDay> days(List<CalendarDay> scheduled) {
    Map<YearMonth, Set<LocalDate>> whole = new TreeMap<>(months);
    List<CalendarDay> days = new ArrayList<>();
    for (YearMonth month : spoiltMonths) {
      for (LocalDate date : Objects.requireNonNullElse(whole.remove(month), Set.<LocalDate>of())) {
        days.add(new CalendarDay(date, true, false, CalendarDay.Source.OBSERVED, ""));
      }
    }
    for (YearMonth month : runningMonths) {
      Set<LocalDate> dates = whole.remove(month);
      if (dates != null) {
        days.addAll(ObservedCalendar.derive(Map.of(month, dates), scheduled));
      }
    }
    days.addAll(ObservedCalendar.derive(whole, scheduled));
    return days;
  }

  /** What the month's file proves of a day; empty: nothing. */
  Optional<DayEvidence> of(LocalDate date) {
    String file = "%s %s".formatted(dataset, date.withDayOfMonth(1));
    if (lists(date)) {
      return Optional.of(new DayEvidence(DayEvidence.Rank.OWN_FILE, true, file + " has the day"));
    }
    return days(List.of()).stream()
        .filter(day -> day.date().equals(date) && !day.open())
        .findFirst()
        .map(
            closed ->
                new DayEvidence(
                    DayEvidence.Rank.MONTH_WITHOUT_IT,
                    false,
                    file + " lacks it and has later days"));
  }

  /** The index on a day by the newest version of the month's file. */
  Optional<DailyIndex> index(LocalDate date) {
    return Optional.ofNullable(indexDays.get(date));
  }

  /** The same by every version that can be read, the oldest first. */
  List<DailyIndex> everyIndex(LocalDate date) throws IOException {
    List<DailyIndex> all = new ArrayList<>();
    for (Receipt receipt : archive.versions(dataset, date.withDayOfMonth(1))) {
      for (ArchivedFile file : receipt.files()) {
        try {
          history(receipt, file).days().stream()
              .filter(day -> day.date().equals(date))
              .forEach(all::add);
        } catch (UnreadableFileException e) {
          // Its transform reports that; it had no figures.
        }
      }
    }
    return all;
  }
}

package io.tapehouse.orchestrator.calendar;

import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.dictionary.calendar.Exchange;
import io.tapehouse.dictionary.calendar.PublicHolidays;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.extractors.twse.DailyIndex;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The trading calendar of Taiwan as the archive knows it: from the published holiday schedules,
 * from the days that the monthly index histories have and lack, and from TAIFEX's tick files, each
 * of which proves its own day and the days since the evening on which its night session began. The
 * stronger evidence counts; where weaker evidence contradicts it, that is a {@link
 * CalendarConflict}. TAIFEX trades on the days of TWSE. CCASS in Hong Kong has the days of the
 * dictionary, and those of which the archive has pages. Safe for use by many threads.
 */
public final class CalendarBook {

  /** The exchange whose schedules and histories are read, and that whose holidays are known. */
  private static final Exchange LISTED = only(exchange -> exchange.schedule() != null);

  private static final Exchange WITH_HOLIDAYS = only(exchange -> exchange.holidays() != null);

  private static final String SCHEDULE = named(LISTED.schedule());
  private static final String HISTORY = named(LISTED.history());
  private static final String TICKS = named(LISTED.proof());
  private static final String PAGES = named(WITH_HOLIDAYS.proof());

  private final Archive archive;
  private final Map<String, Integer> readVersions = new HashMap<>();
  private final HistoryDays history;
  private final ScheduleDays schedules;
  private final TickDays ticks;
  private final Set<LocalDate> ccassDays = new TreeSet<>();
  private final List<CalendarDay> ccassSchedule =
      PublicHolidays.of(named(WITH_HOLIDAYS.holidays())).days();
  private long changes;

  /** A book on {@code archive}, still empty. */
  public CalendarBook(Archive archive) {
    this.archive = archive;
    this.history = new HistoryDays(archive, HISTORY);
    this.schedules = new ScheduleDays(archive, SCHEDULE);
    this.ticks = new TickDays(archive, TICKS);
  }

  /** Reads what the archive has got since the last time. */
  public synchronized void refresh() throws IOException {
    ccassDays.addAll(archive.dates(PAGES));
    for (LocalDate month : archive.dates(HISTORY)) {
      Optional<Receipt> receipt = fresh(HISTORY, month);
      if (receipt.isPresent()) {
        history.read(receipt.get());
        read(receipt.get());
      }
    }
    for (LocalDate year : archive.dates(SCHEDULE)) {
      Optional<Receipt> receipt = fresh(SCHEDULE, year);
      if (receipt.isPresent()) {
        schedules.read(receipt.get());
        read(receipt.get());
      }
    }
  }

  /**
   * Reads what the archive's tick files say of some days: those of the days themselves, and the
   * first ones after them, whose night sessions may have begun before.
   */
  public synchronized void observe(Collection<LocalDate> dates) throws IOException {
    if (ticks.read(dates)) {
      changes++;
    }
  }

  /**
   * Reads what a file that was just archived proves about the days up to its own.
   *
   * @return the days that it proves to have been open or closed; none for files of other datasets
   *     than TAIFEX's futures
   */
  public synchronized List<CalendarDay> observe(Receipt receipt) throws IOException {
    if (!receipt.dataset().equals(TICKS)) {
      return List.of();
    }
    if (ticks.read(receipt)) {
      changes++;
    }
    return proved(receipt.date());
  }

  /** The days that the tick file of a date proves, if it was read. */
  public synchronized List<CalendarDay> proved(LocalDate date) {
    LocalDate from = ticks.evening(date).orElse(date);
    return ticks.days().stream()
        .filter(day -> !day.date().isBefore(from) && !day.date().isAfter(date))
        .toList();
  }

  private static Exchange only(Predicate<Exchange> condition) {
    List<Exchange> found = Exchange.all().stream().filter(condition).toList();
    if (found.size() != 1) {
      throw new IllegalStateException(
          "expected one exchange with a schedule and one with holidays, found " + found);
    }
    return found.get(0);
  }

  private static String named(@Nullable String text) {
    return Objects.requireNonNull(text, "exchanges.yaml leaves out the files of the days");
  }

  /**
   * What is known now.
   *
   * @throws IllegalArgumentException when the exchange has no calendar
   */
  public synchronized TradingCalendar calendar(String exchange) {
    TradingCalendar published = published(exchange);
    if (exchange.equals(WITH_HOLIDAYS.code())) {
      return published;
    }
    // A row of the monthly file is the publisher's own word for that day: no night session that
    // began earlier outweighs it.
    return published.with(
        ticks.days().stream().filter(day -> day.open() || !history.lists(day.date())).toList());
  }

  /**
   * What is known without the tick files, which a partition's own files tell by themselves: so what
   * a file becomes does not depend on which other files happened to be read before.
   *
   * @throws IllegalArgumentException when the exchange has no calendar
   */
  public synchronized TradingCalendar published(String exchange) {
    if (Exchange.find(exchange).isEmpty()) {
      throw new IllegalArgumentException(
          "no calendar of an exchange '%s'; there are %s"
              .formatted(exchange, String.join(", ", Exchange.codes())));
    }
    TradingCalendar calendar = TradingCalendar.assumed(exchange);
    if (exchange.equals(WITH_HOLIDAYS.code())) {
      TradingCalendar scheduled = calendar.with(ccassSchedule);
      // A page of a day that was taken for a day of rest outweighs the schedule.
      return scheduled.with(
          ccassDays.stream()
              .filter(day -> !scheduled.isOpen(day))
              .map(day -> new CalendarDay(day, true, false, CalendarDay.Source.OBSERVED, ""))
              .toList());
    }
    List<CalendarDay> scheduled = schedules.days();
    return calendar.with(scheduled).with(history.days(scheduled));
  }

  /**
   * Where evidence contradicts itself about a day in Taiwan: one for each file that disagrees than
   * the strongest.
   */
  public synchronized List<CalendarConflict> conflicts(LocalDate date) {
    List<DayEvidence> evidence = evidence(date);
    if (evidence.isEmpty()) {
      return List.of();
    }
    DayEvidence strongest = evidence.get(0);
    return evidence.stream()
        .filter(other -> other.open() != strongest.open())
        .map(other -> new CalendarConflict(date, strongest.text(), other.text()))
        .toList();
  }

  /** The evidence about a day, the strongest first; that weekdays are open is no evidence. */
  private List<DayEvidence> evidence(LocalDate date) {
    List<DayEvidence> all = new ArrayList<>();
    history.of(date).ifPresent(all::add);
    ticks.of(date).ifPresent(all::add);
    all.addAll(schedules.of(date));
    // An open weekday without an entry in the schedule is as it should be, and so is a typhoon.
    all.removeIf(
        each ->
            each.rank() == DayEvidence.Rank.SCHEDULE_SILENT
                && (each.open() || !ScheduleDays.isWeekend(date)));
    all.sort(Comparator.comparing(DayEvidence::rank));
    return all;
  }

  /** The exchange's own open, high, low and close of TAIEX on a day, if the archive has them. */
  public synchronized Optional<DailyIndex> index(LocalDate date) {
    return history.index(date);
  }

  /** The same by every version of the month's file that can be read, the oldest first. */
  public List<DailyIndex> everyIndex(LocalDate date) throws IOException {
    return history.everyIndex(date);
  }

  /** What became of the newest version of a schedule; empty: there is none. */
  public synchronized Optional<ScheduleFile> schedule(LocalDate filedUnder) {
    return schedules.file(filedUnder);
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
          return before == null || before != receipt.version();
        });
  }

  /** It counts as read once it was; a disk in trouble is asked again. */
  private void read(Receipt receipt) {
    readVersions.put(receipt.dataset() + " " + receipt.date(), receipt.version());
    changes++;
  }

  static byte[] bytes(Archive archive, Receipt receipt, ArchivedFile file) throws IOException {
    try (InputStream in = archive.open(receipt, file)) {
      return in.readAllBytes();
    }
  }

  /** The four figures as one text, for digests. */
  public static String text(DailyIndex day) {
    return day.date() + " " + List.<BigDecimal>of(day.open(), day.high(), day.low(), day.close());
  }
}

package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.dictionary.Lineage;
import io.tapehouse.dictionary.Lineage.DigestPart;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.orchestrator.calendar.CalendarBook;
import io.tapehouse.store.Sha256;
import io.tapehouse.store.archive.Receipt;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a partition is made from, as one digest: the version of its dataset's rules, every file that
 * its rows or its checks read, and what else the dictionary names for the dataset ({@link
 * DigestPart}). Where prints are kept, that they are: so that a change of the setting makes
 * partitions of ticks anew, and no attempt without prints is taken for one with them.
 */
final class InputDigest {

  /** A label looks as far back as a settlement that a closure put off. */
  static final int DAYS_BEFORE = 21;

  /** That prints are kept, as a part of a digest: a text that warehouses hold, never changed. */
  static final String TICKS = "ticks";

  private final CalendarBook book;
  private final boolean keepTicks;

  InputDigest(CalendarBook book, boolean keepTicks) {
    this.book = book;
    this.keepTicks = keepTicks;
  }

  String of(LocalDate date, Lineage lineage, Collection<Receipt> files, TradingCalendar calendar) {
    List<String> parts = new ArrayList<>();
    if (lineage.digest().contains(DigestPart.TRADING_DAY_BEFORE)) {
      parts.add(after(dayBefore(date, calendar::isOpen)));
    }
    if (lineage.digest().contains(DigestPart.DAILY_INDEX)) {
      book.index(date).ifPresent(day -> parts.add(index(CalendarBook.text(day))));
    }
    if (keepTicks && lineage.ticks().isPresent()) {
      parts.add(TICKS);
    }
    return of(lineage.rules(), files, parts);
  }

  /**
   * The digest of given parts.
   *
   * @param parts {@link #TICKS}, and those made by {@link #after} and {@link #index}
   */
  static String of(int rules, Collection<Receipt> files, Collection<String> parts) {
    TreeSet<String> lines = new TreeSet<>(parts);
    for (Receipt receipt : files) {
      receipt
          .files()
          .forEach(
              file -> lines.add(receipt.partition() + " " + file.name() + " " + file.sha256()));
    }
    return Sha256.of("rules " + rules + "\n" + String.join("\n", lines));
  }

  /** The trading day before, as a part of a digest: a text that warehouses hold, never changed. */
  static String after(Optional<LocalDate> dayBefore) {
    return "after " + dayBefore;
  }

  /** The index of the day, as a part of a digest. */
  static String index(String figures) {
    return "index " + figures;
  }

  /**
   * All that a file of a date becomes depends on of a calendar: a contract whose settlement falls
   * on a closed day lives up to the next open one, so those that are settled after the last trading
   * day before {@code date} are alive, whatever comes later. Empty: it was long before.
   */
  static Optional<LocalDate> dayBefore(LocalDate date, Predicate<LocalDate> isOpen) {
    return daysBefore(date).filter(isOpen).findFirst();
  }

  /** The days among which the trading day before is looked for, the latest first. */
  static Stream<LocalDate> daysBefore(LocalDate date) {
    return Stream.iterate(date.minusDays(1), day -> day.minusDays(1)).limit(DAYS_BEFORE);
  }
}

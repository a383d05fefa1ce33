package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.dictionary.Rules;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.orchestrator.calendar.CalendarBook;
import io.tapehouse.store.Sha256;
import io.tapehouse.store.archive.Receipt;
import java.time.LocalDate;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a partition is made from, as one digest: every file that its rows or its checks read, the
 * days of the calendar that decide which contract is called what and which one ends today, and for
 * the index the exchange's own figures of the day.
 */
final class InputDigest {

  /** A label looks as far back as a settlement that a closure put off. */
  private static final int DAYS_BEFORE = 21;

  /** And as far ahead as the settlement of the month after this one. */
  private static final int DAYS_AFTER = 62;

  private final CalendarBook book;

  InputDigest(CalendarBook book) {
    this.book = book;
  }

  String of(Partition partition, Collection<Receipt> files, TradingCalendar calendar) {
    TreeSet<String> lines = new TreeSet<>();
    for (Receipt receipt : files) {
      receipt
          .files()
          .forEach(
              file ->
                  lines.add(
                      receipt.dataset()
                          + " "
                          + receipt.date()
                          + " "
                          + file.name()
                          + " "
                          + file.sha256()));
    }
    if (partition.dataset().startsWith("taifex.")) {
      lines.add("calendar " + window(partition.date(), calendar));
    }
    if (partition.dataset().equals("twse.mi_5mins_index")) {
      book.index(partition.date()).ifPresent(day -> lines.add("index " + CalendarBook.text(day)));
    }
    return Sha256.of("rules " + Rules.VERSION + "\n" + String.join("\n", lines));
  }

  /** The days that make a difference to what a file of a date becomes. */
  static Stream<LocalDate> days(LocalDate date) {
    return date.minusDays(DAYS_BEFORE).datesUntil(date.plusDays(DAYS_AFTER));
  }

  private static String window(LocalDate date, TradingCalendar calendar) {
    StringBuilder days = new StringBuilder();
    days(date).forEach(day -> days.append(calendar.isOpen(day) ? '1' : '0'));
    return days.toString();
  }
}

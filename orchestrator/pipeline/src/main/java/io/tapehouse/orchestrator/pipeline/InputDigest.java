package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.dictionary.Partition;
import io.tapehouse.dictionary.Rules;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.orchestrator.calendar.CalendarBook;
import io.tapehouse.store.Sha256;
import io.tapehouse.store.archive.Receipt;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a partition is made from, as one digest: every file that its rows or its checks read, the
 * trading day before, which decides which contract is called what and which one ends today, and for
 * the index the exchange's own figures of the day.
 */
final class InputDigest {

  /** A label looks as far back as a settlement that a closure put off. */
  private static final int DAYS_BEFORE = 21;

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
      lines.add("after " + dayBefore(partition.date(), calendar::isOpen));
    }
    if (partition.dataset().equals("twse.mi_5mins_index")) {
      book.index(partition.date()).ifPresent(day -> lines.add("index " + CalendarBook.text(day)));
    }
    return Sha256.of("rules " + Rules.VERSION + "\n" + String.join("\n", lines));
  }

  /**
   * All that a file of a date becomes depends on of a calendar: a contract whose settlement falls
   * on a closed day lives up to the next open one, so those that are settled after the last trading
   * day before {@code date} are alive, whatever comes later. Empty: it was long before.
   */
  static Optional<LocalDate> dayBefore(LocalDate date, Predicate<LocalDate> isOpen) {
    return Stream.iterate(date.minusDays(1), day -> day.minusDays(1))
        .limit(DAYS_BEFORE)
        .filter(isOpen)
        .findFirst();
  }
}

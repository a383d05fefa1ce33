package io.tapehouse.orchestrator.calendar;

import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.dictionary.calendar.Exchange;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.orchestrator.plan.Calendars;
import io.tapehouse.orchestrator.plan.RunCalendar;
import io.tapehouse.store.archive.Archive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The calendars of all exchanges that have one, as a home's archive proves them. */
public final class ArchiveCalendars implements Calendars {

  private final Supplier<CalendarBook> book;

  private ArchiveCalendars(Supplier<CalendarBook> book) {
    this.book = book;
  }

  /** From a book that its owner keeps up to date. */
  public static ArchiveCalendars of(CalendarBook book) {
    return new ArchiveCalendars(() -> book);
  }

  /** From an archive, which is asked for and read once, when a calendar is first wanted. */
  public static ArchiveCalendars readLater(Supplier<Archive> archive) {
    return new ArchiveCalendars(new ReadOnce(archive));
  }

  @Override
  public Optional<RunCalendar> calendar(String exchange) {
    return tradingDays(exchange).map(ArchiveCalendars::daysOf);
  }

  /** All that is known of an exchange's days; empty: the exchange has no calendar. */
  public Optional<TradingCalendar> tradingDays(String exchange) {
    return Exchange.find(exchange).map(each -> book.get().calendar(each.code()));
  }

  private static RunCalendar daysOf(TradingCalendar calendar) {
    return date ->
        Optional.of(calendar.day(date))
            .filter(day -> !day.open())
            .map(
                day ->
                    new RunCalendar.Closure(
                        day.closure(), day.source() == CalendarDay.Source.OBSERVED));
  }

  private static final class ReadOnce implements Supplier<CalendarBook> {

    private final Supplier<Archive> archive;
    private @Nullable CalendarBook book;

    ReadOnce(Supplier<Archive> archive) {
      this.archive = archive;
    }

    @Override
    public synchronized CalendarBook get() {
      CalendarBook read = book;
      if (read == null) {
        read = new CalendarBook(archive.get());
        try {
          read.refresh();
        } catch (IOException e) {
          throw new UncheckedIOException(
              "cannot read the calendars in the archive: %s".formatted(e), e);
        }
        book = read;
      }
      return read;
    }
  }
}

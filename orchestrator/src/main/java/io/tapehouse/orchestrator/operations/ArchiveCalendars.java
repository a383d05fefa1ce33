package io.tapehouse.orchestrator.operations;

import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.orchestrator.calendar.CalendarBook;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.plan.Calendars;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.archive.Archive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The calendars of a home's archive, read when one is first wanted. */
public final class ArchiveCalendars implements Calendars {

  /** The exchanges of which the archive tells. */
  private static final Set<String> EXCHANGES = Set.of("TWSE", "TAIFEX");

  private final Home home;
  private @Nullable CalendarBook book;

  /** Of a home that need not have an archive yet. */
  public ArchiveCalendars(Home home) {
    this.home = home;
  }

  @Override
  public synchronized Optional<TradingCalendar> calendar(String exchange) {
    if (!EXCHANGES.contains(exchange)) {
      return Optional.empty();
    }
    CalendarBook read = book;
    if (read == null) {
      read =
          new CalendarBook(new Archive(new FolderObjectStore(home.archive()), Clock.systemUTC()));
      try {
        read.refresh();
      } catch (IOException e) {
        throw new UncheckedIOException(
            "cannot read the calendars in %s: %s".formatted(home.archive(), e), e);
      }
      book = read;
    }
    return Optional.of(read.calendar(exchange));
  }
}

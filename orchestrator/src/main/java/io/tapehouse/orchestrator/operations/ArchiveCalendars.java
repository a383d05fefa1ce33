package io.tapehouse.orchestrator.operations;

import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.orchestrator.calendar.CalendarBook;
import io.tapehouse.orchestrator.plan.Calendars;
import io.tapehouse.store.archive.Archive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The calendars of a home's archive, read when one is first wanted. */
public final class ArchiveCalendars implements Calendars {

  /** The exchanges of which the archive tells. */
  private static final Set<String> EXCHANGES = Set.of("TWSE", "TAIFEX");

  private final Supplier<Archive> archive;
  private @Nullable CalendarBook book;

  /** Of an archive, which may be empty and is asked for when a calendar is. */
  public ArchiveCalendars(Supplier<Archive> archive) {
    this.archive = archive;
  }

  @Override
  public synchronized Optional<TradingCalendar> calendar(String exchange) {
    if (!EXCHANGES.contains(exchange)) {
      return Optional.empty();
    }
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
    return Optional.of(read.calendar(exchange));
  }
}

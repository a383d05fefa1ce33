package io.tapehouse.orchestrator.calendar;

import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.taifex.TickDates;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What TAIFEX's tick files prove. A file with trades of a date proves that it was open; the evening
 * on which its night session began was open too, and the days in between were closed. Files are
 * read once, up to the first row of the night session. Not safe for use by many threads.
 */
final class TickDays {

  /** TWSE was never closed for as long since 2000. */
  private static final int LONGEST_CLOSURE_DAYS = 16;

  private final Archive archive;
  private final String dataset;
  private final Map<LocalDate, Integer> readVersions = new HashMap<>();

  /** Dates with trades, each with the evening on which its night session began, if it had one. */
  private final NavigableMap<LocalDate, Optional<LocalDate>> traded = new TreeMap<>();

  /** Reads the archive's files of {@code dataset}: of TAIFEX's, one that every day has. */
  TickDays(Archive archive, String dataset) {
    this.archive = archive;
    this.dataset = dataset;
  }

  /**
   * Reads what the archive has of some dates, and the first files after them, whose night sessions
   * may have begun before; each unless it was read already.
   *
   * @return whether anything was learnt
   */
  boolean read(Collection<LocalDate> dates) throws IOException {
    NavigableSet<LocalDate> archived = new TreeSet<>(archive.dates(dataset));
    NavigableSet<LocalDate> wanted = new TreeSet<>();
    for (LocalDate date : dates) {
      LocalDate next = archived.higher(date);
      if (archived.contains(date)) {
        wanted.add(date);
      }
      if (next != null && !next.isAfter(date.plusDays(LONGEST_CLOSURE_DAYS))) {
        wanted.add(next);
      }
    }
    wanted.removeAll(readVersions.keySet());
    boolean learnt = false;
    for (LocalDate date : wanted) {
      Optional<Receipt> newest = archive.newest(dataset, date);
      learnt |= newest.isPresent() && read(newest.get());
    }
    return learnt;
  }

  /**
   * Reads a version of a file.
   *
   * @return whether anything was learnt
   */
  boolean read(Receipt receipt) throws IOException {
    LocalDate date = receipt.date();
    Integer before = readVersions.put(date, receipt.version());
    if (before != null && before == receipt.version()) {
      return false;
    }
    Optional<LocalDate> evening = Optional.empty();
    boolean trades = false;
    for (Receipt.ArchivedFile file : receipt.files()) {
      try (InputStream in = archive.open(receipt, file)) {
        evening = TickDates.nightBegan(new SourceFile(dataset, date, file.name()), in);
        trades = true;
      } catch (UnreadableFileException e) {
        // The transform reports what is wrong with it; it proves nothing.
      }
    }
    Optional<LocalDate> known = traded.get(date);
    if (!trades) {
      return traded.remove(date) != null;
    }
    traded.put(date, evening);
    return known == null || !known.equals(evening);
  }

  /** The evening on which the night session of a date's file began; empty: not known. */
  Optional<LocalDate> evening(LocalDate date) {
    return traded.getOrDefault(date, Optional.empty());
  }

  /** All days that are proved, the closed ones first: an open day is proved by its own file. */
  List<CalendarDay> days() {
    NavigableMap<LocalDate, CalendarDay> days = new TreeMap<>();
    traded.forEach(
        (date, evening) ->
            evening.ifPresent(
                began ->
                    began
                        .plusDays(1)
                        .datesUntil(date)
                        .forEach(between -> days.put(between, day(between, false)))));
    traded.forEach(
        (date, evening) -> {
          evening.ifPresent(began -> days.put(began, day(began, true)));
          days.put(date, day(date, true));
        });
    return List.copyOf(days.values());
  }

  /** Which file proves a day, and how; empty: none does. */
  Optional<DayEvidence> of(LocalDate date) {
    if (traded.containsKey(date)) {
      return Optional.of(
          new DayEvidence(
              DayEvidence.Rank.OWN_FILE, true, "%s %s has trades".formatted(dataset, date)));
    }
    Map.Entry<LocalDate, Optional<LocalDate>> next = traded.higherEntry(date);
    if (next == null || next.getValue().isEmpty() || next.getValue().get().isAfter(date)) {
      return Optional.empty();
    }
    boolean open = next.getValue().get().equals(date);
    return Optional.of(
        new DayEvidence(
            open ? DayEvidence.Rank.OWN_FILE : DayEvidence.Rank.NIGHT_SESSION,
            open,
            "the night session of %s %s began on %s"
                .formatted(dataset, next.getKey(), next.getValue().get())));
  }

  private static CalendarDay day(LocalDate date, boolean open) {
    return new CalendarDay(date, open, false, CalendarDay.Source.OBSERVED, "");
  }
}

package io.tapehouse.orchestrator.run;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.orchestrator.service.HomeSession;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * The dates that a selection names.
 *
 * @param dates in order
 * @param lacking open dates of a range that the source has nothing for
 */
public record ChosenDates(List<LocalDate> dates, List<LocalDate> lacking) {

  /**
   * Resolves a selection.
   *
   * @throws NothingToRunException when it names no date that there is
   */
  public static ChosenDates of(HomeSession session, DatasetDag spec, DateSelection selection)
      throws IOException, InterruptedException {
    if (selection instanceof DateSelection.One one) {
      return new ChosenDates(List.of(one.date()), List.of());
    }
    String source = session.pipeline().source().offer(ForegroundRun.dailyDatasets(session, spec));
    Optional<SortedSet<LocalDate>> offered =
        session.pipeline().source().dates(ForegroundRun.dailyDatasets(session, spec));
    if (selection instanceof DateSelection.Range range) {
      if (offered.isEmpty()) {
        return new ChosenDates(range.from().datesUntil(range.to().plusDays(1)).toList(), List.of());
      }
      List<LocalDate> inRange =
          List.copyOf(offered.get().subSet(range.from(), range.to().plusDays(1)));
      if (inRange.isEmpty()) {
        throw new NothingToRunException(
            "%s has no file of %s from %s to %s"
                .formatted(source, spec.id(), range.from(), range.to()));
      }
      return new ChosenDates(inRange, lacking(session, spec, range, new HashSet<>(inRange)));
    }
    if (offered.isPresent()) {
      if (offered.get().isEmpty()) {
        throw new NothingToRunException(source + " has no file of " + spec.id() + " for any date");
      }
      return new ChosenDates(List.of(offered.get().last()), List.of());
    }
    return new ChosenDates(List.of(latestDue(session, spec)), List.of());
  }

  /** The latest open day on which every daily file should be there by now. */
  private static LocalDate latestDue(HomeSession session, DatasetDag spec)
      throws IOException, InterruptedException {
    LocalDateTime now =
        LocalDateTime.ofInstant(session.pipeline().clock().instant(), ZoneId.of(spec.zone()));
    LocalDate today = now.toLocalDate();
    Collection<Dataset> datasets = ForegroundRun.dailyDatasets(session, spec);
    LocalDate known = today;
    LocalDate latest = latestDue(session, spec, datasets, known, now);
    while (latest.getYear() < known.getYear()) {
      // A schedule is of one year: whether the last days of the year before were open stands in
      // another one.
      known = latest;
      latest = latestDue(session, spec, datasets, known, now);
    }
    return latest;
  }

  private static LocalDate latestDue(
      HomeSession session,
      DatasetDag spec,
      Collection<Dataset> datasets,
      LocalDate known,
      LocalDateTime now)
      throws IOException, InterruptedException {
    session.tasks().bringCalendars(spec, known);
    TradingCalendar calendar = session.pipeline().calendars().calendar(spec.exchange());
    LocalDate latest = calendar.openOnOrBefore(now.toLocalDate());
    while (isLater(datasets, latest, calendar, now) || !isOfRhythm(spec, latest, calendar)) {
      latest = calendar.openOnOrBefore(latest.minusDays(1));
    }
    return latest;
  }

  /** Whether an open day has files of a DAG: of a week only the last one has. */
  private static boolean isOfRhythm(DatasetDag spec, LocalDate date, TradingCalendar calendar) {
    return spec.rhythm() != DatasetDag.Rhythm.WEEKLY || calendar.lastOpenOfWeek(date).equals(date);
  }

  private static boolean isLater(
      Collection<Dataset> datasets, LocalDate date, TradingCalendar calendar, LocalDateTime now) {
    return datasets.stream().anyMatch(dataset -> dataset.due(date, calendar).isAfter(now));
  }

  private static List<LocalDate> lacking(
      HomeSession session, DatasetDag spec, DateSelection.Range range, Set<LocalDate> offered)
      throws IOException, InterruptedException {
    session.tasks().bringCalendars(spec, range.from());
    session.tasks().bringCalendars(spec, range.to());
    TradingCalendar calendar = session.pipeline().calendars().calendar(spec.exchange());
    return range
        .from()
        .datesUntil(range.to().plusDays(1))
        .filter(date -> !offered.contains(date) && calendar.isOpen(date))
        .filter(date -> isOfRhythm(spec, date, calendar))
        .toList();
  }
}

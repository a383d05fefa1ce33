package io.tapehouse.simulator.hkex;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Which dates can be asked for. As the site of 2025: the last is yesterday, the first is today a
 * year ago; holdings of a day are there on the next calendar day, but on a Sunday those of Saturday
 * are not yet, and Friday's are shown for them.
 *
 * @param today the date in Hong Kong
 * @param first the first date that can be asked for; without it any can
 */
public record SearchWindow(LocalDate today, Optional<LocalDate> first) {

  /** The window of the site. */
  public static SearchWindow ofTwelveMonths(LocalDate today) {
    return new SearchWindow(today, Optional.of(today.minusYears(1)));
  }

  /** A window that forgets nothing. */
  public static SearchWindow unbounded(LocalDate today) {
    return new SearchWindow(today, Optional.empty());
  }

  /** The newest date that can be chosen, which may be a Sunday or a holiday. */
  public LocalDate newest() {
    return today.minusDays(1);
  }

  /** Whether a date can be asked for. */
  public boolean contains(LocalDate date) {
    return !date.isAfter(newest()) && first.stream().noneMatch(date::isBefore);
  }

  /** The day whose holdings are shown for a date. */
  public LocalDate shownFor(LocalDate date) {
    boolean sunday = today.getDayOfWeek() == DayOfWeek.SUNDAY;
    LocalDate published = sunday ? newest().minusDays(1) : newest();
    return CcassDays.shownFor(date.isAfter(published) ? published : date);
  }
}

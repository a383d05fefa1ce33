package io.tapehouse.orchestrator.calendar;

import java.time.LocalDate;

/**
 * Two publishers' files, or two parts of one, disagree on whether an exchange was open.
 *
 * @param date the day
 * @param counts the stronger evidence, which the calendar follows
 * @param against the weaker one
 */
public record CalendarConflict(LocalDate date, String counts, String against) {

  /** Both sides in a line. */
  public String text() {
    return "%s: %s; against: %s; the former counts".formatted(date, counts, against);
  }
}

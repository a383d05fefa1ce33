package io.tapehouse.dictionary.calendar;

import java.time.LocalDate;
import java.util.Locale;

/**
 * What is known of one day of an exchange.
 *
 * @param date the day, exchange-local
 * @param open whether there is trading
 * @param settlementOnly no trading, but settlement and delivery are carried out
 * @param source how it is known
 * @param note the publisher's words; empty where there are none
 */
public record CalendarDay(
    LocalDate date, boolean open, boolean settlementOnly, Source source, String note) {

  /** How a day is known, the weakest first. */
  public enum Source {
    /** Weekdays are open. */
    ASSUMED,
    /** By the exchange's published schedule; typhoons are not in it. */
    SCHEDULE,
    /** The exchange's own daily figures have the day, or lack it while having later ones. */
    OBSERVED
  }

  /** Why the day is closed and how that is known, such as {@code closed (schedule): New Year}. */
  public String closure() {
    return "closed (%s)%s"
        .formatted(source.name().toLowerCase(Locale.ROOT), note.isEmpty() ? "" : ": " + note);
  }

  /** A day of which nothing is known but its weekday. */
  public static CalendarDay assumed(LocalDate date, boolean open) {
    return new CalendarDay(date, open, false, Source.ASSUMED, "");
  }
}

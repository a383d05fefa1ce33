package io.tapehouse.simulator.market;

import java.time.LocalDate;

/**
 * One row of the published holiday schedule. Not every row is a closed day.
 *
 * @param mark the day's mark in the schedule's last column
 */
public record Holiday(LocalDate date, String name, String description, Mark mark) {

  /** The schedule's own marks. */
  public enum Mark {
    /** The market is closed. */
    CLOSED(""),
    /** The market is closed, only settlement is worked on. */
    SETTLEMENT_ONLY("*"),
    /** The market is open; the row merely draws attention to the day. */
    OPEN("o");

    private final String text;

    Mark(String text) {
      this.text = text;
    }

    /** The mark as the file spells it. */
    public String text() {
      return text;
    }
  }
}

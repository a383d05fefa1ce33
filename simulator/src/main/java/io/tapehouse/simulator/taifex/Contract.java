package io.tapehouse.simulator.taifex;

import java.time.LocalDate;

/**
 * One listed expiry.
 *
 * @param month the text of the files: {@code 202412}, {@code 202412W1}
 * @param settlement the last trading day, {@link LocalDate#MAX} where it is too far off to matter
 */
record Contract(String month, LocalDate settlement) {

  boolean expires(LocalDate date) {
    return settlement.equals(date);
  }

  boolean isWeekly() {
    return month.length() > 6;
  }
}

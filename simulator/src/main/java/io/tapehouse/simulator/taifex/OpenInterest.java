package io.tapehouse.simulator.taifex;

import io.tapehouse.simulator.market.Market;
import java.time.LocalDate;

/** How many lots of a contract are open after a trading date; the same in every report. */
final class OpenInterest {

  private static final int LEAST = 200;
  private static final int RANGE = 4_000;

  private OpenInterest() {}

  /**
   * The open interest.
   *
   * @param contract its names with slashes between them
   */
  static long of(Market market, String contract, LocalDate date) {
    return (long) LEAST + market.random("open interest of " + contract, date).nextInt(RANGE);
  }
}

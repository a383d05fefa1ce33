package io.tapehouse.simulator.taifex;

import io.tapehouse.simulator.market.Series;
import java.time.LocalDate;

/**
 * A futures product.
 *
 * @param share its part of a day's rows
 * @param fixedTick the price step in ten-thousandths, 0 where it depends on the price as with
 *     stocks
 * @param weeklies whether it has contracts that end on the other Wednesdays
 * @param since its first trading date
 */
record FuturesProduct(
    String code,
    Series series,
    Hours hours,
    Months months,
    double share,
    long fixedTick,
    boolean weeklies,
    LocalDate since) {

  /** The step of ordinary prices. */
  long tick(double level) {
    if (fixedTick > 0) {
      return fixedTick;
    }
    if (level < 10) {
      return 100;
    }
    if (level < 50) {
      return 500;
    }
    if (level < 100) {
      return 1_000;
    }
    if (level < 500) {
      return 5_000;
    }
    return level < 1_000 ? 10_000 : 50_000;
  }

  /** The step of spread prices, which with stocks is finer than that of the legs. */
  long spreadTick() {
    return fixedTick > 0 ? fixedTick : 100;
  }

  /** Whether enough of it trades for calendar spreads. */
  boolean isBusy() {
    return share >= 0.01;
  }
}

package io.tapehouse.simulator.taifex;

import io.tapehouse.simulator.market.Market;
import java.time.LocalDate;

/**
 * A listed option.
 *
 * @param type {@code C} or {@code P}
 * @param lastDay whether it ends on the day that is looked at
 */
record OptionSeries(String product, String month, int strike, String type, boolean lastDay) {

  /** The series of a trade. */
  static OptionSeries of(OptionFill fill, boolean lastDay) {
    return new OptionSeries(fill.product(), fill.month(), fill.strike(), fill.type(), lastDay);
  }

  long openInterest(Market market, LocalDate date) {
    return OpenInterest.of(market, "%s/%s/%d/%s".formatted(product, month, strike, type), date);
  }
}

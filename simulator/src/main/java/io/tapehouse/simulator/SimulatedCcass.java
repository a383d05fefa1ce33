package io.tapehouse.simulator;

import java.time.Clock;

/**
 * What the simulated CCASS is.
 *
 * @param stocks how many stocks it knows, 1 to 9000; the first 12 are those with a story
 * @param stockListForm the form of the list of stocks
 * @param clock what its "today" is read from where {@link SimulatorConfig#today()} is absent
 */
public record SimulatedCcass(int stocks, StockListForm stockListForm, Clock clock) {

  private static final int MOST = 9000;

  public SimulatedCcass {
    if (stocks < 1 || stocks > MOST) {
      throw new IllegalArgumentException("stocks are 1 to " + MOST + ", not " + stocks);
    }
  }

  /** Twenty-four stocks, the list by header, the clock of the machine. */
  public static SimulatedCcass defaults() {
    return new SimulatedCcass(24, StockListForm.BY_HEADER, Clock.systemUTC());
  }

  /** The same with another number of stocks. */
  public SimulatedCcass withStocks(int other) {
    return new SimulatedCcass(other, stockListForm, clock);
  }

  /** The same with another form of the list. */
  public SimulatedCcass withStockListForm(StockListForm other) {
    return new SimulatedCcass(stocks, other, clock);
  }

  /** The same with another clock. */
  public SimulatedCcass withClock(Clock other) {
    return new SimulatedCcass(stocks, stockListForm, other);
  }
}

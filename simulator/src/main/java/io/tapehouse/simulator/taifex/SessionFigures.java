package io.tapehouse.simulator.taifex;

import java.util.List;

/** What was traded in a session: prices in the order of trades, and lots. Not thread-safe. */
final class SessionFigures {

  private static final String NONE = "-";

  private long open;
  private long high;
  private long low;
  private long close;
  private long lots;

  /** Adds a trade, later than those before. */
  void add(long price, long moreLots) {
    if (lots == 0) {
      open = price;
      high = price;
      low = price;
    }
    high = Math.max(high, price);
    low = Math.min(low, price);
    close = price;
    lots += moreLots;
  }

  boolean isTraded() {
    return lots > 0;
  }

  long high() {
    return high;
  }

  long low() {
    return low;
  }

  long close() {
    return close;
  }

  long lots() {
    return lots;
  }

  /** Open, high, low and close as the reports write them. */
  List<String> prices() {
    return isTraded()
        ? List.of(
            TaifexReport.price(open),
            TaifexReport.price(high),
            TaifexReport.price(low),
            TaifexReport.price(close))
        : List.of(NONE, NONE, NONE, NONE);
  }
}

package io.tapehouse.simulator.market;

import io.tapehouse.simulator.market.ListedStocks.ListedStock;
import java.time.LocalDate;
import java.util.List;

/**
 * What all stocks of a market traded on a day, and which way they went.
 *
 * @param value TWD
 * @param volume shares
 * @param trades how many
 * @param advances stocks that rose
 * @param declines stocks that fell
 * @param unchanged stocks that did neither
 * @param untraded stocks without a price
 * @param incomparable stocks with a new reference price
 */
public record MarketDay(
    long value,
    long volume,
    long trades,
    int advances,
    int declines,
    int unchanged,
    int untraded,
    int incomparable) {

  /** The day of some stocks. */
  public static MarketDay of(
      Market market, List<ListedStock> stocks, LocalDate date, int revision) {
    long value = 0;
    long volume = 0;
    long trades = 0;
    int[] ways = new int[5];
    for (ListedStock stock : stocks) {
      StockDay day = StockDay.of(market, stock, date, revision);
      value += day.value();
      volume += day.volume();
      trades += day.trades();
      ways[day.prices().map(MarketDay::way).orElse(3)]++;
    }
    return new MarketDay(value, volume, trades, ways[0], ways[1], ways[2], ways[3], ways[4]);
  }

  private static int way(StockDay.Prices prices) {
    if (prices.reset()) {
      return 4;
    }
    return prices.close() > prices.reference() ? 0 : prices.close() < prices.reference() ? 1 : 2;
  }
}

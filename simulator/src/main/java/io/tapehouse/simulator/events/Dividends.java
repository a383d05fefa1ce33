package io.tapehouse.simulator.events;

import io.tapehouse.simulator.market.ListedStocks;
import io.tapehouse.simulator.market.ListedStocks.ListedStock;
import io.tapehouse.simulator.market.Market;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The cash dividends of the simulated market, so small that its prices need not show them. Each
 * stock pays once a year, on a day of its own. Immutable and safe for use by many threads.
 */
final class Dividends {

  private static final int OPEN_DAYS = 240;

  private final Market market;

  Dividends(Market market) {
    this.market = market;
  }

  /**
   * A cash dividend.
   *
   * @param date the first day without it
   * @param previousClose the close of the day before
   * @param cash money a share
   */
  record Dividend(ListedStock stock, LocalDate date, BigDecimal previousClose, BigDecimal cash) {

    BigDecimal reference() {
      return previousClose.subtract(cash);
    }
  }

  /** Those of open days of a range, by day and code. */
  List<Dividend> between(LocalDate first, LocalDate last) {
    List<Dividend> all = new ArrayList<>();
    for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
      if (market.days().isOpen(date)) {
        add(date, all);
      }
    }
    return all;
  }

  private void add(LocalDate date, List<Dividend> all) {
    SplittableRandom random = market.random("ex-dividend days", date);
    for (ListedStock stock : ListedStocks.companies()) {
      if (random.nextInt(OPEN_DAYS) == 0) {
        BigDecimal close = cents(market.close(stock.price(), market.days().before(date)));
        BigDecimal cash = cents(close.doubleValue() * (0.005 + 0.01 * random.nextDouble()));
        all.add(new Dividend(stock, date, close, cash.max(new BigDecimal("0.01"))));
      }
    }
  }

  private static BigDecimal cents(double value) {
    return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
  }
}

package io.tapehouse.simulator.market;

import io.tapehouse.simulator.market.ListedStocks.ListedStock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A stock's valuation at the close of a day.
 *
 * @param earnings the ratio of price to earnings; nothing for a company without a profit
 * @param dividend of a share
 * @param yield the dividend in percent of the close
 * @param book the ratio of price to book value
 * @param quarter the first day of the quarter whose report they are of
 */
public record Valuation(
    Optional<Double> earnings, double dividend, double yield, double book, LocalDate quarter) {

  private static final int ALWAYS_LOSING = 7;
  private static final int MONTHS = 3;

  /** The valuation of a stock by its simulated close. */
  public static Valuation of(Market market, ListedStock stock, LocalDate date) {
    double close = market.close(stock.price(), date);
    // Earnings of a quarter hold until the next report.
    LocalDate quarter =
        date.withDayOfMonth(1).minusMonths(MONTHS + (date.getMonthValue() - 1) % MONTHS);
    SplittableRandom random = market.random("earnings of " + stock.code(), quarter);
    boolean loss = random.nextInt(ALWAYS_LOSING) == 0;
    double earnings = stock.price().base() * (0.02 + 0.1 * random.nextDouble());
    double book = stock.price().base() * (0.4 + random.nextDouble());
    double dividend = loss ? 0 : earnings * 0.6;
    return new Valuation(
        loss ? Optional.empty() : Optional.of(close / earnings),
        dividend,
        100 * dividend / close,
        close / book,
        quarter);
  }

  /** The quarter of its year, from 1. */
  public int quarterOfYear() {
    return (quarter.getMonthValue() + 2) / MONTHS;
  }
}

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
 * The dividends of the simulated market, in cash and some in new shares, and its reductions of
 * capital: so small that its prices need not show them. Each stock pays once a year, on a day of
 * its own. Immutable and safe for use by many threads.
 */
final class Dividends {

  private static final int OPEN_DAYS = 240;

  /** Of so many dividends one is in shares too, and one in shares alone. */
  private static final int WITH_SHARES = 12;

  private static final int DAYS_OF_REDUCTION = 9;

  private final Market market;

  Dividends(Market market) {
    this.market = market;
  }

  /**
   * A dividend.
   *
   * @param date the first day without it
   * @param previousClose the close of the day before
   * @param cash money a share; zero for new shares alone
   * @param shares new ones for 1,000; zero for cash alone
   */
  record Dividend(
      ListedStock stock,
      LocalDate date,
      BigDecimal previousClose,
      BigDecimal cash,
      BigDecimal shares) {

    /** By the exchange's formula, cut to cents. */
    BigDecimal reference() {
      return previousClose
          .subtract(cash)
          .divide(BigDecimal.ONE.add(shares.movePointLeft(3)), 2, RoundingMode.DOWN);
    }

    /** What of the price before is cash and rights. */
    BigDecimal value() {
      return previousClose.subtract(reference());
    }

    /** The publisher's word for cash, rights or both. */
    String word() {
      return (shares.signum() > 0 ? "權" : "") + (cash.signum() > 0 ? "息" : "");
    }
  }

  /**
   * A reduction of capital that gives back so much cash that the price stays.
   *
   * @param resumed the first day of trading in new shares
   * @param announced the day by which the list refers to its details
   * @param halted the first day without trading by the page; the simulated market trades on
   * @param kept shares that are left of 1,000
   * @param refund cash a share
   */
  record Reduction(
      ListedStock stock,
      LocalDate resumed,
      LocalDate announced,
      LocalDate halted,
      BigDecimal previousClose,
      BigDecimal kept,
      BigDecimal refund) {

    BigDecimal reference() {
      return previousClose.subtract(refund).divide(kept.movePointLeft(3), 2, RoundingMode.DOWN);
    }
  }

  /** The dividends of open days of a range, by day and code. */
  List<Dividend> between(LocalDate first, LocalDate last) {
    List<Dividend> all = new ArrayList<>();
    for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
      if (market.days().isOpen(date)) {
        add(date, all);
      }
    }
    return all;
  }

  /** The reductions after which trading resumes within a range, by day and code. */
  List<Reduction> reductions(LocalDate first, LocalDate last) {
    List<Reduction> all = new ArrayList<>();
    for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
      SplittableRandom random = market.random("reductions", date);
      if (market.days().isOpen(date) && random.nextInt(DAYS_OF_REDUCTION) == 0) {
        List<ListedStock> stocks = ListedStocks.companies();
        ListedStock stock = stocks.get(random.nextInt(stocks.size()));
        BigDecimal close = cents(market.close(stock.price(), market.days().before(date)));
        LocalDate announced = date;
        for (int i = 0; i < DAYS_OF_REDUCTION; i++) {
          announced = market.days().before(announced);
        }
        all.add(
            new Reduction(
                stock,
                date,
                announced,
                announced.plusDays(1),
                close,
                new BigDecimal("990.12345678"),
                cents(close.doubleValue() * 0.01)));
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
        // Of a source of its own, so that cash and days are those of simulators before it.
        SplittableRandom kind = market.random("new shares of " + stock.code(), date);
        int number = kind.nextInt(WITH_SHARES);
        BigDecimal shares =
            number > 1
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(20L + kind.nextInt(80)).movePointLeft(1);
        all.add(
            new Dividend(
                stock,
                date,
                close,
                number == 1 ? BigDecimal.ZERO : cash.max(new BigDecimal("0.01")),
                shares));
      }
    }
  }

  private static BigDecimal cents(double value) {
    return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
  }
}

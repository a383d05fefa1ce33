package io.tapehouse.simulator.taifex;

import io.tapehouse.simulator.document.RecentlyUsed;
import io.tapehouse.simulator.market.Market;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The futures trading of a day, from which all three futures files are written. Safe for many
 * threads.
 */
final class FuturesExchange {

  private static final double ROWS_OF_A_DAY = 58_000;
  private static final double[] SHARES = {0.84, 0.13, 0.01, 0.01, 0.005, 0.005};
  private static final double SPREADS_AGAINST_SPREADS = 0.006;
  private static final double SPREADS_AGAINST_SINGLES = 0.012;
  private static final int DAYS_KEPT = 3;

  private final Market market;
  private final ContractCalendar calendar;
  private final RecentlyUsed<Posting, List<ProductDay>> days =
      new RecentlyUsed<>(DAYS_KEPT, this::simulate);

  FuturesExchange(Market market) {
    this.market = market;
    this.calendar = new ContractCalendar(market.days());
  }

  Market market() {
    return market;
  }

  /** All products of an open day, in the order of the files. */
  List<ProductDay> day(LocalDate date, int revision) {
    return days.get(new Posting(date, revision));
  }

  private List<ProductDay> simulate(Posting posting) {
    List<ProductDay> products = new ArrayList<>();
    for (FuturesProduct product : FuturesProducts.on(posting.date())) {
      products.add(simulate(product, posting));
    }
    return List.copyOf(products);
  }

  private ProductDay simulate(FuturesProduct product, Posting posting) {
    LocalDate date = posting.date();
    Quotes quotes = new Quotes(product, market.path(product.series(), date), date);
    ProductTrading trading =
        new ProductTrading(product, quotes, market.random(product.code(), date), date);
    List<Contract> monthly = calendar.monthly(product.months(), date);
    double rows = ROWS_OF_A_DAY * product.share();
    for (int i = 0; i < monthly.size(); i++) {
      double share = i < 2 || product.isBusy() ? SHARES[i] : 0;
      if (share > 0) {
        trading.trade(monthly.get(i), market.scaled(rows * share));
      }
    }
    if (product.weeklies()) {
      tradeWeeklies(trading, monthly, rows);
    }
    if (product.isBusy()) {
      tradeBusy(trading, product, monthly, rows);
    }
    if (posting.revision() > 0 && product.weeklies()) {
      addLateTrades(trading, monthly);
    }
    return trading.day();
  }

  private void tradeBusy(
      ProductTrading trading, FuturesProduct product, List<Contract> monthly, double rows) {
    Contract front = monthly.get(0);
    Contract second = monthly.get(1);
    if (product.hours().hasNight()) {
      trading.open(front, product.hours().nightStart());
    }
    trading.open(front, Hours.DAY_START);
    trading.frame(front);
    trading.frame(second);
    trading.lastSecond(front);
    trading.lastSecond(second);
    trading.spreadsAgainstSpreads(front, second, market.scaled(rows * SPREADS_AGAINST_SPREADS));
    if (monthly.size() > 2) {
      trading.spreadsAgainstSpreads(second, monthly.get(2), 1);
    }
    trading.spreadsAgainstSingles(front, second, market.scaled(rows * SPREADS_AGAINST_SINGLES));
  }

  private void tradeWeeklies(ProductTrading trading, List<Contract> monthly, double rows) {
    LocalDate date = trading.date();
    for (Contract weekly : calendar.wednesdays(date)) {
      trading.trade(weekly, market.scaled(rows * 0.01));
      monthly.stream()
          .filter(month -> month.settlement().isAfter(weekly.settlement()))
          .findFirst()
          .ifPresent(month -> trading.spreadsAgainstSpreads(weekly, month, market.scaled(4)));
    }
  }

  /**
   * What the exchange had forgotten in its first file: the repeated one must agree with its
   * sisters.
   */
  private static void addLateTrades(ProductTrading trading, List<Contract> monthly) {
    trading.trade(monthly.get(0), 5);
    trading.spreadsAgainstSpreads(monthly.get(0), monthly.get(1), 1);
    trading.spreadsAgainstSingles(monthly.get(0), monthly.get(1), 1);
  }

  private record Posting(LocalDate date, int revision) {}
}

package io.tapehouse.simulator.taifex;

import io.tapehouse.simulator.market.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;

/** What the contracts of one product are worth at each moment of a trading date. */
final class Quotes {

  private static final double CARRY_OF_A_MONTH = 0.0012;

  private final FuturesProduct product;
  private final Path path;
  private final YearMonth current;

  Quotes(FuturesProduct product, Path path, LocalDate date) {
    this.product = product;
    this.path = path;
    this.current = YearMonth.from(date);
  }

  /** The price of a contract, some steps away from where it stands. */
  long price(String month, int clock, int steps) {
    double level = path.at(product.hours().position(clock)) * (1 + carry(month));
    long tick = product.tick(level);
    return Math.max(tick, Price.onGrid(level, tick) + steps * tick);
  }

  /** What the far month is worth more than the near one, on the grid of spreads. */
  long spread(String near, String far, int clock) {
    double level = path.at(product.hours().position(clock));
    return Price.onGrid(level * (carry(far) - carry(near)), product.spreadTick());
  }

  private double carry(String month) {
    int digits = Integer.parseInt(month, 0, 6, 10);
    YearMonth expiry = YearMonth.of(digits / 100, digits % 100);
    double months = ChronoUnit.MONTHS.between(current, expiry);
    // A weekly of a month ends before that month's contract, so its carry is a little smaller.
    return CARRY_OF_A_MONTH * (month.length() > 6 ? months - 0.5 : months);
  }
}

package io.tapehouse.simulator.market;

import io.tapehouse.simulator.market.ListedStocks.ListedStock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What a stock traded on a day. Prices are hundredths; turnover holds odd lots.
 *
 * @param prices of the session; empty: odd lots alone, which have none
 * @param volume shares
 * @param value TWD
 * @param trades how many
 * @param bid the last bid
 * @param ask the last ask
 */
public record StockDay(
    Optional<Prices> prices, long volume, long value, long trades, Quote bid, Quote ask) {

  private static final int PRINTS = 24;
  private static final int LOT = 1_000;
  private static final int LARGEST_LOTS = 4_000;
  private static final int UNTRADED = 150;
  private static final int EX_DIVIDEND = 80;

  /**
   * Prices of a session.
   *
   * @param reference what the change is against
   * @param reset whether that is not the close before, as on an ex-dividend day
   */
  public record Prices(long open, long high, long low, long close, long reference, boolean reset) {}

  /**
   * A bid or an ask.
   *
   * @param lots its size
   */
  public record Quote(long price, long lots) {}

  /**
   * The day of a stock.
   *
   * @param revision 1 for the figures that were corrected during the evening
   */
  public static StockDay of(Market market, ListedStock stock, LocalDate date, int revision) {
    SplittableRandom random = market.random("trades in " + stock.code(), date);
    Path path = market.path(stock.price(), date);
    long close = hundredths(path.at(1));
    Quote bid = new Quote(Math.max(1, close - 5), lots(random));
    Quote ask = new Quote(close + 5, lots(random));
    long odd = oddLot(random) + revision;
    if (!isTraded(random)) {
      long value = odd * close / 100;
      return new StockDay(Optional.empty(), odd, value, 1L + random.nextInt(9), bid, ask);
    }
    long open = hundredths(path.at(1.0 / PRINTS));
    long high = Math.max(open, close);
    long low = Math.min(open, close);
    for (int i = 2; i < PRINTS; i++) {
      long print = hundredths(path.at((double) i / PRINTS));
      high = Math.max(high, print);
      low = Math.min(low, print);
    }
    InstitutionalTrades institutions = InstitutionalTrades.of(market, stock, date, revision);
    long lots = 1L + random.nextInt(market.scaled(LARGEST_LOTS));
    long volume = largest(institutions) + lots * LOT + odd;
    boolean reset = random.nextInt(EX_DIVIDEND) == 0;
    return new StockDay(
        Optional.of(new Prices(open, high, low, close, hundredths(path.before()), reset)),
        volume,
        Math.round(volume * ((high + low) / 200.0)),
        1 + lots / 2 + random.nextInt(50),
        bid,
        ask);
  }

  /** Whether a stock trades in the session of a day, so that it has prices. */
  static boolean isTraded(Market market, ListedStock stock, LocalDate date) {
    SplittableRandom random = market.random("trades in " + stock.code(), date);
    lots(random);
    lots(random);
    oddLot(random);
    return isTraded(random);
  }

  private static long lots(SplittableRandom random) {
    return 1L + random.nextInt(200);
  }

  private static long oddLot(SplittableRandom random) {
    return 1L + random.nextInt(LOT - 1);
  }

  private static boolean isTraded(SplittableRandom random) {
    return random.nextInt(UNTRADED) != 0;
  }

  /** What institutions alone must have traded: all that they bought, or all that they sold. */
  private static long largest(InstitutionalTrades all) {
    long bought = all.foreign().bought() + all.trust().bought() + all.dealer().bought();
    long sold = all.foreign().sold() + all.trust().sold() + all.dealer().sold();
    return Math.max(bought, sold);
  }

  private static long hundredths(double price) {
    return Math.max(1, Math.round(price * 100));
  }
}

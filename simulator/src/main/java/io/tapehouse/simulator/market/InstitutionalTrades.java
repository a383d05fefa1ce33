package io.tapehouse.simulator.market;

import io.tapehouse.simulator.document.WholeNumber;
import io.tapehouse.simulator.market.ListedStocks.ListedStock;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What institutional investors bought and sold of a stock on a day, in shares.
 *
 * @param foreign foreign investors, no dealers among them
 * @param foreignDealer foreign dealers
 * @param trust investment trusts
 * @param self dealers for their own account
 * @param hedge dealers to hedge what they sold
 */
public record InstitutionalTrades(
    Side foreign, Side foreignDealer, Side trust, Side self, Side hedge) {

  private static final int LOT = 1_000;
  private static final int LARGEST_LOTS = 900;
  private static final int NOT_TRADED = 3;

  /** Nobody has traded. */
  public static final InstitutionalTrades NONE =
      new InstitutionalTrades(Side.NONE, Side.NONE, Side.NONE, Side.NONE, Side.NONE);

  /**
   * What one kind of investor did.
   *
   * @param bought shares, or money
   * @param sold shares, or money
   */
  public record Side(long bought, long sold) {

    static final Side NONE = new Side(0, 0);

    /** What was bought less what was sold. */
    public long net() {
      return bought - sold;
    }

    /** Bought, sold and the difference as the exchanges write them, with commas. */
    public List<String> cells() {
      return List.of(WholeNumber.text(bought), WholeNumber.text(sold), WholeNumber.text(net()));
    }

    /** Both sides of two kinds of investor. */
    public Side plus(Side other) {
      return new Side(bought + other.bought, sold + other.sold);
    }

    private Side times(double price) {
      return new Side(Math.round(bought * price), Math.round(sold * price));
    }
  }

  /**
   * The trades of a stock; none where it does not trade in the session.
   *
   * @param revision 1 for the figures that were corrected during the evening
   */
  public static InstitutionalTrades of(
      Market market, ListedStock stock, LocalDate date, int revision) {
    if (!StockDay.isTraded(market, stock, date)) {
      return NONE;
    }
    SplittableRandom random = market.random("institutions in " + stock.code(), date);
    Side foreign = side(market, random, 1 + random.nextInt(LOT - 1));
    Side trust = side(market, random, 0);
    Side self = side(market, random, 0);
    Side hedge = side(market, random, 0);
    Side corrected = trust.plus(new Side((long) revision * LOT, 0));
    return new InstitutionalTrades(foreign, Side.NONE, corrected, self, hedge);
  }

  /** Dealers of both kinds. */
  public Side dealer() {
    return self.plus(hedge);
  }

  /** All three; foreign dealers are among the dealers. */
  public Side total() {
    return foreign.plus(trust).plus(dealer());
  }

  /** The trades of two stocks together. */
  public InstitutionalTrades plus(InstitutionalTrades other) {
    return new InstitutionalTrades(
        foreign.plus(other.foreign),
        foreignDealer.plus(other.foreignDealer),
        trust.plus(other.trust),
        self.plus(other.self),
        hedge.plus(other.hedge));
  }

  /** The same in money, all at one price. */
  public InstitutionalTrades times(double price) {
    return new InstitutionalTrades(
        foreign.times(price),
        foreignDealer.times(price),
        trust.times(price),
        self.times(price),
        hedge.times(price));
  }

  private static Side side(Market market, SplittableRandom random, int oddLot) {
    if (random.nextInt(NOT_TRADED) == 0) {
      return Side.NONE;
    }
    long bought = (long) LOT * random.nextInt(market.scaled(LARGEST_LOTS) + 1);
    long sold = (long) LOT * random.nextInt(market.scaled(LARGEST_LOTS) + 1);
    return new Side(bought + oddLot, sold);
  }
}

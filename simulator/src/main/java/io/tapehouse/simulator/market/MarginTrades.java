package io.tapehouse.simulator.market;

import io.tapehouse.simulator.market.ListedStocks.ListedStock;
import java.time.LocalDate;
import java.util.SplittableRandom;

/**
 * What was bought on margin and sold short of a stock on a day, in lots of 1,000 shares.
 *
 * @param margin the loans
 * @param shorts the short sales
 * @param limit the most that either may come to
 * @param offset lots bought and sold short on the same day
 * @param value the loans in thousand TWD
 */
public record MarginTrades(Side margin, Side shorts, long limit, long offset, Side value) {

  private static final int USUAL_LOANS = 9_000;
  private static final int USUAL_SHORTS = 900;
  private static final int TURNOVER = 10;

  /** The part of a price that a broker lends. */
  private static final double LENT = 0.6;

  /** Nothing was lent. */
  public static final MarginTrades NONE = new MarginTrades(Side.NONE, Side.NONE, 0, 0, Side.NONE);

  /**
   * One side of the accounts.
   *
   * @param opened bought on margin, or sold short
   * @param closed sold, or bought back
   * @param repaid paid back in cash, or given back in shares
   * @param previous outstanding the day before
   * @param balance outstanding now
   */
  public record Side(long opened, long closed, long repaid, long previous, long balance) {

    static final Side NONE = new Side(0, 0, 0, 0, 0);

    private Side plus(Side other) {
      return new Side(
          opened + other.opened,
          closed + other.closed,
          repaid + other.repaid,
          previous + other.previous,
          balance + other.balance);
    }

    private Side times(long each) {
      return new Side(opened * each, closed * each, repaid * each, previous * each, balance * each);
    }
  }

  /**
   * The accounts of a stock.
   *
   * @param revision 1 for the figures that were corrected the next day
   */
  public static MarginTrades of(Market market, ListedStock stock, LocalDate date, int revision) {
    Side margin = side(market, "margin loans of " + stock.code(), date, USUAL_LOANS, revision);
    Side shorts = side(market, "short sales of " + stock.code(), date, USUAL_SHORTS, 0);
    long offset = Math.min(margin.opened(), shorts.opened()) / TURNOVER;
    long lent = Math.max(1, Math.round(stock.price().base() * LENT));
    return new MarginTrades(
        margin, shorts, (long) USUAL_LOANS * TURNOVER, offset, margin.times(lent));
  }

  /** The accounts of two stocks together. */
  public MarginTrades plus(MarginTrades other) {
    return new MarginTrades(
        margin.plus(other.margin),
        shorts.plus(other.shorts),
        limit + other.limit,
        offset + other.offset,
        value.plus(other.value));
  }

  private static Side side(Market market, String purpose, LocalDate date, int usual, int revision) {
    long previous = balance(market, purpose, market.days().before(date), usual);
    long balance = balance(market, purpose, date, usual);
    SplittableRandom random = market.random(purpose, date);
    long repaid = random.nextInt(usual / TURNOVER / TURNOVER + 1);
    long turnover = Math.max(0, balance - previous) + random.nextInt(usual / TURNOVER) + revision;
    return new Side(turnover + repaid, turnover - (balance - previous), repaid, previous, balance);
  }

  /** What is outstanding at the end of a day: a curve of weeks. */
  private static long balance(Market market, String purpose, LocalDate date, int usual) {
    double level = 1 + 0.5 * market.random(purpose + " level", date.withDayOfMonth(1)).nextDouble();
    return Math.round(usual * level)
        + market.random(purpose + " balance", date).nextInt(usual / TURNOVER);
  }
}

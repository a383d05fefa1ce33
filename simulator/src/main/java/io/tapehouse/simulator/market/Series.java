package io.tapehouse.simulator.market;

/**
 * One price of the simulated market.
 *
 * @param name what its randomness hangs on: two series of one name move as one
 * @param base its level around the beginning of 2023
 * @param beta how much of the market's movement it takes part in
 * @param volatility how much it moves on its own, as a part of what the market does
 */
public record Series(String name, double base, double beta, double volatility) {

  /** The market itself. */
  public static final Series TAIEX = new Series("TAIEX", 15_000, 1, 0);

  /** A series that goes along with the market and moves on its own besides. */
  public static Series following(String name, double base) {
    return new Series(name, base, 0.8, 0.7);
  }

  /** A series that has nothing to do with the market. */
  public static Series independent(String name, double base) {
    return new Series(name, base, 0, 0.6);
  }
}

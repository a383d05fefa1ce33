package io.tapehouse.simulator.market;

/**
 * The way of a series from one close to the next: position 0 is the close before, position 1 is
 * exactly the close of the day.
 */
public final class Path {

  private static final int OCTAVES = 11;

  private final long seed;
  private final double before;
  private final double close;
  private final double movement;

  Path(long seed, double before, double close, double movement) {
    this.seed = seed;
    this.before = before;
    this.close = close;
    this.movement = movement;
  }

  /** The level at a position between 0 and 1. */
  public double at(double position) {
    if (position >= 1) {
      return close;
    }
    double bounded = Math.max(0, position);
    double bridge = before + (close - before) * bounded;
    double freedom = Math.sqrt(bounded * (1 - bounded));
    double wander = movement * freedom * Noise.walk(seed, 4 * bounded, OCTAVES);
    return bridge * (1 + wander);
  }

  /** The level of the close before. */
  public double before() {
    return before;
  }
}

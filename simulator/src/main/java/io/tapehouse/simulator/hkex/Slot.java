package io.tapehouse.simulator.hkex;

import io.tapehouse.simulator.market.Noise;

/**
 * Shares that two holders divide between them, in a way that changes from time to time. What one
 * gives the other takes, and the state of any day is known without those before it.
 *
 * @param giver the holder that has what the taker has not
 * @param lots how many units there are
 * @param unit shares of a unit
 * @param period business days from one change to the next, on average
 * @param isAllOrNothing whether one of the two has all of them
 */
record Slot(
    int giver, int taker, long lots, long unit, double period, long key, boolean isAllOrNothing) {

  private static final double LONGEST = 128;
  private static final int OCTAVES = 7;
  private static final double STEEPNESS = 1.5;
  private static final double IN = 0.65;

  /** What the taker has on a business day. */
  long taken(long businessDay) {
    double phase = period * fraction(key);
    long change = (long) StrictMath.floor((businessDay + 1 + phase) / period);
    if (momentOf(change, phase) >= businessDay + 1) {
      change--;
    }
    if (isAllOrNothing) {
      return fraction(Noise.mix(key ^ change)) < IN ? lots * unit : 0;
    }
    double walk = Noise.walk(key, momentOf(change, phase) / LONGEST, OCTAVES);
    double part = 1 / (1 + StrictMath.exp(-STEEPNESS * walk));
    return Math.round(lots * part) * unit;
  }

  /** When a change happens: once in each period, at a moment of its own. */
  private double momentOf(long change, double phase) {
    return (change + fraction(Noise.mix(key + change))) * period - phase;
  }

  private static double fraction(long value) {
    return (Noise.mix(value) >>> 11) * 0x1.0p-53;
  }
}

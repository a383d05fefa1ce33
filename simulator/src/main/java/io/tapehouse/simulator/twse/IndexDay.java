package io.tapehouse.simulator.twse;

import io.tapehouse.simulator.market.Path;

/** One index through one day: a value every five seconds. */
final class IndexDay {

  /** From 09:00:00 to 13:30:00, both included. */
  static final int ROWS = 3_241;

  /** How far the index has moved before its first print: what the night did to it. */
  private static final double OPENING = 0.3;

  private IndexDay() {}

  /** All values in hundredths. The first is the close before, the last the close of the day. */
  static long[] values(Path path) {
    long[] values = new long[ROWS];
    values[0] = IndexNumber.hundredths(path.before());
    for (int row = 1; row < ROWS; row++) {
      double position = OPENING + (1 - OPENING) * (row - 1) / (ROWS - 2.0);
      values[row] = IndexNumber.hundredths(path.at(row == ROWS - 1 ? 1 : position));
    }
    return values;
  }
}

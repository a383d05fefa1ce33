package io.tapehouse.simulator.taifex;

/**
 * One row of a futures file.
 *
 * @param clock the moment, on the clock of {@link Hours}
 * @param month the contract month, or near and far month with a slash between them
 * @param price the price; of a spread the far price less the near one
 * @param volume buys and sells together, as the files count
 * @param near the near price of a spread, else 0
 * @param far the far price of a spread, else 0
 * @param marked whether the last column has its star
 */
record Fill(int clock, String month, long price, int volume, long near, long far, boolean marked) {

  static Fill single(int clock, String month, long price, int volume) {
    return new Fill(clock, month, price, volume, 0, 0, false);
  }

  boolean isSpread() {
    return month.indexOf('/') >= 0;
  }

  String nearMonth() {
    return isSpread() ? month.substring(0, month.indexOf('/')) : month;
  }

  Fill withMark(boolean mark) {
    return new Fill(clock, month, price, volume, near, far, mark);
  }
}

package io.tapehouse.simulator.taifex;

/** Prices as whole numbers of ten-thousandths, the finest step of any product. */
final class Price {

  static final int UNIT = 10_000;

  private Price() {}

  /** The nearest price on a grid. */
  static long onGrid(double level, long tick) {
    return Math.round(level * UNIT / tick) * tick;
  }

  /**
   * The price as the exchange's files spell it: no trailing zeros, and no zero before the point.
   */
  static String text(long price) {
    long magnitude = Math.abs(price);
    long whole = magnitude / UNIT;
    long part = magnitude % UNIT;
    StringBuilder text = new StringBuilder(12);
    if (price < 0) {
      text.append('-');
    }
    if (whole > 0 || part == 0) {
      text.append(whole);
    }
    if (part > 0) {
      text.append('.').append(Long.toString(UNIT + part), 1, 5);
      while (text.charAt(text.length() - 1) == '0') {
        text.setLength(text.length() - 1);
      }
    }
    return text.toString();
  }
}

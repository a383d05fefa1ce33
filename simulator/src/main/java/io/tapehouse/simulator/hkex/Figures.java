package io.tapehouse.simulator.hkex;

import java.util.OptionalLong;

/** Numbers as the pages write them. */
final class Figures {

  private static final int GROUP = 3;
  private static final int HUNDRED = 100;

  private Figures() {}

  /** With a comma before each three digits. */
  static String number(long value) {
    StringBuilder digits = new StringBuilder(Long.toString(Math.abs(value)));
    for (int i = digits.length() - GROUP; i > 0; i -= GROUP) {
      digits.insert(i, ',');
    }
    return (value < 0 ? "-" : "") + digits;
  }

  /** A part of the issued shares in percent, rounded half up; empty where they are not known. */
  static String percent(long shares, OptionalLong issued) {
    if (issued.isEmpty()) {
      return "";
    }
    long whole = issued.getAsLong();
    long hundredths = Math.floorDiv(shares * 20_000 + whole, 2 * whole);
    long rest = hundredths % HUNDRED;
    return hundredths / HUNDRED + (rest < 10 ? ".0" : ".") + rest + "%";
  }
}

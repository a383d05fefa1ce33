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

  /**
   * A part of the issued shares in percent, cut off after two decimals as HKEX does; empty where
   * they are not known.
   */
  static String percent(long shares, OptionalLong issued) {
    return issued.isEmpty() ? "" : text(hundredths(shares, issued.getAsLong()));
  }

  /** The percentage of a sum: that of its parts as they are printed, added up. */
  static String percentOfSum(OptionalLong issued, long... parts) {
    if (issued.isEmpty()) {
      return "";
    }
    long sum = 0;
    for (long part : parts) {
      sum += hundredths(part, issued.getAsLong());
    }
    return text(sum);
  }

  private static long hundredths(long shares, long issued) {
    return shares * 10_000 / issued;
  }

  private static String text(long hundredths) {
    long rest = hundredths % HUNDRED;
    return hundredths / HUNDRED + (rest < 10 ? ".0" : ".") + rest + "%";
  }
}

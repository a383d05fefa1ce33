package io.tapehouse.simulator.taifex;

import java.util.Comparator;

/**
 * One options trade, which the file lists once for its buyer and once for its seller.
 *
 * @param lots how many contracts changed hands
 * @param split how many of them went to a second seller
 */
record OptionFill(
    String product,
    int strike,
    String month,
    String type,
    int clock,
    long price,
    int lots,
    int split,
    boolean auction) {

  static final Comparator<OptionFill> FILE_ORDER =
      Comparator.comparing(OptionFill::product)
          .thenComparing(OptionFill::strike)
          .thenComparing(OptionFill::month)
          .thenComparing(OptionFill::type)
          .thenComparing(OptionFill::clock);
}

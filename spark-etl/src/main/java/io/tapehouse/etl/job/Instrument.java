package io.tapehouse.etl.job;

import io.tapehouse.dictionary.product.Product;
import io.tapehouse.etl.bars.BarSeries;
import io.tapehouse.extractors.taifex.ContractName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A contract or a spread of a tick file, with its bars, the volumes that do not add up, and perhaps
 * its prints.
 */
final class Instrument {

  final Product product;
  final ContractName near;
  final Optional<ContractName> far;
  final BarSeries series;

  /** Its prints, where these are kept. */
  final @Nullable Prints prints;

  private final VolumeRule volumeRule;
  private long uneven;
  private long second = Long.MIN_VALUE;
  private long[] unpaired = new long[4];
  private int unpairedPrices;

  Instrument(
      Product product,
      ContractName near,
      Optional<ContractName> far,
      BarSeries series,
      @Nullable Prints prints,
      VolumeRule volumeRule) {
    this.product = product;
    this.near = near;
    this.far = far;
    this.series = series;
    this.prints = prints;
    this.volumeRule = volumeRule;
  }

  void print(long moment, boolean day, long price, long volume) {
    series.add(moment, day, price, volume);
    if (volumeRule == VolumeRule.ONCE_A_SIDE) {
      pair(moment, price, volume);
    } else if (volume % volumeRule.divisor() != 0) {
      uneven++;
    }
  }

  /**
   * Its prints.
   *
   * @throws IllegalStateException where they are not kept
   */
  Prints prints() {
    if (prints == null) {
      throw new IllegalStateException("the prints of " + near.key() + " are not kept");
    }
    return prints;
  }

  /** Where the published volume is not a whole number of lots. */
  long uneven() {
    return uneven + unpairedPrices;
  }

  /** Published volume for one lot. */
  int divisor() {
    return volumeRule.divisor();
  }

  /**
   * The two sides of a fill bear the same second and price, so within those the volumes add up to
   * an even number.
   */
  private void pair(long moment, long price, long volume) {
    if (moment != second) {
      uneven += unpairedPrices;
      unpairedPrices = 0;
      second = moment;
    }
    if ((volume & 1) == 0) {
      return;
    }
    for (int i = 0; i < unpairedPrices; i++) {
      if (unpaired[i] == price) {
        unpaired[i] = unpaired[--unpairedPrices];
        return;
      }
    }
    if (unpairedPrices == unpaired.length) {
      unpaired = java.util.Arrays.copyOf(unpaired, unpairedPrices * 2);
    }
    unpaired[unpairedPrices++] = price;
  }
}

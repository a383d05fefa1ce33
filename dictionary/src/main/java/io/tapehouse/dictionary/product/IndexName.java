package io.tapehouse.dictionary.product;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What a publisher calls, or called, an index.
 *
 * @param index name of the index in the warehouse, the same for all its names
 * @param header the publisher's words
 * @param validFrom the first date on which it has this name; empty: as far back as is known
 * @param validTo the first date on which it has it no more; empty: it still has it
 * @param beside whether only other reports than the index's own have this name
 */
public record IndexName(
    String index,
    String header,
    Optional<LocalDate> validFrom,
    Optional<LocalDate> validTo,
    boolean beside) {

  /** Whether it is the one by which the index goes now. */
  public boolean isPresent() {
    return validTo.isEmpty() && !beside;
  }
}

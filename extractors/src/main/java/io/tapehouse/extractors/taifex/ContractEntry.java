package io.tapehouse.extractors.taifex;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a reader keeps for a contract that rows name: what the sink made of it, or why it is no
 * contract. The sink hears of a contract with its first good row, not before: a row that is set
 * aside for its price must not leave a contract behind. Not safe for use by many threads.
 *
 * @param <C> what the sink keeps for a contract
 */
final class ContractEntry<C> {

  private final @Nullable Supplier<C> maker;
  private final boolean spread;
  private final @Nullable String complaint;
  private @Nullable C made;

  private ContractEntry(@Nullable Supplier<C> maker, boolean spread, @Nullable String complaint) {
    this.maker = maker;
    this.spread = spread;
    this.complaint = complaint;
  }

  static <C> ContractEntry<C> single(Supplier<C> maker) {
    return new ContractEntry<>(maker, false, null);
  }

  static <C> ContractEntry<C> spread(Supplier<C> maker) {
    return new ContractEntry<>(maker, true, null);
  }

  static <C> ContractEntry<C> bad(String complaint) {
    return new ContractEntry<>(null, false, complaint);
  }

  /** Whether this is a pair of contracts. */
  boolean isSpread() {
    return spread;
  }

  /** What is wrong with the name; null when nothing is. */
  @Nullable String complaint() {
    return complaint;
  }

  /** What the sink keeps for it. */
  C contract() {
    C known = made;
    if (known == null) {
      known = java.util.Objects.requireNonNull(maker).get();
      made = known;
    }
    return known;
  }
}

package io.tapehouse.infra.cost;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** How much of what. Values, never changed. */
public record Counts(Map<Item, BigDecimal> amounts) {

  /** Nothing. */
  public static final Counts NONE = new Counts(Map.of());

  /** Copies the map. */
  public Counts {
    EnumMap<Item, BigDecimal> copy = new EnumMap<>(Item.class);
    copy.putAll(amounts);
    amounts = Collections.unmodifiableMap(copy);
  }

  /** These and more of one item. */
  public Counts and(Item item, BigDecimal amount) {
    return and(new Counts(Map.of(item, amount)));
  }

  /** These and more of one item. */
  public Counts and(Item item, long amount) {
    return and(item, BigDecimal.valueOf(amount));
  }

  /** The sum of both. */
  public Counts and(Counts more) {
    EnumMap<Item, BigDecimal> sum = new EnumMap<>(Item.class);
    sum.putAll(amounts);
    more.amounts.forEach((item, amount) -> sum.merge(item, amount, BigDecimal::add));
    return new Counts(sum);
  }

  /** So many times these. */
  public Counts times(long times) {
    EnumMap<Item, BigDecimal> product = new EnumMap<>(Item.class);
    amounts.forEach(
        (item, amount) -> product.put(item, amount.multiply(BigDecimal.valueOf(times))));
    return new Counts(product);
  }

  /** Of that item, zero if there is none. */
  public BigDecimal of(Item item) {
    return amounts.getOrDefault(item, BigDecimal.ZERO);
  }
}

package io.tapehouse.infra.cost;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * The prices of a region on a day.
 *
 * @param region such as {@code us-east-1}
 * @param date on which they were written down
 */
public record Prices(String region, String date, Map<Item, Price> byItem) {

  /**
   * Reads a file of prices.
   *
   * @throws IllegalArgumentException if one is missing, unknown or no price
   */
  public static Prices read(Path file) throws IOException {
    Numbers root = Numbers.read(file);
    Map<Item, Price> prices = new EnumMap<>(Item.class);
    for (String key : root.section("prices").keys()) {
      Numbers price = root.section("prices").section(key);
      prices.put(
          Item.of(key),
          new Price(
              price.number("usd"),
              price.numberOr("per", "1"),
              price.text("page"),
              price.text("seen")));
    }
    for (Item item : Item.values()) {
      if (!prices.containsKey(item)) {
        throw new IllegalArgumentException("%s: no price of %s".formatted(file, item.key()));
      }
    }
    return new Prices(root.text("region"), root.text("date"), prices);
  }

  /** Of an item; there is one of each. */
  public Price of(Item item) {
    Price price = byItem.get(item);
    if (price == null) {
      throw new IllegalArgumentException("no price of " + item.key());
    }
    return price;
  }
}

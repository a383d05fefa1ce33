package io.tapehouse.simulator.taifex;

import io.tapehouse.simulator.document.Portion;
import java.util.List;

/**
 * What one product did on one trading date.
 *
 * @param fills the rows of the main file
 * @param spreadOrders the rows of the spread file: filled against another spread order where
 *     marked, else against two ordinary orders, whose fills are then among the main file's ordinary
 *     rows
 */
record ProductDay(FuturesProduct product, List<Fill> fills, List<Fill> spreadOrders) {

  ProductDay {
    fills = List.copyOf(fills);
    spreadOrders = List.copyOf(spreadOrders);
  }

  long marketVolume() {
    return fills.stream().mapToLong(Fill::volume).sum();
  }

  /** The exchange counts only one side of an order that was filled against ordinary ones. */
  long spreadVolume() {
    return spreadOrders.stream()
        .mapToLong(order -> order.marked() ? order.volume() : order.volume() / 2)
        .sum();
  }

  ProductDay only(Portion portion) {
    if (portion == Portion.WHOLE_DAY) {
      return this;
    }
    return new ProductDay(product, night(fills), night(spreadOrders));
  }

  private static List<Fill> night(List<Fill> fills) {
    return fills.stream().filter(fill -> Hours.isNight(fill.clock())).toList();
  }
}

package io.tapehouse.simulator.market;

import io.tapehouse.simulator.market.ListedStocks.ListedStock;
import java.util.ArrayList;
import java.util.List;

/** The stocks of the simulated OTC market, in the order of their codes, none of them listed. */
public final class OtcStocks {

  /** As many as the OTC market has. */
  private static final int STOCKS = 810;

  private static final int FIRST_CODE = 1103;
  private static final int APART = 9;

  private static final List<ListedStock> ALL = stocks();

  private OtcStocks() {}

  /** The stocks of companies on the OTC market. */
  public static List<ListedStock> companies() {
    return ALL;
  }

  private static List<ListedStock> stocks() {
    List<ListedStock> stocks = new ArrayList<>();
    for (int i = 0; i < STOCKS; i++) {
      String code = Integer.toString(FIRST_CODE + APART * i);
      double base = 8 + Math.abs(Noise.mix(code.hashCode()) % 3_000) / 10.0;
      Series price = Series.following("stock " + code, base);
      stocks.add(new ListedStock(code, ListedStocks.name(STOCKS + i), price));
    }
    return List.copyOf(stocks);
  }
}

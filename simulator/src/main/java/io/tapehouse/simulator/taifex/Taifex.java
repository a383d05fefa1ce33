package io.tapehouse.simulator.taifex;

import io.tapehouse.simulator.document.SimulatedPublication;
import io.tapehouse.simulator.market.Market;
import java.util.Map;

/** The download files of the Taiwan Futures Exchange. */
public final class Taifex {

  private Taifex() {}

  /**
   * All of its files by dataset; they are written from the same trades and so agree with one
   * another.
   */
  public static Map<String, SimulatedPublication> publications(Market market) {
    FuturesExchange futures = new FuturesExchange(market);
    return Map.of(
        "taifex.futures_tick",
        FuturesTickFile.allFills(futures),
        "taifex.futures_spread_tick",
        FuturesTickFile.spreadOrders(futures),
        "taifex.futures_spread_report",
        new SpreadReport(futures),
        "taifex.options_tick",
        new OptionsTickFile(market),
        "taifex.put_call_ratio",
        new PutCallRatio(market));
  }
}

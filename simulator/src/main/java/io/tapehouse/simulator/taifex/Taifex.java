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
    OptionsExchange options = new OptionsExchange(market);
    return Map.ofEntries(
        Map.entry("taifex.futures_tick", FuturesTickFile.allFills(futures)),
        Map.entry("taifex.futures_spread_tick", FuturesTickFile.spreadOrders(futures)),
        Map.entry("taifex.futures_spread_report", new SpreadReport(futures)),
        Map.entry("taifex.options_tick", new OptionsTickFile(market)),
        Map.entry("taifex.put_call_ratio", new PutCallRatio(options)),
        Map.entry("taifex.futures_daily", new FuturesDaily(futures)),
        Map.entry("taifex.options_daily", new OptionsDaily(options)),
        Map.entry("taifex.futures_institutional", InstitutionalPositions.ofFutures(market)),
        Map.entry("taifex.options_institutional", InstitutionalPositions.ofOptions(market)),
        Map.entry("taifex.futures_large_traders", LargeTraders.ofFutures(futures)),
        Map.entry("taifex.options_large_traders", LargeTraders.ofOptions(options)));
  }
}

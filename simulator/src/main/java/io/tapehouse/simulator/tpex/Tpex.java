package io.tapehouse.simulator.tpex;

import io.tapehouse.simulator.document.SimulatedPublication;
import io.tapehouse.simulator.market.Market;
import java.util.Map;

/** The reports of the Taipei Exchange, the OTC market. */
public final class Tpex {

  private Tpex() {}

  /** All of its reports by dataset. */
  public static Map<String, SimulatedPublication> publications(Market market) {
    return Map.of(
        "tpex.daily_quotes", new OtcQuotes(market),
        "tpex.institutional", new OtcInstitutionalReport(market),
        "tpex.insti_summary", new OtcInstitutionalSummary(market),
        "tpex.margin", new OtcMarginReport(market),
        "tpex.pe", new OtcValuations(market));
  }
}

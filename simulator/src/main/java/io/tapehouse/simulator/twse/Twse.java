package io.tapehouse.simulator.twse;

import io.tapehouse.simulator.document.SimulatedPublication;
import io.tapehouse.simulator.market.Market;
import java.time.LocalDate;
import java.util.Map;

/** The reports of the Taiwan Stock Exchange. */
public final class Twse {

  private Twse() {}

  /**
   * All of its reports by dataset.
   *
   * @param until the last day that reports of more than a day know of
   */
  public static Map<String, SimulatedPublication> publications(Market market, LocalDate until) {
    return Map.of(
        "twse.mi_5mins_index", new FiveSecondIndex(market),
        "twse.mi_5mins_hist", new IndexHistoryFile(market, until),
        "twse.holiday_schedule", new HolidayReport(),
        "twse.bwibbu_d", new Valuations(market),
        "twse.mi_index", new QuotesReport(market),
        "twse.stock_day_all", new LatestQuotes(market),
        "twse.fmtqik", new MarketMonth(market, until),
        "twse.t86", new InstitutionalReport(market),
        "twse.bfi82u", new InstitutionalSummary(market),
        "twse.mi_margn", new MarginReport(market));
  }
}

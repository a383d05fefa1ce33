package io.tapehouse.simulator.tpex;

import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.market.ListedStocks.ListedStock;
import io.tapehouse.simulator.market.Market;
import io.tapehouse.simulator.market.OtcStocks;
import io.tapehouse.simulator.market.Valuation;
import io.tapehouse.simulator.twse.RocDate;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** P/E, P/B and dividend yield of every OTC stock, by the simulated closes. */
final class OtcValuations extends TpexReport {

  OtcValuations(Market market) {
    super(market, "");
  }

  @Override
  List<String> columns(LocalDate date) {
    return List.of("股票代號", "公司名稱", "本益比", "每股股利", "股利年度", "殖利率(%)", "股價淨值比");
  }

  @Override
  List<List<String>> rows(Edition edition) {
    return OtcStocks.companies().stream().map(stock -> row(stock, edition)).toList();
  }

  private List<String> row(ListedStock stock, Edition edition) {
    Valuation valuation = Valuation.of(market(), stock, edition.date());
    return List.of(
        stock.code(),
        stock.name(),
        valuation.earnings().map(OtcValuations::decimals).orElse("N/A"),
        decimals(valuation.dividend()),
        Integer.toString(RocDate.year(edition.date()) - 1),
        decimals(valuation.yield()),
        decimals(valuation.book() + 0.01 * edition.revision()));
  }

  private static String decimals(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}

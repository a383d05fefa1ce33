package io.tapehouse.simulator.tpex;

import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.market.InstitutionalTrades;
import io.tapehouse.simulator.market.InstitutionalTrades.Side;
import io.tapehouse.simulator.market.ListedStocks.ListedStock;
import io.tapehouse.simulator.market.Market;
import io.tapehouse.simulator.market.OtcStocks;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What institutional investors bought and sold of all OTC stocks: their trades at the closes. */
final class OtcInstitutionalSummary extends TpexReport {

  OtcInstitutionalSummary(Market market) {
    super(market, "三大法人買賣金額彙總表");
  }

  @Override
  List<String> columns(LocalDate date) {
    return List.of("單位名稱", "買進金額(元)", "賣出金額(元)", "買賣超(元)");
  }

  @Override
  List<List<String>> rows(Edition edition) {
    InstitutionalTrades all = InstitutionalTrades.NONE;
    for (ListedStock stock : OtcStocks.companies()) {
      all =
          all.plus(
              InstitutionalTrades.of(market(), stock, edition.date(), edition.revision())
                  .times(market().close(stock.price(), edition.date())));
    }
    return List.of(
        row("外資及陸資合計", all.foreign().plus(all.foreignDealer())),
        row("　外資及陸資(不含自營商)", all.foreign()),
        row("　外資自營商", all.foreignDealer()),
        row("投信", all.trust()),
        row("自營商合計", all.dealer()),
        row("　自營商(自行買賣)", all.self()),
        row("　自營商(避險)", all.hedge()),
        row("三大法人合計*", all.total()));
  }

  private static List<String> row(String investor, Side side) {
    List<String> cells = new ArrayList<>(List.of(investor));
    cells.addAll(side.cells());
    return cells;
  }
}

package io.tapehouse.simulator.tpex;

import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.document.WholeNumber;
import io.tapehouse.simulator.market.InstitutionalTrades;
import io.tapehouse.simulator.market.InstitutionalTrades.Side;
import io.tapehouse.simulator.market.ListedStocks.ListedStock;
import io.tapehouse.simulator.market.Market;
import io.tapehouse.simulator.market.OtcStocks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What institutional investors bought and sold of each OTC stock: seven kinds under three names.
 */
final class OtcInstitutionalReport extends TpexReport {

  private static final int KINDS = 7;

  OtcInstitutionalReport(Market market) {
    super(market, "三大法人買賣明細資訊", columns());
  }

  private static List<String> columns() {
    List<String> columns = new ArrayList<>(List.of("代號", "名稱"));
    Collections.nCopies(KINDS, List.of("買進股數", "賣出股數", "買賣超股數")).forEach(columns::addAll);
    columns.add("三大法人買賣超股數合計");
    return columns;
  }

  @Override
  List<List<String>> rows(Edition edition) {
    return OtcStocks.companies().stream().map(stock -> row(stock, edition)).toList();
  }

  private List<String> row(ListedStock stock, Edition edition) {
    InstitutionalTrades trades =
        InstitutionalTrades.of(market(), stock, edition.date(), edition.revision());
    List<Side> kinds =
        List.of(
            trades.foreign(),
            trades.foreignDealer(),
            trades.foreign().plus(trades.foreignDealer()),
            trades.trust(),
            trades.self(),
            trades.hedge(),
            trades.dealer());
    List<String> cells = new ArrayList<>(List.of(stock.code(), stock.name()));
    kinds.forEach(side -> cells.addAll(side.cells()));
    cells.add(WholeNumber.text(trades.total().net()));
    return cells;
  }
}

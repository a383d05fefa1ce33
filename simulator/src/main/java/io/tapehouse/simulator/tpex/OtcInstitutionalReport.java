package io.tapehouse.simulator.tpex;

import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.document.WholeNumber;
import io.tapehouse.simulator.market.InstitutionalTrades;
import io.tapehouse.simulator.market.ListedStocks.ListedStock;
import io.tapehouse.simulator.market.Market;
import io.tapehouse.simulator.market.OtcStocks;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What institutional investors bought and sold of each OTC stock; since 2018 seven kinds under
 * three names.
 */
final class OtcInstitutionalReport extends TpexReport {

  /** The days on which hedging, and then foreign dealers, were set apart. */
  private static final LocalDate HEDGING = LocalDate.of(2014, 12, 1);

  private static final LocalDate FOREIGN_DEALERS = LocalDate.of(2018, 1, 15);

  private static final int KINDS = 7;

  OtcInstitutionalReport(Market market) {
    super(market, "三大法人買賣明細資訊");
  }

  @Override
  List<String> columns(LocalDate date) {
    List<String> columns = new ArrayList<>(List.of("代號", "名稱"));
    if (!date.isBefore(FOREIGN_DEALERS)) {
      Collections.nCopies(KINDS, List.of("買進股數", "賣出股數", "買賣超股數")).forEach(columns::addAll);
      columns.add("三大法人買賣超股數合計");
      return columns;
    }
    columns.addAll(List.of("外資及陸資買股數", "外資及陸資賣股數", "外資及陸資淨買股數", "投信買進股數", "投信賣股數", "投信淨買股數"));
    columns.addAll(
        date.isBefore(HEDGING)
            ? List.of("自營商買股數", "自營商賣股數", "自營淨買股數")
            : List.of(
                "自營淨買股數",
                "自營商(自行買賣)買股數",
                "自營商(自行買賣)賣股數",
                "自營商(自行買賣)淨買股數",
                "自營商(避險)買股數",
                "自營商(避險)賣股數",
                "自營商(避險)淨買股數"));
    columns.add("三大法人買賣超股數");
    return columns;
  }

  @Override
  List<List<String>> rows(Edition edition) {
    return OtcStocks.companies().stream().map(stock -> row(stock, edition)).toList();
  }

  private List<String> row(ListedStock stock, Edition edition) {
    InstitutionalTrades trades =
        InstitutionalTrades.of(market(), stock, edition.date(), edition.revision());
    List<String> cells = new ArrayList<>(List.of(stock.code(), stock.name()));
    cells.addAll(trades.foreign().cells());
    if (!edition.date().isBefore(FOREIGN_DEALERS)) {
      cells.addAll(trades.foreignDealer().cells());
      cells.addAll(trades.foreign().plus(trades.foreignDealer()).cells());
    }
    cells.addAll(trades.trust().cells());
    cells.addAll(dealers(trades, edition.date()));
    cells.add(WholeNumber.text(trades.total().net()));
    return cells;
  }

  private static List<String> dealers(InstitutionalTrades trades, LocalDate date) {
    List<String> cells = new ArrayList<>();
    if (date.isBefore(HEDGING)) {
      return trades.dealer().cells();
    }
    if (date.isBefore(FOREIGN_DEALERS)) {
      cells.add(WholeNumber.text(trades.dealer().net()));
    }
    cells.addAll(trades.self().cells());
    cells.addAll(trades.hedge().cells());
    if (!date.isBefore(FOREIGN_DEALERS)) {
      cells.addAll(trades.dealer().cells());
    }
    return cells;
  }
}

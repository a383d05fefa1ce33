package io.tapehouse.simulator.twse;

import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.document.TextTable;
import io.tapehouse.simulator.market.InstitutionalTrades;
import io.tapehouse.simulator.market.InstitutionalTrades.Side;
import io.tapehouse.simulator.market.ListedStocks;
import io.tapehouse.simulator.market.ListedStocks.ListedStock;
import io.tapehouse.simulator.market.Market;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What institutional investors bought and sold of all stocks: their trades at the closes. */
final class InstitutionalSummary extends TwseReport {

  private static final List<String> COLUMNS = List.of("單位名稱", "買進金額", "賣出金額", "買賣差額");

  private final Market market;

  InstitutionalSummary(Market market) {
    this.market = market;
  }

  @Override
  public Optional<TextTable> table(Edition edition) {
    LocalDate date = edition.date();
    if (!market.days().isOpen(date)) {
      return Optional.empty();
    }
    InstitutionalTrades all = InstitutionalTrades.NONE;
    for (ListedStock stock : ListedStocks.companies()) {
      all =
          all.plus(
              InstitutionalTrades.of(market, stock, date, edition.revision())
                  .times(market.close(stock.price(), date)));
    }
    List<List<String>> rows =
        List.of(
            row("自營商(自行買賣)", all.self()),
            row("自營商(避險)", all.hedge()),
            row("投信", all.trust()),
            row("外資及陸資(不含外資自營商)", all.foreign()),
            row("外資自營商", all.foreignDealer()),
            row("合計", all.total()));
    return Optional.of(new TextTable(RocDate.day(date) + " 三大法人買賣金額統計表", COLUMNS, rows));
  }

  @Override
  String date(Edition edition) {
    return edition.date().format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  @Override
  public LocalDate otherDate(LocalDate date) {
    return market.days().before(date);
  }

  private static List<String> row(String investor, Side side) {
    List<String> cells = new ArrayList<>(List.of(investor));
    cells.addAll(side.cells());
    return cells;
  }
}

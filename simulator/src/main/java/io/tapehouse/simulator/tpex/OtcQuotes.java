package io.tapehouse.simulator.tpex;

import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.document.WholeNumber;
import io.tapehouse.simulator.market.ListedStocks.ListedStock;
import io.tapehouse.simulator.market.Market;
import io.tapehouse.simulator.market.OtcStocks;
import io.tapehouse.simulator.market.StockDay;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Quotes of every OTC stock: the close before the open, and why a change is none in its place. */
final class OtcQuotes extends TpexReport {

  private static final int ISSUED = 50_000_000;

  private static final List<String> COLUMNS =
      List.of(
          "代號",
          "名稱",
          "收盤",
          "漲跌",
          "開盤",
          "最高",
          "最低",
          "均價",
          "成交股數",
          "成交金額(元)",
          "成交筆數",
          "最後買價",
          "最後買量(張數)",
          "最後賣價",
          "最後賣量(張數)",
          "發行股數",
          "次日 參考價",
          "次日 漲停價",
          "次日 跌停價");

  OtcQuotes(Market market) {
    super(market, "上櫃股票行情");
  }

  @Override
  List<String> columns(LocalDate date) {
    return COLUMNS;
  }

  @Override
  List<List<String>> rows(Edition edition) {
    return OtcStocks.companies().stream()
        .map(stock -> row(stock, edition.date(), edition.revision()))
        .toList();
  }

  private List<String> row(ListedStock stock, LocalDate date, int revision) {
    StockDay day = StockDay.of(market(), stock, date, revision);
    List<String> cells = new ArrayList<>(List.of(stock.code(), stock.name()));
    if (day.prices().isEmpty()) {
      cells.addAll(List.of(" ---", "--- ", "---", "---", "---"));
    } else {
      StockDay.Prices prices = day.prices().get();
      cells.add(price(prices.close()));
      cells.add(change(prices));
      cells.add(price(prices.open()));
      cells.add(price(prices.high()));
      cells.add(price(prices.low()));
    }
    cells.add(price(100 * day.value() / day.volume()));
    cells.add(WholeNumber.text(day.volume()));
    cells.add(WholeNumber.text(day.value()));
    cells.add(WholeNumber.text(day.trades()));
    cells.add(price(day.bid().price()));
    cells.add(WholeNumber.text(day.bid().lots()));
    cells.add(price(day.ask().price()));
    cells.add(WholeNumber.text(day.ask().lots()));
    cells.add(WholeNumber.text(ISSUED));
    long reference = day.prices().map(StockDay.Prices::close).orElse(day.bid().price());
    cells.add(price(reference));
    cells.add(price(reference * 11 / 10));
    cells.add(price(reference * 9 / 10));
    return List.copyOf(cells);
  }

  private static String change(StockDay.Prices prices) {
    if (prices.reset()) {
      return "除息 ";
    }
    long change = prices.close() - prices.reference();
    String sign = change > 0 ? "+" : change < 0 ? "-" : "";
    return sign + price(Math.abs(change)) + (change < 0 ? " " : "");
  }

  private static String price(long hundredths) {
    return String.format(Locale.ROOT, "%,.2f", hundredths / 100.0);
  }
}

package io.tapehouse.simulator.twse;

import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.document.TextTable;
import io.tapehouse.simulator.document.WholeNumber;
import io.tapehouse.simulator.market.ListedStocks;
import io.tapehouse.simulator.market.ListedStocks.ListedStock;
import io.tapehouse.simulator.market.Market;
import io.tapehouse.simulator.market.StockDay;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * Quotes of all stocks as the open data has them: without bids and asks, the sign in the change.
 */
final class LatestQuotes extends TwseReport {

  private static final List<String> COLUMNS =
      List.of("證券代號", "證券名稱", "成交股數", "成交金額", "開盤價", "最高價", "最低價", "收盤價", "漲跌價差", "成交筆數");

  private final Market market;

  LatestQuotes(Market market) {
    this.market = market;
  }

  @Override
  public Optional<TextTable> table(Edition edition) {
    LocalDate date = edition.date();
    if (!market.days().isOpen(date)) {
      return Optional.empty();
    }
    List<List<String>> rows =
        ListedStocks.companies().stream()
            .map(stock -> row(stock, date, edition.revision()))
            .toList();
    return Optional.of(new TextTable(RocDate.day(date) + " 當日日成交資訊 (股)", COLUMNS, rows));
  }

  @Override
  String date(Edition edition) {
    return edition.date().format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  @Override
  public LocalDate otherDate(LocalDate date) {
    return market.days().before(date);
  }

  private List<String> row(ListedStock stock, LocalDate date, int revision) {
    StockDay day = StockDay.of(market, stock, date, revision);
    StockDay.Prices prices = day.prices().orElse(null);
    return List.of(
        stock.code(),
        stock.name(),
        WholeNumber.text(day.volume()),
        WholeNumber.text(day.value()),
        prices == null ? "0.00" : IndexNumber.text(prices.open()),
        prices == null ? "0.00" : IndexNumber.text(prices.high()),
        prices == null ? "0.00" : IndexNumber.text(prices.low()),
        prices == null ? "0.00" : IndexNumber.text(prices.close()),
        change(day),
        WholeNumber.text(day.trades()));
  }

  private static String change(StockDay day) {
    if (day.prices().isEmpty()) {
      return " 0.00";
    }
    StockDay.Prices prices = day.prices().get();
    long change = prices.close() - prices.reference();
    if (prices.reset()) {
      return "X0.00";
    }
    String sign = change > 0 ? "+" : change < 0 ? "-" : " ";
    return sign + IndexNumber.text(Math.abs(change));
  }
}

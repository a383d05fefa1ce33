package io.tapehouse.simulator.taifex;

import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.document.TextTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The report of spread orders by product, which also gives each product's volume in the whole
 * market.
 */
final class SpreadReport extends TaifexFile {

  private static final List<String> COLUMNS =
      List.of("交易日期", "商品代號", "價差委託成交量(B+S)", "市場總成交量(B+S)", "價差委託成交比率(%) ");

  private final FuturesExchange exchange;

  SpreadReport(FuturesExchange exchange) {
    super(exchange.market());
    this.exchange = exchange;
  }

  @Override
  TextTable openDay(Edition edition) {
    List<List<String>> rows = new ArrayList<>();
    String date = compact(edition.date());
    long allSpread = 0;
    long allMarket = 0;
    for (ProductDay product : exchange.day(edition.date(), edition.revision())) {
      long spread = product.spreadVolume();
      long market = product.marketVolume();
      String code = product.product().code();
      rows.add(row(date, code + " ".repeat(7 - code.length()), spread, market));
      allSpread += spread;
      allMarket += market;
    }
    rows.add(row("合計", "", allSpread, allMarket));
    return new TextTable("期貨價差委託成交概況表,,,, ", COLUMNS, rows);
  }

  @Override
  List<String> head(TextTable table) {
    return List.of(table.title(), String.join(",", table.columns()));
  }

  @Override
  void line(StringBuilder text, List<String> cells) {
    text.append(String.join(",", cells));
  }

  private static List<String> row(String date, String product, long spread, long market) {
    return List.of(
        date, product, Long.toString(spread), Long.toString(market), percent(spread, market));
  }

  private static String percent(long spread, long market) {
    if (spread == 0) {
      return "0";
    }
    BigDecimal percent =
        BigDecimal.valueOf(100 * spread)
            .divide(BigDecimal.valueOf(market), 2, RoundingMode.HALF_UP)
            .stripTrailingZeros();
    String text = percent.toPlainString();
    return text.startsWith("0.") ? text.substring(1) : text;
  }
}

package io.tapehouse.simulator.taifex;

import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.document.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The two tick files of futures, which differ in which rows they hold and in how they pad them. */
final class FuturesTickFile extends TaifexFile {

  private static final List<String> COLUMNS =
      List.of("成交日期", "商品代號", "到期月份(週別)", "成交時間", "成交價格", "成交數量(B+S)", "近月價格", "遠月價格");
  private static final int PRODUCT_WIDTH = 7;
  private static final int MONTH_WIDTH = 11;
  private static final int SPREAD_WIDTH = 13;

  private final FuturesExchange exchange;
  private final String lastColumn;
  private final Function<ProductDay, List<Fill>> rows;
  private final boolean padded;

  private FuturesTickFile(
      FuturesExchange exchange,
      String lastColumn,
      Function<ProductDay, List<Fill>> rows,
      boolean padded) {
    super(exchange.market());
    this.exchange = exchange;
    this.lastColumn = lastColumn;
    this.rows = rows;
    this.padded = padded;
  }

  /** The main file: every fill. */
  static FuturesTickFile allFills(FuturesExchange exchange) {
    return new FuturesTickFile(exchange, "開盤集合競價 ", ProductDay::fills, true);
  }

  /** The file of spread orders. */
  static FuturesTickFile spreadOrders(FuturesExchange exchange) {
    return new FuturesTickFile(exchange, "屬價差對價差成交者 ", ProductDay::spreadOrders, false);
  }

  @Override
  TextTable openDay(Edition edition) {
    FuturesRows cells = new FuturesRows(edition.date(), market().days().before(edition.date()));
    List<List<String>> table = new ArrayList<>();
    for (ProductDay product : exchange.day(edition.date(), edition.revision())) {
      String code = product.product().code();
      for (Fill fill : rows.apply(product.only(edition.portion()))) {
        table.add(cells.cells(code, fill));
      }
    }
    List<String> columns = new ArrayList<>(COLUMNS);
    columns.add(lastColumn);
    return new TextTable("", columns, table);
  }

  @Override
  List<String> head(TextTable table) {
    return List.of(String.join(",", table.columns()));
  }

  @Override
  void line(StringBuilder text, List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        text.append(',');
      }
      String cell = cells.get(i);
      text.append(cell);
      // The padding goes with the place in the line, as it does when a column is missing.
      if (padded && (i == 1 || i == 2)) {
        int month = cell.indexOf('/') < 0 ? MONTH_WIDTH : SPREAD_WIDTH;
        text.append(" ".repeat(Math.max(0, (i == 1 ? PRODUCT_WIDTH : month) - cell.length())));
      }
    }
  }
}

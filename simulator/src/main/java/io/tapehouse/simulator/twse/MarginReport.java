package io.tapehouse.simulator.twse;

import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.document.TextTable;
import io.tapehouse.simulator.document.WholeNumber;
import io.tapehouse.simulator.market.ListedStocks;
import io.tapehouse.simulator.market.ListedStocks.ListedStock;
import io.tapehouse.simulator.market.MarginTrades;
import io.tapehouse.simulator.market.MarginTrades.Side;
import io.tapehouse.simulator.market.Market;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Margin loans and short sales: three lines of the market above, and a row a stock. */
final class MarginReport extends TwseReport {

  private static final LocalDate NEXT_DAY_NAMED = LocalDate.of(2025, 1, 1);

  private static final List<String> LINES = List.of("項目", "買進", "賣出", "現金(券)償還", "前日餘額", "今日餘額");

  private static final String GROUPS = ",,\"融資\",,,,,,\"融券\",,,,,,,,\r\n";

  private final Market market;

  MarginReport(Market market) {
    this.market = market;
  }

  @Override
  public Optional<TextTable> table(Edition edition) {
    LocalDate date = edition.date();
    if (!market.days().isOpen(date)) {
      return Optional.empty();
    }
    List<List<String>> rows =
        ListedStocks.companies().stream().map(stock -> row(stock, edition)).toList();
    String title = RocDate.day(date) + " 融資融券彙總 (全部)";
    return Optional.of(new TextTable(title, columns(date), rows));
  }

  @Override
  List<TextTable> above(Edition edition) {
    MarginTrades all = MarginTrades.NONE;
    for (ListedStock stock : ListedStocks.companies()) {
      all = all.plus(MarginTrades.of(market, stock, edition.date(), edition.revision()));
    }
    List<List<String>> rows =
        List.of(
            line("融資(交易單位)", loans(all.margin())),
            line("融券(交易單位)", shorts(all.shorts())),
            line("融資金額(仟元)", loans(all.value())));
    return List.of(new TextTable(RocDate.day(edition.date()) + " 信用交易統計", LINES, rows));
  }

  /** Which names are of loans, and which of short sales, stands in a line above them. */
  @Override
  String csv(TextTable table) {
    return super.csv(table).replaceFirst("\r\n", "\r\n" + GROUPS);
  }

  @Override
  String date(Edition edition) {
    return edition.date().format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  @Override
  public LocalDate otherDate(LocalDate date) {
    return market.days().before(date);
  }

  private static List<String> columns(LocalDate date) {
    String limit = date.isBefore(NEXT_DAY_NAMED) ? "限額" : "次一營業日限額";
    return List.of(
        "代號", "名稱", "買進", "賣出", "現金償還", "前日餘額", "今日餘額", limit, "買進", "賣出", "現券償還", "前日餘額", "今日餘額",
        limit, "資券互抵", "註記");
  }

  private List<String> row(ListedStock stock, Edition edition) {
    MarginTrades trades = MarginTrades.of(market, stock, edition.date(), edition.revision());
    List<String> cells = new ArrayList<>(List.of(stock.code(), stock.name()));
    cells.addAll(loans(trades.margin()));
    cells.add(WholeNumber.text(trades.limit()));
    cells.addAll(shorts(trades.shorts()));
    cells.add(WholeNumber.text(trades.limit()));
    cells.add(WholeNumber.text(trades.offset()));
    cells.add(" ");
    return cells;
  }

  private static List<String> line(String item, List<String> figures) {
    List<String> cells = new ArrayList<>(List.of(item));
    cells.addAll(figures);
    return cells;
  }

  private static List<String> loans(Side side) {
    return texts(side.opened(), side.closed(), side.repaid(), side.previous(), side.balance());
  }

  /** Bought back first, then sold short. */
  private static List<String> shorts(Side side) {
    return texts(side.closed(), side.opened(), side.repaid(), side.previous(), side.balance());
  }

  private static List<String> texts(long... figures) {
    return LongStream.of(figures).mapToObj(WholeNumber::text).toList();
  }
}

package io.tapehouse.simulator.twse;

import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.document.TextTable;
import io.tapehouse.simulator.market.ListedStocks;
import io.tapehouse.simulator.market.ListedStocks.ListedStock;
import io.tapehouse.simulator.market.Market;
import io.tapehouse.simulator.market.Valuation;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** P/E, P/B and dividend yield of every stock, by the simulated closes. */
final class Valuations extends TwseReport {

  /** The day on which the columns changed their order and two came in. */
  private static final LocalDate CHANGE = LocalDate.of(2017, 4, 13);

  private static final List<String> BEFORE = List.of("證券代號", "證券名稱", "本益比", "殖利率(%)", "股價淨值比");
  private static final List<String> SINCE =
      List.of("證券代號", "證券名稱", "殖利率(%)", "股利年度", "本益比", "股價淨值比", "財報年/季");
  private static final String YEAR = "股利年度";

  private final Market market;

  Valuations(Market market) {
    this.market = market;
  }

  @Override
  public Optional<TextTable> table(Edition edition) {
    LocalDate date = edition.date();
    if (!market.days().isOpen(date)) {
      return Optional.empty();
    }
    boolean before = date.isBefore(CHANGE);
    List<List<String>> rows = new ArrayList<>();
    for (ListedStock stock : ListedStocks.companies()) {
      rows.add(row(stock, date, before, edition.revision()));
    }
    String title = RocDate.day(date) + " 個股日本益比、殖利率及股價淨值比";
    return Optional.of(new TextTable(title, before ? BEFORE : SINCE, rows));
  }

  @Override
  String date(Edition edition) {
    return edition.date().format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  @Override
  public LocalDate otherDate(LocalDate date) {
    return market.days().before(date);
  }

  /** The year is a number in JSON, all else is text. */
  @Override
  List<List<Object>> jsonRows(TextTable table) {
    int year = table.columns().indexOf(YEAR);
    List<List<Object>> rows = new ArrayList<>();
    for (List<String> row : table.rows()) {
      List<Object> cells = new ArrayList<>(row);
      if (year >= 0 && year < cells.size()) {
        cells.set(year, Integer.valueOf(row.get(year)));
      }
      rows.add(cells);
    }
    return rows;
  }

  /** The remark below is one quoted cell of several lines. */
  @Override
  String csv(TextTable table) {
    return super.csv(table)
        + "\"\"\r\n"
        + "\"說明： \n\n模擬的資料，不是任何公司的。\n\n計算方式：\n"
        + "1. 本益比 = 收盤價／每股盈餘，虧損者不計算。\n"
        + "2. 殖利率 = 每股股利／收盤價*100%, 以最近一年為準。\"\r\n";
  }

  private List<String> row(ListedStock stock, LocalDate date, boolean before, int revision) {
    Valuation valuation = Valuation.of(market, stock, date);
    String ratio = valuation.earnings().map(Valuations::decimals).orElse("-");
    String yield = decimals(valuation.yield());
    String worth = decimals(valuation.book() + 0.01 * revision);
    if (before) {
      return List.of(stock.code(), stock.name(), ratio, yield, worth);
    }
    String year = Integer.toString(RocDate.year(date) - 1);
    String report = RocDate.year(valuation.quarter()) + "/" + valuation.quarterOfYear();
    return List.of(stock.code(), stock.name(), yield, year, ratio, worth, report);
  }

  private static String decimals(double value) {
    return IndexNumber.text(Math.max(0, Math.round(value * 100)));
  }
}

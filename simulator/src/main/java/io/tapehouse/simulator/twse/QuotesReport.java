package io.tapehouse.simulator.twse;

import io.tapehouse.simulator.document.DocumentForm;
import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.document.TextTable;
import io.tapehouse.simulator.document.WholeNumber;
import io.tapehouse.simulator.market.ListedStocks;
import io.tapehouse.simulator.market.ListedStocks.ListedStock;
import io.tapehouse.simulator.market.Market;
import io.tapehouse.simulator.market.MarketDay;
import io.tapehouse.simulator.market.Series;
import io.tapehouse.simulator.market.StockDay;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The daily report: closes of indices, turnover by kind and breadth above the quotes of stocks. */
final class QuotesReport extends TwseReport {

  /** The first day with other tables than the quotes. */
  private static final LocalDate OTHER_TABLES = LocalDate.of(2009, 1, 5);

  private static final List<String> COLUMNS =
      List.of(
          "證券代號", "證券名稱", "成交股數", "成交筆數", "成交金額", "開盤價", "最高價", "最低價", "收盤價", "漲跌(+/-)", "漲跌價差",
          "最後揭示買價", "最後揭示買量", "最後揭示賣價", "最後揭示賣量", "本益比");
  private static final List<String> KINDS =
      List.of(
          "1.一般股票",
          "2.台灣存託憑證",
          "3.受益憑證",
          "4.ETF",
          "5.受益證券",
          "6.變更交易股票",
          "7.認購(售)權證",
          "8.轉換公司債",
          "9.附認股權特別股",
          "10.附認股權公司債",
          "11.認股權憑證",
          "12.公司債",
          "證券合計(1+6)",
          "總計(1~12)");
  private static final List<String> SUMMED = List.of("1.一般股票", "證券合計(1+6)", "總計(1~12)");

  /** Total return is so many times the price. */
  private static final double REINVESTED = 1.8;

  private final Market market;

  QuotesReport(Market market) {
    this.market = market;
  }

  @Override
  public Optional<TextTable> table(Edition edition) {
    LocalDate date = edition.date();
    if (!market.days().isOpen(date)) {
      return Optional.empty();
    }
    boolean html = edition.form() == DocumentForm.JSON;
    List<List<String>> rows =
        ListedStocks.companies().stream()
            .map(stock -> row(stock, date, edition.revision(), html))
            .toList();
    String title = RocDate.day(date) + " 每日收盤行情(全部(不含權證、牛熊證))";
    return Optional.of(new TextTable(title, COLUMNS, rows));
  }

  @Override
  List<TextTable> above(Edition edition) {
    LocalDate date = edition.date();
    if (date.isBefore(OTHER_TABLES)) {
      return List.of();
    }
    boolean html = edition.form() == DocumentForm.JSON;
    MarketDay day = MarketDay.of(market, ListedStocks.companies(), date, edition.revision());
    return List.of(
        indices(RocDate.day(date) + " 價格指數(臺灣證券交易所)", "指數", 1, date, html),
        indices("報酬指數(臺灣證券交易所)", "報酬指數", REINVESTED, date, html),
        new TextTable(
            RocDate.day(date) + " 大盤統計資訊",
            List.of("成交統計", "成交金額(元)", "成交股數(股)", "成交筆數"),
            KINDS.stream().map(kind -> kind(kind, day)).toList()),
        breadth(day));
  }

  @Override
  String date(Edition edition) {
    return edition.date().format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  @Override
  public LocalDate otherDate(LocalDate date) {
    return market.days().before(date);
  }

  private TextTable indices(
      String title, String heading, double times, LocalDate date, boolean html) {
    List<List<String>> rows = new ArrayList<>();
    List<String> names = Indices.columns().subList(1, Indices.columns().size());
    for (int i = 0; i < names.size(); i++) {
      Series series = Indices.SERIES.get(i);
      long close = IndexNumber.hundredths(market.close(series, date) * times);
      long before =
          IndexNumber.hundredths(market.close(series, market.days().before(date)) * times);
      String name = times == 1 ? names.get(i) : names.get(i).replace("指數", "報酬指數");
      long percent = Math.round(10_000.0 * Math.abs(close - before) / before);
      rows.add(
          List.of(
              name,
              IndexNumber.text(close),
              sign(close - before, html),
              IndexNumber.text(Math.abs(close - before)),
              (close < before ? "-" : "") + IndexNumber.text(percent)));
    }
    return new TextTable(title, List.of(heading, "收盤指數", "漲跌(+/-)", "漲跌點數", "漲跌百分比(%)"), rows);
  }

  private static List<String> kind(String name, MarketDay day) {
    boolean summed = SUMMED.contains(name);
    return List.of(
        name,
        WholeNumber.text(summed ? day.value() : 0),
        WholeNumber.text(summed ? day.volume() : 0),
        WholeNumber.text(summed ? day.trades() : 0));
  }

  private static TextTable breadth(MarketDay day) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(way("上漲(漲停)", day.advances() + "(0)"));
    rows.add(way("下跌(跌停)", day.declines() + "(0)"));
    rows.add(way("持平", Integer.toString(day.unchanged())));
    rows.add(way("未成交", Integer.toString(day.untraded())));
    rows.add(way("無比價", Integer.toString(day.incomparable())));
    return new TextTable("漲跌證券數合計", List.of("類型", "整體市場", "股票"), rows);
  }

  private static List<String> way(String name, String count) {
    return List.of(name, count, count);
  }

  private List<String> row(ListedStock stock, LocalDate date, int revision, boolean html) {
    StockDay day = StockDay.of(market, stock, date, revision);
    List<String> cells = new ArrayList<>();
    cells.add(stock.code());
    cells.add(stock.name());
    cells.add(WholeNumber.text(day.volume()));
    cells.add(WholeNumber.text(day.trades()));
    cells.add(WholeNumber.text(day.value()));
    if (day.prices().isEmpty()) {
      cells.addAll(List.of("--", "--", "--", "--", html ? "<p> </p>" : " ", "0.00"));
    } else {
      StockDay.Prices prices = day.prices().get();
      long change = prices.close() - prices.reference();
      cells.add(IndexNumber.text(prices.open()));
      cells.add(IndexNumber.text(prices.high()));
      cells.add(IndexNumber.text(prices.low()));
      cells.add(IndexNumber.text(prices.close()));
      cells.add(prices.reset() ? (html ? "<p>X</p>" : "X") : sign(change, html));
      cells.add(prices.reset() ? "0.00" : IndexNumber.text(Math.abs(change)));
    }
    cells.add(IndexNumber.text(day.bid().price()));
    cells.add(WholeNumber.text(day.bid().lots()));
    cells.add(IndexNumber.text(day.ask().price()));
    cells.add(WholeNumber.text(day.ask().lots()));
    cells.add("0.00");
    return List.copyOf(cells);
  }

  private static String sign(long change, boolean html) {
    if (change == 0) {
      return html ? "<p> </p>" : " ";
    }
    String sign = change > 0 ? "+" : "-";
    String colour = change > 0 ? "red" : "green";
    return html ? "<p style ='color:%s'>%s</p>".formatted(colour, sign) : sign;
  }
}

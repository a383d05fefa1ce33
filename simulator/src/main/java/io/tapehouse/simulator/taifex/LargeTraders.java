package io.tapehouse.simulator.taifex;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the five and the ten largest traders hold, of the open interest of the daily reports. */
final class LargeTraders extends TaifexReport {

  private static final List<String> SIDES =
      List.of("前五大交易人買方", "前五大交易人賣方", "前十大交易人買方", "前十大交易人賣方", "全市場未沖銷部位數");
  private static final List<String> NOTES =
      List.of(
          "月份類別格式: 666666為所有週到期契約合計，yyyymm為近月契約，999999 為所有契約合計。",
          "交易人類別格式： 0 為前五大或前十大交易人，1 為其中屬於特定法人者",
          "-表當日收盤後無週到期契約；\"0\"表該契約於當日收盤後無未沖銷部位。");
  private static final String WEEKLIES = "666666";
  private static final String ALL = "999999";

  private final Source source;

  /** Open interest by the first cells of a row, and by the publisher's text of the expiry. */
  private interface Source {
    Map<List<String>, Map<String, Long>> open(LocalDate date, int revision);
  }

  private LargeTraders(FuturesExchange futures) {
    super(futures.market(), columns(List.of()), "", NOTES, WithoutData.ALERT);
    this.source = (date, revision) -> futures(futures, date, revision);
  }

  private LargeTraders(OptionsExchange options) {
    super(options.market(), columns(List.of("買賣權")), "", NOTES, WithoutData.ALERT);
    this.source = (date, revision) -> options(options, date, revision);
  }

  static LargeTraders ofFutures(FuturesExchange exchange) {
    return new LargeTraders(exchange);
  }

  static LargeTraders ofOptions(OptionsExchange exchange) {
    return new LargeTraders(exchange);
  }

  @Override
  List<List<String>> rows(LocalDate date, int revision) {
    List<List<String>> rows = new ArrayList<>();
    source
        .open(date, revision)
        .forEach(
            (first, months) ->
                months.forEach(
                    (month, open) -> {
                      for (int kind = 0; kind <= 1; kind++) {
                        List<String> cells = new ArrayList<>(List.of(slashed(date)));
                        cells.addAll(first);
                        cells.addAll(List.of(padded(month, 8), Integer.toString(kind)));
                        cells.addAll(shares(open, kind));
                        rows.add(cells);
                      }
                    }));
    return rows;
  }

  /** Parts of the open interest; of institutions alone less, and of weeklies nobody's. */
  private static List<String> shares(long open, int kind) {
    if (open < 0) {
      return List.of("-", "-", "-", "-", "-");
    }
    long five = open * (kind == 0 ? 45 : 30) / 100;
    long ten = open * (kind == 0 ? 62 : 41) / 100;
    return Stream.of(five, five * 9 / 10, ten, ten * 9 / 10, open)
        .map(figure -> Long.toString(figure))
        .toList();
  }

  private static Map<List<String>, Map<String, Long>> futures(
      FuturesExchange exchange, LocalDate date, int revision) {
    Map<List<String>, Map<String, Long>> open = new LinkedHashMap<>();
    ContractCalendar calendar = new ContractCalendar(exchange.market().days());
    for (ProductDay day : exchange.day(date, revision)) {
      FuturesProduct product = day.product();
      // Its contracts count as a part of TX.
      if (product.code().equals("MTX") || product.code().equals("TMF")) {
        continue;
      }
      boolean stock = product.months() == Months.STOCK;
      String code = stock ? product.code().substring(0, 2) : product.code();
      Map<String, Long> months = new LinkedHashMap<>();
      if (code.equals("TX")) {
        months.put(WEEKLIES, -1L);
      }
      for (Contract contract : calendar.monthly(product.months(), date)) {
        long lots =
            OpenInterest.of(exchange.market(), product.code() + "/" + contract.month(), date);
        if (months.size() == (months.containsKey(WEEKLIES) ? 1 : 0)) {
          months.put(contract.month(), lots);
        }
        months.merge(ALL, lots, Long::sum);
      }
      open.put(List.of(padded(code, 7), padded("期貨 " + code, 16)), months);
    }
    return open;
  }

  private static Map<List<String>, Map<String, Long>> options(
      OptionsExchange exchange, LocalDate date, int revision) {
    Map<List<String>, Map<String, Long>> open = new LinkedHashMap<>();
    for (OptionSeries series : exchange.series(date, revision).keySet()) {
      if (series.lastDay()) {
        continue;
      }
      long lots = series.openInterest(exchange.market(), date);
      boolean weekly = series.month().length() > 6;
      Map<String, Long> months =
          open.computeIfAbsent(
              List.of(
                  padded(series.product(), 7),
                  "選擇權 " + series.product(),
                  series.type().equals("C") ? "買權" : "賣權"),
              first -> new LinkedHashMap<>());
      if (weekly) {
        months.merge(WEEKLIES, lots, Long::sum);
      } else if (months.keySet().stream().allMatch(LargeTraders::isSum)) {
        months.put(series.month(), lots);
      } else {
        months.computeIfPresent(series.month(), (month, sum) -> sum + lots);
      }
      months.merge(ALL, lots, Long::sum);
    }
    return open;
  }

  private static boolean isSum(String month) {
    return month.equals(WEEKLIES) || month.equals(ALL);
  }

  private static List<String> columns(List<String> right) {
    List<String> columns = new ArrayList<>(List.of("日期", "商品(契約)", "商品名稱(契約名稱)"));
    columns.addAll(right);
    columns.addAll(List.of("到期月份(週別)", "交易人類別"));
    columns.addAll(SIDES);
    return columns;
  }
}

package io.tapehouse.simulator.taifex;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The daily report of futures and calendar spreads, from the trades of the tick file. */
final class FuturesDaily extends TaifexReport {

  private static final List<String> COLUMNS =
      List.of(
          "交易日期",
          "契約",
          "到期月份(週別)",
          "開盤價",
          "最高價",
          "最低價",
          "收盤價",
          "漲跌價",
          "漲跌%",
          "成交量",
          "結算價",
          "未沖銷契約數",
          "最後最佳買價",
          "最後最佳賣價",
          "歷史最高價",
          "歷史最低價",
          "是否因訊息面暫停交易",
          "交易時段",
          "價差對單式委託成交量");
  private static final int LOT_OF_A_CONTRACT = 2;
  private static final int LOT_OF_A_SPREAD = 4;
  private static final int MONTH_WIDTH = 8;
  private static final int SPREAD_WIDTH = 17;
  private static final String NONE = "-";

  private final FuturesExchange exchange;
  private final ContractCalendar calendar;

  FuturesDaily(FuturesExchange exchange) {
    super(exchange.market(), COLUMNS, ",", List.of(), WithoutData.HEADER);
    this.exchange = exchange;
    this.calendar = new ContractCalendar(exchange.market().days());
  }

  @Override
  List<List<String>> rows(LocalDate date, int revision) {
    List<List<String>> contracts = new ArrayList<>();
    List<List<String>> spreads = new ArrayList<>();
    for (ProductDay day : exchange.day(date, revision)) {
      Map<String, Sessions> months = new TreeMap<>();
      calendar
          .monthly(day.product().months(), date)
          .forEach(contract -> months.put(contract.month(), new Sessions()));
      day.fills().stream()
          .sorted(Comparator.comparingInt(Fill::clock))
          .forEach(fill -> months.computeIfAbsent(fill.month(), month -> new Sessions()).add(fill));
      months.forEach(
          (month, sessions) -> {
            if (month.indexOf('/') < 0) {
              contracts.addAll(contract(day, month, sessions, date));
            } else {
              spreads.addAll(spread(day, month, sessions, date));
            }
          });
    }
    contracts.addAll(spreads);
    return contracts;
  }

  /** The trades of a contract by day and by night. */
  private static final class Sessions {

    private final SessionFigures day = new SessionFigures();
    private final SessionFigures night = new SessionFigures();

    void add(Fill fill) {
      SessionFigures session = Hours.isNight(fill.clock()) ? night : day;
      session.add(
          fill.price(), fill.volume() / (fill.isSpread() ? LOT_OF_A_SPREAD : LOT_OF_A_CONTRACT));
    }
  }

  private List<List<String>> contract(
      ProductDay traded, String month, Sessions sessions, LocalDate date) {
    FuturesProduct product = traded.product();
    long settled = settlement(product, month, date);
    long before = settlement(product, month, market().days().before(date));
    boolean lastDay = isLastDay(month, product, date);
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        row(
            product,
            padded(month, MONTH_WIDTH),
            date,
            sessions.day,
            change(sessions.day, before),
            List.of(
                lastDay ? "0" : price(settled),
                Long.toString(OpenInterest.of(market(), product.code() + "/" + month, date))),
            quotes(settled, product.tick((double) settled / Price.UNIT)),
            extremes(sessions, settled),
            "一般",
            ""));
    if (product.hours().hasNight()) {
      rows.add(
          row(
              product,
              padded(month, MONTH_WIDTH),
              date,
              sessions.night,
              change(sessions.night, before),
              List.of(NONE, NONE),
              quotes(settled, product.tick((double) settled / Price.UNIT)),
              extremes(sessions, settled),
              "盤後",
              ""));
    }
    return rows;
  }

  private List<List<String>> spread(
      ProductDay traded, String months, Sessions sessions, LocalDate date) {
    List<List<String>> rows = new ArrayList<>();
    Map<String, SessionFigures> both = new LinkedHashMap<>();
    both.put("一般", sessions.day);
    both.put("盤後", sessions.night);
    both.forEach(
        (name, session) -> {
          if (session.isTraded()) {
            long met =
                traded.spreadOrders().stream()
                    .filter(order -> order.month().equals(months) && !order.marked())
                    .filter(order -> Hours.isNight(order.clock()) == name.equals("盤後"))
                    .mapToLong(order -> order.volume() / LOT_OF_A_SPREAD)
                    .sum();
            rows.add(
                row(
                    traded.product(),
                    padded(months, SPREAD_WIDTH),
                    date,
                    session,
                    List.of(NONE, NONE),
                    List.of(NONE, NONE),
                    quotes(session.close(), traded.product().spreadTick()),
                    List.of(price(session.high()), price(session.low())),
                    name,
                    Long.toString(met)));
          }
        });
    return rows;
  }

  private static List<String> row(
      FuturesProduct product,
      String month,
      LocalDate date,
      SessionFigures session,
      List<String> change,
      List<String> settlement,
      List<String> quotes,
      List<String> extremes,
      String name,
      String metSingles) {
    List<String> cells = new ArrayList<>(List.of(slashed(date), product.code(), month));
    cells.addAll(session.prices());
    cells.addAll(change);
    cells.add(Long.toString(session.lots()));
    cells.addAll(settlement);
    cells.addAll(quotes);
    cells.addAll(extremes);
    cells.addAll(List.of("", name, metSingles));
    return cells;
  }

  private static List<String> change(SessionFigures session, long before) {
    return session.isTraded()
        ? List.of(price(session.close() - before), percent(session.close() - before, before) + "%")
        : List.of(NONE, NONE);
  }

  private static List<String> quotes(long price, long tick) {
    return List.of(price(price - tick), price(price + tick));
  }

  private static List<String> extremes(Sessions sessions, long settled) {
    long high = settled;
    long low = settled;
    for (SessionFigures session : List.of(sessions.day, sessions.night)) {
      high = session.isTraded() ? Math.max(high, session.high()) : high;
      low = session.isTraded() ? Math.min(low, session.low()) : low;
    }
    return List.of(price(high), price(low));
  }

  private boolean isLastDay(String month, FuturesProduct product, LocalDate date) {
    return calendar.monthly(product.months(), date).stream()
            .anyMatch(contract -> contract.month().equals(month) && contract.expires(date))
        || calendar.wednesdays(date).stream()
            .anyMatch(contract -> contract.month().equals(month) && contract.expires(date));
  }

  /** Where the contract stands at the close. */
  private long settlement(FuturesProduct product, String month, LocalDate date) {
    return new Quotes(product, market().path(product.series(), date), date)
        .price(month, product.hours().close(), 0);
  }
}

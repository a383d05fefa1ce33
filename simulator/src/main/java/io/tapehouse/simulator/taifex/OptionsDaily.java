package io.tapehouse.simulator.taifex;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The daily report of options, from the trades of the tick file; most series have none. */
final class OptionsDaily extends TaifexReport {

  private static final List<String> COLUMNS =
      List.of(
          "交易日期",
          "契約",
          "到期月份(週別)",
          "履約價",
          "買賣權",
          "開盤價",
          "最高價",
          "最低價",
          "收盤價",
          "成交量",
          "結算價",
          "未沖銷契約數",
          "最後最佳買價",
          "最後最佳賣價",
          "歷史最高價",
          "歷史最低價",
          "是否因訊息面暫停交易",
          "交易時段",
          "漲跌價",
          "漲跌%");
  private static final String NONE = "-";
  private static final long TICK = Price.UNIT / 10;
  private static final int DEAREST = 400;

  private final OptionsExchange exchange;

  OptionsDaily(OptionsExchange exchange) {
    super(exchange.market(), COLUMNS, ",", List.of(), WithoutData.HEADER);
    this.exchange = exchange;
  }

  @Override
  List<List<String>> rows(LocalDate date, int revision) {
    List<List<String>> rows = new ArrayList<>();
    exchange
        .series(date, revision)
        .forEach(
            (series, fills) -> {
              SessionFigures day = new SessionFigures();
              SessionFigures night = new SessionFigures();
              fills.forEach(
                  fill ->
                      (Hours.isNight(fill.clock()) ? night : day).add(fill.price(), fill.lots()));
              long settled = day.isTraded() ? day.close() : worth(series, date);
              rows.add(
                  row(
                      series,
                      date,
                      day,
                      List.of(
                          series.lastDay() ? "0" : price(settled),
                          Long.toString(series.openInterest(market(), date))),
                      "一般"));
              if (series.product().equals("TXO")) {
                rows.add(row(series, date, night, List.of(NONE, NONE), "盤後"));
              }
            });
    return rows;
  }

  private List<String> row(
      OptionSeries series,
      LocalDate date,
      SessionFigures session,
      List<String> settlement,
      String name) {
    boolean traded = session.isTraded();
    List<String> cells =
        new ArrayList<>(
            List.of(
                slashed(date),
                series.product(),
                padded(series.month(), 8),
                series.strike() + ".0000",
                series.type().equals("C") ? "買權" : "賣權"));
    cells.addAll(session.prices());
    cells.add(Long.toString(session.lots()));
    cells.addAll(settlement);
    cells.add(traded && session.close() > TICK ? price(session.close() - TICK) : NONE);
    cells.add(traded ? price(session.close() + TICK) : NONE);
    cells.add(traded ? price(session.high()) : NONE);
    cells.add(traded ? price(session.low()) : NONE);
    cells.addAll(List.of("", name));
    long before = worth(series, market().days().before(date));
    cells.add(traded ? price(session.close() - before) : NONE);
    cells.add(traded ? percent(session.close() - before, before) + "%" : NONE);
    return cells;
  }

  private long worth(OptionSeries series, LocalDate date) {
    return TICK * (1 + market().random("worth of " + series, date).nextInt(DEAREST));
  }
}

package io.tapehouse.simulator.taifex;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts against calls of the index options, counted from the trades of the options tick file. The
 * open interest of series on their last day is left out.
 */
final class PutCallRatio extends TaifexReport {

  private static final List<String> COLUMNS =
      List.of("日期", "賣權成交量", "買權成交量", "買賣權成交量比率%", "賣權未平倉量", "買權未平倉量", "買賣權未平倉量比率%");

  private final OptionsExchange exchange;

  PutCallRatio(OptionsExchange exchange) {
    super(exchange.market(), COLUMNS, ",", List.of(), WithoutData.HEADER);
    this.exchange = exchange;
  }

  @Override
  List<List<String>> rows(LocalDate date, int revision) {
    long[] lots = new long[2];
    long[] open = new long[2];
    for (Map.Entry<OptionSeries, List<OptionFill>> entry :
        exchange.series(date, revision).entrySet()) {
      OptionSeries series = entry.getKey();
      if (series.product().equals("TXO")) {
        int side = series.type().equals("P") ? 0 : 1;
        lots[side] += entry.getValue().stream().mapToLong(OptionFill::lots).sum();
        open[side] += series.lastDay() ? 0 : series.openInterest(market(), date);
      }
    }
    List<String> cells = new ArrayList<>(List.of(slashed(date)));
    for (long[] both : List.of(lots, open)) {
      cells.add(Long.toString(both[0]));
      cells.add(Long.toString(both[1]));
      cells.add(percent(both[0], both[1]));
    }
    return List.of(cells);
  }
}

package io.tapehouse.simulator.taifex;

import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.document.Portion;
import io.tapehouse.simulator.document.TextTable;
import io.tapehouse.simulator.market.Market;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The options tick file, which is the printout of a database client: padded columns under a ruled
 * line.
 */
final class OptionsTickFile extends TaifexFile {

  private static final List<String> COLUMNS =
      List.of(
          " 成交日期",
          "          商品代號",
          "        履約價格",
          "                                                      到期月份(週別)",
          "        買賣權別",
          "      成交時間",
          "          成交價格",
          "         成交數量(B or S)",
          "     開盤集合競價 ");
  private static final String RULE =
      "---------- ---- ------- ---- ----------------------------------------------------- ----"
          + " ------- ---- ----- ---- --------- ---- -------- ---- --------- ";

  /** The width of each cell; months and volumes stand as they are. */
  private static final List<Integer> WIDTHS = List.of(11, 8, 54, 0, 6, 8, 9, 0, 0);

  private final OptionsExchange exchange;

  OptionsTickFile(Market market) {
    super(market);
    this.exchange = new OptionsExchange(market);
  }

  @Override
  TextTable openDay(Edition edition) {
    LocalDate date = edition.date();
    LocalDate dayBefore = market().days().before(date);
    List<List<String>> rows = new ArrayList<>();
    for (OptionFill fill : exchange.day(date, edition.revision())) {
      if (edition.portion() == Portion.WHOLE_DAY || Hours.isNight(fill.clock())) {
        String day = compact(Hours.date(fill.clock(), date, dayBefore));
        rows.add(cells(day, fill, fill.lots()));
        if (fill.split() > 0) {
          rows.add(cells(day, fill, fill.split()));
        }
        rows.add(cells(day, fill, fill.lots() - fill.split()));
      }
    }
    return new TextTable("", COLUMNS, rows);
  }

  @Override
  List<String> head(TextTable table) {
    return List.of(String.join(",", table.columns()), RULE);
  }

  @Override
  void line(StringBuilder text, List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        text.append(",    ");
      }
      String cell = cells.get(i);
      int width = i < WIDTHS.size() ? WIDTHS.get(i) : 0;
      text.append(cell).append(" ".repeat(Math.max(0, width - cell.length())));
    }
  }

  private static List<String> cells(String day, OptionFill fill, int lots) {
    return List.of(
        day,
        fill.product(),
        Integer.toString(fill.strike()),
        fill.month() + "  ",
        fill.type(),
        Hours.time(fill.clock()),
        Price.text(fill.price()),
        Integer.toString(lots),
        fill.auction() ? "*" : " ");
  }
}

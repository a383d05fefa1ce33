package io.tapehouse.simulator.taifex;

import java.time.LocalDate;
import java.util.List;

/** Turns fills into the cells that both tick files have. */
final class FuturesRows {

  private final LocalDate date;
  private final String tradingDate;
  private final LocalDate dayBefore;
  private final String evening;
  private final String morning;

  FuturesRows(LocalDate date, LocalDate dayBefore) {
    this.date = date;
    this.dayBefore = dayBefore;
    this.tradingDate = TaifexFile.compact(date);
    this.evening = TaifexFile.compact(dayBefore);
    this.morning = TaifexFile.compact(dayBefore.plusDays(1));
  }

  List<String> cells(String product, Fill fill) {
    return List.of(
        dateText(fill.clock()),
        product,
        fill.month(),
        Hours.time(fill.clock()),
        Price.text(fill.price()),
        Integer.toString(fill.volume()),
        fill.isSpread() ? Price.text(fill.near()) : "-",
        fill.isSpread() ? Price.text(fill.far()) : "-",
        fill.marked() ? "*" : " ");
  }

  private String dateText(int clock) {
    LocalDate day = Hours.date(clock, date, dayBefore);
    if (day.equals(date)) {
      return tradingDate;
    }
    return day.equals(dayBefore) ? evening : morning;
  }
}

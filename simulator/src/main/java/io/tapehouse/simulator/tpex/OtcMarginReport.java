package io.tapehouse.simulator.tpex;

import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.document.WholeNumber;
import io.tapehouse.simulator.market.ListedStocks.ListedStock;
import io.tapehouse.simulator.market.MarginTrades;
import io.tapehouse.simulator.market.MarginTrades.Side;
import io.tapehouse.simulator.market.Market;
import io.tapehouse.simulator.market.OtcStocks;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Margin loans and short sales of each OTC stock, and their sums below. */
final class OtcMarginReport extends TpexReport {

  private static final List<String> COLUMNS =
      List.of(
          "代號", "名稱", "前資餘額(張)", "資買", "資賣", "現償", "資餘額", "資屬證金", "資使用率(%)", "資限額", "前券餘額(張)", "券賣",
          "券買", "券償", "券餘額", "券屬證金", "券使用率(%)", "券限額", "資券相抵(張)", "備註");

  OtcMarginReport(Market market) {
    super(market, "上櫃股票融資融券餘額");
  }

  @Override
  List<String> columns(LocalDate date) {
    return COLUMNS;
  }

  @Override
  List<List<String>> rows(Edition edition) {
    return OtcStocks.companies().stream().map(stock -> row(stock, edition)).toList();
  }

  @Override
  List<List<String>> summary(Edition edition) {
    MarginTrades all = MarginTrades.NONE;
    for (ListedStock stock : OtcStocks.companies()) {
      all = all.plus(MarginTrades.of(market(), stock, edition.date(), edition.revision()));
    }
    return List.of(
        padded(
            Stream.of(List.of("", "合計(張)"), cells(all.margin()), blanks(3), cells(all.shorts()))),
        padded(Stream.of(List.of("", "融資金(仟元)"), cells(all.value()))));
  }

  private List<String> row(ListedStock stock, Edition edition) {
    MarginTrades trades = MarginTrades.of(market(), stock, edition.date(), edition.revision());
    String limit = WholeNumber.text(trades.limit());
    return padded(
        Stream.of(
            List.of(stock.code(), stock.name()),
            cells(trades.margin()),
            List.of("0", used(trades.margin(), trades), limit),
            cells(trades.shorts()),
            List.of("0", used(trades.shorts(), trades), limit),
            List.of(WholeNumber.text(trades.offset()))));
  }

  /** The day before first, then what was opened: bought on margin, or sold short. */
  private static List<String> cells(Side side) {
    return LongStream.of(
            side.previous(), side.opened(), side.closed(), side.repaid(), side.balance())
        .mapToObj(WholeNumber::text)
        .toList();
  }

  private static String used(Side side, MarginTrades trades) {
    return String.format(Locale.ROOT, "%.2f", 100.0 * side.balance() / trades.limit());
  }

  private static List<String> blanks(int count) {
    return Collections.nCopies(count, "");
  }

  private static List<String> padded(Stream<List<String>> parts) {
    List<String> cells = new ArrayList<>();
    parts.forEach(cells::addAll);
    cells.addAll(blanks(COLUMNS.size() - cells.size()));
    return cells;
  }
}

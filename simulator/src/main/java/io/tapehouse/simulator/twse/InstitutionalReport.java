package io.tapehouse.simulator.twse;

import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.document.TextTable;
import io.tapehouse.simulator.document.WholeNumber;
import io.tapehouse.simulator.market.InstitutionalTrades;
import io.tapehouse.simulator.market.ListedStocks;
import io.tapehouse.simulator.market.ListedStocks.ListedStock;
import io.tapehouse.simulator.market.Market;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What institutional investors bought and sold of each stock, largest total first. */
final class InstitutionalReport extends TwseReport {

  /** The days on which hedging, and then foreign dealers, were set apart. */
  private static final LocalDate HEDGING = LocalDate.of(2014, 12, 1);

  private static final LocalDate FOREIGN_DEALERS = LocalDate.of(2017, 12, 18);
  private static final LocalDate FIRST = LocalDate.of(2012, 5, 2);

  private final Market market;

  InstitutionalReport(Market market) {
    this.market = market;
  }

  /** A stock and its trades. */
  private record Line(ListedStock stock, InstitutionalTrades trades) {}

  @Override
  public Optional<TextTable> table(Edition edition) {
    LocalDate date = edition.date();
    if (!market.days().isOpen(date) || date.isBefore(FIRST)) {
      return Optional.empty();
    }
    List<List<String>> rows =
        ListedStocks.companies().stream()
            .map(
                stock ->
                    new Line(
                        stock, InstitutionalTrades.of(market, stock, date, edition.revision())))
            .sorted(Comparator.comparingLong(line -> -line.trades().total().net()))
            .map(line -> row(line, date))
            .toList();
    return Optional.of(new TextTable(RocDate.day(date) + " 三大法人買賣超日報", columns(date), rows));
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
    boolean apart = !date.isBefore(FOREIGN_DEALERS);
    List<String> columns = new ArrayList<>(List.of("證券代號", "證券名稱"));
    columns.addAll(apart ? kinds("外陸資", "(不含外資自營商)") : kinds("外資", ""));
    columns.addAll(apart ? kinds("外資自營商", "") : List.of());
    columns.addAll(kinds("投信", ""));
    columns.add("自營商買賣超股數");
    if (date.isBefore(HEDGING)) {
      columns.addAll(kinds("自營商", "").subList(0, 2));
    } else {
      columns.addAll(kinds("自營商", "(自行買賣)"));
      columns.addAll(kinds("自營商", "(避險)"));
    }
    columns.add("三大法人買賣超股數");
    return columns;
  }

  private static List<String> kinds(String investor, String kind) {
    return List.of(investor + "買進股數" + kind, investor + "賣出股數" + kind, investor + "買賣超股數" + kind);
  }

  private static List<String> row(Line line, LocalDate date) {
    InstitutionalTrades trades = line.trades();
    List<String> cells = new ArrayList<>(List.of(line.stock().code(), line.stock().name()));
    cells.addAll(trades.foreign().cells());
    if (!date.isBefore(FOREIGN_DEALERS)) {
      cells.addAll(trades.foreignDealer().cells());
    }
    cells.addAll(trades.trust().cells());
    cells.add(WholeNumber.text(trades.dealer().net()));
    if (date.isBefore(HEDGING)) {
      cells.addAll(trades.dealer().cells().subList(0, 2));
    } else {
      cells.addAll(trades.self().cells());
      cells.addAll(trades.hedge().cells());
    }
    cells.add(WholeNumber.text(trades.total().net()));
    return cells;
  }
}

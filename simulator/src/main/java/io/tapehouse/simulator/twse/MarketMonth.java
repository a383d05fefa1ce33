package io.tapehouse.simulator.twse;

import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.document.TextTable;
import io.tapehouse.simulator.document.WholeNumber;
import io.tapehouse.simulator.market.ListedStocks;
import io.tapehouse.simulator.market.Market;
import io.tapehouse.simulator.market.MarketDay;
import io.tapehouse.simulator.market.Series;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Turnover of the market and TAIEX on each open day of a month. */
final class MarketMonth extends TwseReport {

  private static final List<String> COLUMNS =
      List.of("日期", "成交股數", "成交金額", "成交筆數", "發行量加權股價指數", "漲跌點數");

  private final Market market;
  private final LocalDate until;

  /**
   * @param until the last day that the report knows of
   */
  MarketMonth(Market market, LocalDate until) {
    this.market = market;
    this.until = until;
  }

  @Override
  public Optional<TextTable> table(Edition edition) {
    LocalDate first = edition.date().withDayOfMonth(1);
    List<List<String>> rows =
        first
            .datesUntil(first.plusMonths(1))
            .filter(day -> !day.isAfter(until) && market.days().isOpen(day))
            .map(day -> row(day, edition.revision()))
            .toList();
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(new TextTable(RocDate.month(first) + "市場成交資訊", COLUMNS, rows));
  }

  @Override
  String date(Edition edition) {
    return edition.date().withDayOfMonth(1).format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  @Override
  public LocalDate otherDate(LocalDate date) {
    return date.minusMonths(1);
  }

  private List<String> row(LocalDate date, int revision) {
    MarketDay day = MarketDay.of(market, ListedStocks.companies(), date, revision);
    long close = IndexNumber.hundredths(market.close(Series.TAIEX, date));
    long before = IndexNumber.hundredths(market.close(Series.TAIEX, market.days().before(date)));
    return List.of(
        RocDate.slashed(date),
        WholeNumber.text(day.volume()),
        WholeNumber.text(day.value()),
        WholeNumber.text(day.trades()),
        IndexNumber.text(close),
        (close < before ? "-" : "") + IndexNumber.text(Math.abs(close - before)));
  }
}

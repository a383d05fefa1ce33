package io.tapehouse.simulator.twse;

import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.document.TextTable;
import io.tapehouse.simulator.market.Market;
import io.tapehouse.simulator.market.Series;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Open, high, low and close of the main index on each open day of a month. */
final class IndexHistoryFile extends TwseReport {

  private static final List<String> COLUMNS = List.of("日期", "開盤指數", "最高指數", "最低指數", "收盤指數");

  private final Market market;
  private final LocalDate until;

  /**
   * @param until the last day that the report knows of
   */
  IndexHistoryFile(Market market, LocalDate until) {
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
            .map(this::row)
            .toList();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    String title = RocDate.month(first) + " 發行量加權股價指數歷史資料";
    if (edition.revision() > 0) {
      title = title + " ";
    }
    return Optional.of(new TextTable(title, COLUMNS, rows));
  }

  @Override
  String date(Edition edition) {
    return edition.date().format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  @Override
  public LocalDate otherDate(LocalDate date) {
    return date.minusMonths(1);
  }

  private List<String> row(LocalDate day) {
    long[] values = IndexDay.values(market.path(Series.TAIEX, day));
    // Without the first value, which is no print of the day.
    long[] prints = Arrays.copyOfRange(values, 1, values.length);
    List<String> cells = new ArrayList<>();
    cells.add(RocDate.slashed(day));
    cells.add(IndexNumber.text(prints[0]));
    cells.add(IndexNumber.text(Arrays.stream(prints).max().orElseThrow()));
    cells.add(IndexNumber.text(Arrays.stream(prints).min().orElseThrow()));
    cells.add(IndexNumber.text(prints[prints.length - 1]));
    return List.copyOf(cells);
  }
}

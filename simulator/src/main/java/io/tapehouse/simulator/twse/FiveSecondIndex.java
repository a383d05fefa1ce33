package io.tapehouse.simulator.twse;

import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.document.Portion;
import io.tapehouse.simulator.document.TextTable;
import io.tapehouse.simulator.market.Market;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The indices of one day every five seconds. */
final class FiveSecondIndex extends TwseReport {

  private static final LocalTime OPEN = LocalTime.of(9, 0);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final int ROWS_TO_NOON = 2_161;
  private static final int CORRECTED_ROW = 1_000;

  private final Market market;

  FiveSecondIndex(Market market) {
    this.market = market;
  }

  @Override
  public Optional<TextTable> table(Edition edition) {
    LocalDate date = edition.date();
    if (!market.days().isOpen(date)) {
      return Optional.empty();
    }
    List<long[]> indices =
        Indices.SERIES.stream().map(series -> IndexDay.values(market.path(series, date))).toList();
    if (edition.revision() > 0) {
      // A correction of the last sub-index alone, so that the daily report of the main one still
      // agrees.
      indices.get(indices.size() - 1)[CORRECTED_ROW]++;
    }
    int rows = edition.portion() == Portion.WHOLE_DAY ? IndexDay.ROWS : ROWS_TO_NOON;
    List<List<String>> table = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      List<String> cells = new ArrayList<>(indices.size() + 1);
      cells.add(OPEN.plusSeconds(5L * row).format(TIME));
      for (long[] index : indices) {
        cells.add(IndexNumber.text(index[row]));
      }
      table.add(cells);
    }
    return Optional.of(new TextTable(RocDate.day(date) + " 每5秒指數統計", Indices.columns(), table));
  }

  @Override
  String date(Edition edition) {
    return edition.date().format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  @Override
  List<String> notes() {
    return List.of(
        "民國100年1月16日以前，資料為每一分鐘方式提供。",
        "民國103年2月23日以前，資料為每15秒方式提供。",
        "民國103年2月24日以後，資料為每10秒方式提供。",
        "民國103年12月29日以後，資料為每5秒方式提供。");
  }

  @Override
  public LocalDate otherDate(LocalDate date) {
    return market.days().before(date);
  }
}

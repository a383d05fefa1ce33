package io.tapehouse.extractors.hkex;

import io.tapehouse.extractors.BadRow;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;

/**
 * The stocks that may be asked for on a day. Immutable.
 *
 * @param date the day
 * @param stocks in the order of the list; no code stands twice
 * @param rowsRead all rows of the file, good and bad
 * @param badRows the rows that could not be read
 */
public record CcassStockList(
    LocalDate date, List<ListedStock> stocks, long rowsRead, List<BadRow> badRows)
    implements Serializable {

  /** Copies the lists. */
  public CcassStockList {
    stocks = List.copyOf(stocks);
    badRows = List.copyOf(badRows);
  }
}

package io.tapehouse.extractors.twse;

import io.tapehouse.extractors.BadRow;
import java.time.YearMonth;
import java.util.List;

/**
 * TAIEX on the trading dates of a month, as far as the month had gone. Immutable.
 *
 * @param month the month
 * @param days one for each trading date, in the order of the file
 * @param rowsRead all rows of the file, good and bad
 * @param badRows the rows that could not be read
 * @param warnings what is unusual about the file and yet no reason to refuse it
 */
public record IndexHistory(
    YearMonth month,
    List<DailyIndex> days,
    long rowsRead,
    List<BadRow> badRows,
    List<String> warnings) {

  /** Copies the lists. */
  public IndexHistory {
    days = List.copyOf(days);
    badRows = List.copyOf(badRows);
    warnings = List.copyOf(warnings);
  }
}

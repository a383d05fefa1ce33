package io.tapehouse.extractors.twse;

import io.tapehouse.extractors.BadRow;
import java.util.Arrays;
import java.util.List;

/**
 * The indices of one day, every five seconds (or rarer, before 2014-12-29), by column. Rows keep
 * the order of the file. Arrays are handed out as they are and must not be written to; apart from
 * that it is immutable and safe for use by many threads.
 */
public final class FiveSecondIndices {

  /** In place of a value that the file does not have. */
  public static final long MISSING = PublishedNumbers.MISSING;

  private static final int OPENING = 9 * 3600;
  private static final int CLOSE = 13 * 3600 + 30 * 60;

  private final List<String> indexNames;
  private final int[] secondOfDay;
  private final long[][] micros;
  private final long[] lineNumbers;
  private final long rowsRead;
  private final List<BadRow> badRows;
  private final List<String> warnings;

  FiveSecondIndices(
      List<String> indexNames,
      int[] secondOfDay,
      long[][] micros,
      long[] lineNumbers,
      long rowsRead,
      List<BadRow> badRows,
      List<String> warnings) {
    this.indexNames = List.copyOf(indexNames);
    this.secondOfDay = secondOfDay;
    this.micros = micros;
    this.lineNumbers = lineNumbers;
    this.rowsRead = rowsRead;
    this.badRows = List.copyOf(badRows);
    this.warnings = List.copyOf(warnings);
  }

  /** The publisher's headers, each an index, in the order of the file. */
  public List<String> indexNames() {
    return indexNames;
  }

  /** How many rows could be read. */
  public int rows() {
    return secondOfDay.length;
  }

  /** The time of each row in seconds since midnight in Taipei. */
  public int[] secondOfDay() {
    return secondOfDay;
  }

  /**
   * The values of the {@code index}-th index in millionths of a point, {@link #MISSING} for none.
   */
  public long[] micros(int index) {
    return micros[index];
  }

  /** Where each row stands: line of a CSV, row of the data of JSON, from 1. */
  public long[] lineNumbers() {
    return lineNumbers;
  }

  /**
   * Whether the first row repeats the close of the day before, as it does if its time is 09:00:00
   * exactly: no price of the day can be known at that moment. Real files show it (2023-01-30 begins
   * with 14,932.93, the close of 2023-01-17), and without that row the day's open, high, low and
   * close are those of {@code twse.mi_5mins_hist}. A row of 09:00:00 further below is a print.
   */
  public boolean beginsWithPreviousClose() {
    return secondOfDay.length > 0 && secondOfDay[0] == OPENING;
  }

  /** The first row that is a print of the day: 1 after {@link #beginsWithPreviousClose}, else 0. */
  public int firstPrint() {
    return beginsWithPreviousClose() ? 1 : 0;
  }

  /**
   * Whether there is a row of 13:30:00 or later; if not, the file was posted during the session.
   */
  public boolean reachesClose() {
    return Arrays.stream(secondOfDay).anyMatch(second -> second >= CLOSE);
  }

  /** All rows of the file, good and bad. */
  public long rowsRead() {
    return rowsRead;
  }

  /** The rows that could not be read. */
  public List<BadRow> badRows() {
    return badRows;
  }

  /** What is unusual about the file and yet no reason to refuse it. */
  public List<String> warnings() {
    return warnings;
  }
}

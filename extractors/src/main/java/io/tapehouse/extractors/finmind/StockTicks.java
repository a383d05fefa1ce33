package io.tapehouse.extractors.finmind;

import io.tapehouse.extractors.BadRow;
import java.util.List;

/**
 * The trades of one stock on one day, by column, in the order of the file. Arrays are handed out as
 * they are and must not be written to; apart from that it is immutable and safe for use by many
 * threads.
 */
public final class StockTicks {

  private final String stockId;
  private final int[] milliOfDay;
  private final long[] microPrice;
  private final long[] volume;
  private final long[] lineNumbers;
  private final long rowsRead;
  private final List<BadRow> badRows;
  private final List<String> warnings;

  StockTicks(
      String stockId,
      int[] milliOfDay,
      long[] microPrice,
      long[] volume,
      long[] lineNumbers,
      long rowsRead,
      List<BadRow> badRows,
      List<String> warnings) {
    this.stockId = stockId;
    this.milliOfDay = milliOfDay;
    this.microPrice = microPrice;
    this.volume = volume;
    this.lineNumbers = lineNumbers;
    this.rowsRead = rowsRead;
    this.badRows = List.copyOf(badRows);
    this.warnings = List.copyOf(warnings);
  }

  /** Code of the stock. */
  public String stockId() {
    return stockId;
  }

  /** How many trades could be read. */
  public int rows() {
    return milliOfDay.length;
  }

  /** The time of each trade in milliseconds since midnight in Taipei. */
  public int[] milliOfDay() {
    return milliOfDay;
  }

  /** The price of each trade in millionths of a dollar of Taiwan. */
  public long[] microPrice() {
    return microPrice;
  }

  /** The size of each trade in lots of 1,000 shares. */
  public long[] volume() {
    return volume;
  }

  /** Row of the data of each trade, from 1. */
  public long[] lineNumbers() {
    return lineNumbers;
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

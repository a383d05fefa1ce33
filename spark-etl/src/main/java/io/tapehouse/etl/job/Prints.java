package io.tapehouse.etl.job;

import java.util.Arrays;

/**
 * The prints of one instrument in the order of the file, a few words each. Not safe for use by many
 * threads.
 */
final class Prints {

  private static final int DAY = 1;
  private static final int STARRED = 2;
  private static final int FEW = 16;
  private static final long[] NO_LEGS = {};

  private int[] lines = new int[FEW];
  private long[] moments = new long[FEW];
  private long[] prices = new long[FEW];
  private long[] volumes = new long[FEW];
  private byte[] marks = new byte[FEW];
  private long[] legs = NO_LEGS;
  private int size;

  /**
   * Takes the next print.
   *
   * @param line of the file
   * @param moment seconds since 1970, UTC
   * @param price in millionths
   * @param volume as published
   */
  void add(long line, long moment, boolean day, long price, long volume, boolean starred) {
    if (size == lines.length) {
      int more = 2 * size;
      lines = Arrays.copyOf(lines, more);
      moments = Arrays.copyOf(moments, more);
      prices = Arrays.copyOf(prices, more);
      volumes = Arrays.copyOf(volumes, more);
      marks = Arrays.copyOf(marks, more);
    }
    lines[size] = Math.toIntExact(line);
    moments[size] = moment;
    prices[size] = price;
    volumes[size] = volume;
    marks[size] = (byte) ((day ? DAY : 0) | (starred ? STARRED : 0));
    size++;
  }

  /** The prices of the legs of the print that was taken last; of spreads alone. */
  void legs(long near, long far) {
    if (legs.length < 2 * size) {
      legs = Arrays.copyOf(legs, 2 * lines.length);
    }
    legs[2 * size - 2] = near;
    legs[2 * size - 1] = far;
  }

  int size() {
    return size;
  }

  int line(int print) {
    return lines[print];
  }

  long moment(int print) {
    return moments[print];
  }

  boolean isDay(int print) {
    return (marks[print] & DAY) != 0;
  }

  boolean isStarred(int print) {
    return (marks[print] & STARRED) != 0;
  }

  long price(int print) {
    return prices[print];
  }

  long volume(int print) {
    return volumes[print];
  }

  long nearPrice(int print) {
    return legs[2 * print];
  }

  long farPrice(int print) {
    return legs[2 * print + 1];
  }
}

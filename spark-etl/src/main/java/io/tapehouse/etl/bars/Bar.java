package io.tapehouse.etl.bars;

/**
 * Prints of one instrument over a stretch of time. Prices are in millionths. Deviation is kept as
 * sums of differences from the bar's first price, which are small, so that squares lose nothing
 * that shows. Not safe for use by many threads.
 */
public final class Bar {

  private static final double MICROS = 1e6;

  long startMinute;
  boolean day;
  private long shift;
  private long openAt;
  private long closeAt;
  private long open;
  private long high;
  private long low;
  private long close;
  private long prints;
  private long differences;
  private double squares;
  private long weighted;
  private long volume;

  Bar(long startMinute, boolean day, long moment, long price, long volume) {
    this.startMinute = startMinute;
    this.day = day;
    shift = price;
    open = price;
    high = price;
    low = price;
    close = price;
    openAt = moment;
    closeAt = moment;
    prints = 1;
    this.volume = volume;
  }

  private Bar(Bar first, long startMinute) {
    this.startMinute = startMinute;
    day = first.day;
    shift = first.shift;
    openAt = first.openAt;
    closeAt = first.closeAt;
    open = first.open;
    high = first.high;
    low = first.low;
    close = first.close;
    prints = first.prints;
    differences = first.differences;
    squares = first.squares;
    weighted = first.weighted;
    volume = first.volume;
  }

  /** Takes the next print in the order of the file. */
  void add(long moment, long price, long lots) {
    long difference = price - shift;
    prints++;
    differences += difference;
    squares += (double) difference * difference;
    weighted = Math.addExact(weighted, Math.multiplyExact(difference, lots));
    volume += lots;
    if (price > high) {
      high = price;
    } else if (price < low) {
      low = price;
    }
    // Within a second the order of the lines decides, so an equal moment closes but never opens.
    if (moment >= closeAt) {
      closeAt = moment;
      close = price;
    } else if (moment < openAt) {
      openAt = moment;
      open = price;
    }
  }

  /** A longer bar that begins with this one. */
  Bar widen(long newStartMinute) {
    return new Bar(this, newStartMinute);
  }

  /** Takes a later bar of the same session in. */
  void append(Bar later) {
    long apart = later.shift - shift;
    // Sums of (x + apart) and of its square, from the sums of x.
    squares +=
        later.squares + 2.0 * apart * later.differences + (double) apart * apart * later.prints;
    differences += later.differences + apart * later.prints;
    weighted =
        Math.addExact(
            weighted, Math.addExact(later.weighted, Math.multiplyExact(apart, later.volume)));
    prints += later.prints;
    volume += later.volume;
    high = Math.max(high, later.high);
    low = Math.min(low, later.low);
    close = later.close;
    closeAt = later.closeAt;
  }

  /** Start in minutes since 1970, UTC. */
  public long startMinute() {
    return startMinute;
  }

  /** Whether the bar is of the day session. */
  public boolean isDay() {
    return day;
  }

  /** Moment of the first print, seconds since 1970 UTC. */
  public long openAt() {
    return openAt;
  }

  /** Moment of the last print, seconds since 1970 UTC. */
  public long closeAt() {
    return closeAt;
  }

  /** First print, by time and then by line. */
  public long open() {
    return open;
  }

  /** Highest print. */
  public long high() {
    return high;
  }

  /** Lowest print. */
  public long low() {
    return low;
  }

  /** Last print, by time and then by line. */
  public long close() {
    return close;
  }

  /** How many rows of the file. */
  public long prints() {
    return prints;
  }

  /** Sum of the volume as published. */
  public long volume() {
    return volume;
  }

  /** Mean over the prints, half away from zero. */
  public long mean() {
    return shift + roundedRatio(differences, prints, shift);
  }

  /** Mean weighted by volume, half away from zero; the plain mean where there is no volume. */
  public long vwap() {
    return volume == 0 ? mean() : shift + roundedRatio(weighted, volume, shift);
  }

  /** Sample deviation in units of price; NaN for a single print. */
  public double deviation() {
    if (prints < 2) {
      return Double.NaN;
    }
    double mean = (double) differences / prints;
    double sum = squares - mean * differences;
    return Math.sqrt(Math.max(sum, 0) / (prints - 1)) / MICROS;
  }

  /**
   * {@code sum / count} rounded so that {@code offset + result} is the value {@code offset + sum /
   * count} rounded half away from zero.
   */
  private static long roundedRatio(long sum, long count, long offset) {
    long floor = Math.floorDiv(sum, count);
    long twice = 2 * Math.floorMod(sum, count);
    boolean negative = offset + floor < 0;
    return twice > count || (twice == count && !negative) ? floor + 1 : floor;
  }
}

package io.tapehouse.simulator.market;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;

/**
 * The simulated market. Everything in it is a function of the seed and of what is asked: nothing is
 * remembered, and it may be used by many threads. Only {@link StrictMath} where rounding could
 * differ between machines.
 */
public final class Market {

  private static final LocalDate TREND_START = LocalDate.of(2004, 1, 1);
  private static final double YEAR = 365.25;
  private static final double LEVEL_OF_2023 = 15_000;

  /** The level of the market at the start of each year from 2004: a plain memory of what it did. */
  private static final double[] TREND = {
    6000, 6100, 6500, 7800, 8400, 4700, 8100, 8900, 7100, 7700, 8600, 9300, 8300, 9300, 10700, 9600,
    12000, 14900, 18200, 14600, 17800, 22900, 27500, 29000, 30500, 32000, 33500, 35000
  };

  private static final int DAILY_OCTAVES = 9;
  private static final double LONGEST_DAYS = 256;
  private static final double DAILY_MOVE = 0.075;
  private static final double INTRADAY_MOVE = 0.011;

  private final long seed;
  private final double volume;
  private final TradingDays days;

  /**
   * @param volume how busy the days are; 1.0 is a normal small day
   */
  public Market(long seed, double volume, TradingDays days) {
    this.seed = seed;
    this.volume = volume;
    this.days = days;
  }

  /** The days on which this market trades. */
  public TradingDays days() {
    return days;
  }

  /** Scales a number of trades to how busy the days are, with a floor of one. */
  public int scaled(double trades) {
    return Math.max(1, (int) Math.round(trades * volume));
  }

  /** The close of a series on a date. */
  public double close(Series series, LocalDate date) {
    double position = date.toEpochDay() / LONGEST_DAYS;
    double common = series.beta() * Noise.walk(key("TAIEX"), position, DAILY_OCTAVES);
    double own = series.volatility() * Noise.walk(key(series.name()), position, DAILY_OCTAVES);
    double trend = StrictMath.pow(trend(date) / LEVEL_OF_2023, series.beta());
    return series.base() * trend * StrictMath.exp(DAILY_MOVE * (common + own));
  }

  /** The way of a series through one open day. */
  public Path path(Series series, LocalDate date) {
    double before = close(series, days.before(date));
    long key = Noise.mix(key(series.name()) ^ date.toEpochDay());
    return new Path(key, before, close(series, date), INTRADAY_MOVE);
  }

  /**
   * Chance for one purpose on one date; the same purpose and date always give the same sequence.
   */
  public SplittableRandom random(String purpose, LocalDate date) {
    return new SplittableRandom(Noise.mix(key(purpose) ^ Noise.mix(date.toEpochDay())));
  }

  private long key(String name) {
    long key = Noise.mix(seed);
    for (int i = 0; i < name.length(); i++) {
      key = Noise.mix(key ^ name.charAt(i));
    }
    return key;
  }

  private static double trend(LocalDate date) {
    double years = ChronoUnit.DAYS.between(TREND_START, date) / YEAR;
    double bounded = Math.max(0, Math.min(TREND.length - 1.001, years));
    int year = (int) bounded;
    double part = bounded - year;
    return TREND[year] * (1 - part) + TREND[year + 1] * part;
  }
}

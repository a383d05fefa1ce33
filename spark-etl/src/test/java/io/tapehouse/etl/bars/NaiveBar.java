package io.tapehouse.etl.bars;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Bars by the definition, from all prints at once, in exact arithmetic. */
record NaiveBar(
    long startMinute,
    boolean day,
    long open,
    long high,
    long low,
    long close,
    long mean,
    long vwap,
    double deviation,
    long volume,
    long prints) {

  /** A print as a file has it. */
  record Print(int line, long moment, boolean day, long price, long volume) {}

  static List<NaiveBar> of(List<Print> prints, int scale, int dayClose, int nightClose) {
    Map<String, List<Print>> groups = new TreeMap<>();
    for (Print print : prints) {
      long second = Math.floorMod(print.moment(), 86_400L);
      boolean close = second == (print.day() ? dayClose : nightClose);
      long minute = Math.floorDiv(close ? print.moment() - 1 : print.moment(), 60);
      long start = Math.floorDiv(minute, scale) * scale;
      groups
          .computeIfAbsent("%012d %s".formatted(start, print.day()), key -> new ArrayList<>())
          .add(print);
    }
    List<NaiveBar> bars = new ArrayList<>();
    groups.forEach((key, group) -> bars.add(bar(Long.parseLong(key.substring(0, 12)), group)));
    return bars;
  }

  private static NaiveBar bar(long start, List<Print> unordered) {
    List<Print> prints = new ArrayList<>(unordered);
    prints.sort(Comparator.comparingLong(Print::moment).thenComparingInt(Print::line));
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal weighted = BigDecimal.ZERO;
    long volume = 0;
    for (Print print : prints) {
      sum = sum.add(BigDecimal.valueOf(print.price()));
      weighted =
          weighted.add(
              BigDecimal.valueOf(print.price()).multiply(BigDecimal.valueOf(print.volume())));
      volume += print.volume();
    }
    BigDecimal count = BigDecimal.valueOf(prints.size());
    BigDecimal squares = BigDecimal.ZERO;
    // n times the sum of squared deviations is a whole number.
    for (Print print : prints) {
      squares = squares.add(BigDecimal.valueOf(print.price()).multiply(count).subtract(sum).pow(2));
    }
    double deviation =
        prints.size() < 2
            ? Double.NaN
            : squares
                .divide(count.pow(2), MathContext.DECIMAL128)
                .divide(BigDecimal.valueOf(prints.size() - 1L), MathContext.DECIMAL128)
                .sqrt(MathContext.DECIMAL128)
                .movePointLeft(6)
                .doubleValue();
    return new NaiveBar(
        start,
        prints.get(0).day(),
        prints.get(0).price(),
        prints.stream().mapToLong(Print::price).max().orElseThrow(),
        prints.stream().mapToLong(Print::price).min().orElseThrow(),
        prints.get(prints.size() - 1).price(),
        sum.divide(count, 0, RoundingMode.HALF_UP).longValueExact(),
        weighted.divide(BigDecimal.valueOf(volume), 0, RoundingMode.HALF_UP).longValueExact(),
        deviation,
        volume,
        prints.size());
  }
}

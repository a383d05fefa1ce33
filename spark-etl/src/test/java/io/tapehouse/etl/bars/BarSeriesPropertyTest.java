package io.tapehouse.etl.bars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tapehouse.etl.bars.NaiveBar.Print;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random prints with fixed seeds give the bars of the definition. */
class BarSeriesPropertyTest {

  private static final int[] SCALES = {1, 5, 15, 30, 60};
  private static final int DAY_CLOSE = (5 * 60 + 45) * 60;
  private static final int DAY_CLOSE_EXPIRING = (5 * 60 + 30) * 60;
  private static final int NIGHT_CLOSE = 21 * 3600;
  private static final double RELATIVE = 1e-9;

  static Stream<Long> seeds() {
    return new Random(20220216).longs(40).boxed();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void printsInOrder(long seed) {
    Random random = new Random(seed);
    int close = random.nextBoolean() ? DAY_CLOSE : DAY_CLOSE_EXPIRING;
    check(prints(random, close), close);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void linesOutOfOrder(long seed) {
    Random random = new Random(seed);
    List<Print> prints = prints(random, DAY_CLOSE);
    if (random.nextBoolean()) {
      Collections.shuffle(prints, random);
    } else {
      for (int i = 0; i < 20; i++) {
        Collections.swap(prints, random.nextInt(prints.size()), random.nextInt(prints.size()));
      }
    }
    List<Print> numbered = new ArrayList<>();
    for (Print print : prints) {
      numbered.add(
          new Print(numbered.size(), print.moment(), print.day(), print.price(), print.volume()));
    }
    check(numbered, DAY_CLOSE);
  }

  private static void check(List<Print> prints, int dayClose) {
    BarSeries series = new BarSeries(dayClose, NIGHT_CLOSE);
    assertThat(series.isEmpty()).isTrue();
    for (Print print : prints) {
      series.add(print.moment(), print.day(), print.price(), print.volume());
    }
    assertThat(series.isEmpty()).isFalse();
    for (int scale : SCALES) {
      List<Bar> bars = series.bars(scale);
      List<NaiveBar> expected = NaiveBar.of(prints, scale, dayClose, NIGHT_CLOSE);
      assertThat(bars).hasSameSizeAs(expected);
      for (int i = 0; i < bars.size(); i++) {
        Bar bar = bars.get(i);
        NaiveBar naive = expected.get(i);
        assertThat(withoutDeviation(bar)).as("scale %d", scale).isEqualTo(withoutDeviation(naive));
        if (naive.prints() == 1) {
          assertThat(bar.deviation()).isNaN();
        } else {
          assertThat(bar.deviation())
              .isCloseTo(naive.deviation(), within(RELATIVE * naive.deviation()));
        }
        assertThat(bar.startMinute() % scale).isZero();
        assertThat(bar.openAt()).isLessThanOrEqualTo(bar.closeAt());
      }
    }
    assertThat(series.minutes()).isEqualTo(series.bars(1));
  }

  private static NaiveBar withoutDeviation(Bar bar) {
    return new NaiveBar(
        bar.startMinute(),
        bar.isDay(),
        bar.open(),
        bar.high(),
        bar.low(),
        bar.close(),
        bar.mean(),
        bar.vwap(),
        0,
        bar.volume(),
        bar.prints());
  }

  private static NaiveBar withoutDeviation(NaiveBar bar) {
    return new NaiveBar(
        bar.startMinute(),
        bar.day(),
        bar.open(),
        bar.high(),
        bar.low(),
        bar.close(),
        bar.mean(),
        bar.vwap(),
        0,
        bar.volume(),
        bar.prints());
  }

  /** Prints of a night and a day, in the order of time, crowded so that seconds repeat. */
  private static List<Print> prints(Random random, int dayClose) {
    long day = LocalDate.of(2022, 2, 16).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    long nightOpen = day - 86_400 + 7 * 3600;
    long nightClose = day - 86_400 + NIGHT_CLOSE;
    long dayOpen = day + 45 * 60;
    boolean spread = random.nextInt(3) == 0;
    long base = spread ? 0 : 17_000_000_000L;
    // Coarse prices make values repeat, so that means fall exactly between two millionths too.
    long step = random.nextBoolean() ? 1 : 500_000;
    List<Print> prints = new ArrayList<>();
    int count = 100 + random.nextInt(900);
    for (int i = 0; i < count; i++) {
      boolean isDay = random.nextBoolean();
      long open = isDay ? dayOpen : nightOpen;
      long close = isDay ? day + dayClose : nightClose;
      long moment =
          random.nextInt(20) == 0
              ? close
              : open + (long) (Math.pow(random.nextDouble(), 3) * (close - open));
      long price = base + step * (random.nextInt(401) - 200);
      prints.add(new Print(0, moment, isDay, price, 1 + random.nextInt(50)));
    }
    prints.sort(Comparator.comparingLong(Print::moment));
    List<Print> numbered = new ArrayList<>();
    for (Print print : prints) {
      numbered.add(
          new Print(numbered.size(), print.moment(), print.day(), print.price(), print.volume()));
    }
    return numbered;
  }
}

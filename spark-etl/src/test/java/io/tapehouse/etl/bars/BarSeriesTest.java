package io.tapehouse.etl.bars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of bars, one by one. */
class BarSeriesTest {

  private static final int CLOSE_1345 = (5 * 60 + 45) * 60;
  private static final int CLOSE_1330 = (5 * 60 + 30) * 60;
  private static final int CLOSE_0500 = 21 * 3600;

  private final BarSeries series = new BarSeries(CLOSE_1345, CLOSE_0500);

  @Test
  void theFirstHourBeginsOnTheClock() {
    add("2022-02-16T00:45:00Z", true, 100);
    assertThat(starts(60)).containsExactly("2022-02-16T00:00:00Z");
    assertThat(starts(5)).containsExactly("2022-02-16T00:45:00Z");
  }

  @Test
  void aPrintAtTheCloseCountsToTheBarBefore() {
    add("2022-02-16T05:45:00Z", true, 100);
    assertThat(starts(1)).containsExactly("2022-02-16T05:44:00Z");
    assertThat(starts(15)).containsExactly("2022-02-16T05:30:00Z");
  }

  @Test
  void anExpiringContractClosesEarlier() {
    BarSeries expiring = new BarSeries(CLOSE_1330, CLOSE_0500);
    long close = Instant.parse("2022-02-16T05:30:00Z").getEpochSecond();
    expiring.add(close, true, 1, 1);
    series.add(close, true, 1, 1);
    assertThat(expiring.bars(60).get(0).startMinute() * 60).isEqualTo(close - 1800);
    assertThat(expiring.minutes().get(0).startMinute() * 60).isEqualTo(close - 60);
    assertThat(series.minutes().get(0).startMinute() * 60).isEqualTo(close);
  }

  @Test
  void theNightClosesAtFive() {
    add("2022-02-15T20:59:59Z", false, 100);
    add("2022-02-15T21:00:00Z", false, 101);
    assertThat(starts(1)).containsExactly("2022-02-15T20:59:00Z");
    assertThat(starts(60)).containsExactly("2022-02-15T20:00:00Z");
    assertThat(series.minutes().get(0).close()).isEqualTo(101);
  }

  @Test
  void theCloseOfTheOtherSessionIsNoClose() {
    add("2022-02-16T21:00:00Z", true, 100);
    assertThat(starts(1)).containsExactly("2022-02-16T21:00:00Z");
  }

  @Test
  void noBarBridgesSessions() {
    add("2022-02-15T20:30:00Z", false, 100);
    add("2022-02-15T20:40:00Z", true, 200);
    assertThat(series.bars(60)).extracting(Bar::isDay).containsExactly(false, true);
  }

  @Test
  void withinASecondTheLineDecides() {
    for (int price : new int[] {5, 3, 9, 4}) {
      add("2022-02-16T01:00:30Z", true, price);
    }
    add("2022-02-16T01:00:10Z", true, 7);
    add("2022-02-16T01:00:10Z", true, 8);
    Bar bar = series.minutes().get(0);
    assertThat(List.of(bar.open(), bar.high(), bar.low(), bar.close()))
        .containsExactly(7L, 9L, 3L, 4L);
  }

  @Test
  void meansAreRoundedHalfAwayFromZero() {
    add("2022-02-16T01:00:00Z", true, 1);
    add("2022-02-16T01:00:01Z", true, 2);
    add("2022-02-16T01:05:00Z", true, -1);
    add("2022-02-16T01:05:01Z", true, -2);
    assertThat(series.bars(5)).extracting(Bar::mean).containsExactly(2L, -2L);
    assertThat(series.bars(5)).extracting(Bar::vwap).containsExactly(2L, -2L);
    assertThat(series.bars(15)).extracting(Bar::mean).containsExactly(0L);
  }

  @Test
  void aSinglePrintHasNoDeviation() {
    add("2022-02-16T01:00:00Z", true, 1);
    assertThat(series.minutes().get(0).deviation()).isNaN();
    add("2022-02-16T01:00:00Z", true, 1);
    assertThat(series.minutes().get(0).deviation()).isZero();
  }

  @Test
  void aWeightThatIsTooLargeIsNoSilentNumber() {
    add("2022-02-16T01:00:00Z", true, 1);
    long moment = Instant.parse("2022-02-16T01:00:01Z").getEpochSecond();
    assertThatThrownBy(() -> series.add(moment, true, 900_000_000_000_000_000L, 1_000))
        .isInstanceOf(ArithmeticException.class);
  }

  private void add(String moment, boolean day, long price) {
    series.add(Instant.parse(moment).getEpochSecond(), day, price, 1);
  }

  private List<String> starts(int scale) {
    return series.bars(scale).stream()
        .map(bar -> Instant.ofEpochSecond(bar.startMinute() * 60).toString())
        .toList();
  }
}

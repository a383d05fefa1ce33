package io.tapehouse.extractors.taifex;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.extractors.taifex.Recorder.Print;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random files with fixed seeds read back as what was written. */
class TickPropertyTest {

  private static final int MOST_ROWS = 4_000;

  @TempDir Path folder;

  static long[] seeds() {
    return new Random(20210726).longs(25).toArray();
  }

  /** A moment of a trading day. */
  private record Moment(LocalDate date, int second, boolean day) {
    long epoch() {
      return date.atStartOfDay().toEpochSecond(ZoneOffset.ofHours(8)) + second;
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void futuresReadBackExactly(long seed) throws Exception {
    Random random = new Random(seed);
    LocalDate date = LocalDate.of(2017, 6, 1).plusDays(random.nextInt(3000));
    LocalDate evening = date.minusDays(1 + random.nextInt(12));
    List<String> lines = new ArrayList<>(List.of(Tape.FUTURES_HEADER));
    List<Print> expected = new ArrayList<>();
    int rows = 50 + random.nextInt(MOST_ROWS);
    while (expected.size() < rows) {
      String product = product(random);
      String near = expire(random);
      String far = expire(random) + "W2";
      boolean spread = random.nextInt(4) == 0;
      for (int i = random.nextInt(60); i >= 0; i--) {
        Moment moment = moment(random, date, evening);
        BigDecimal price = price(random, spread);
        long volume = 1L + random.nextInt(5000);
        String begin =
            "%s,%-7s,%-11s,%s,%s,%d,"
                .formatted(
                    Tape.date(moment.date()),
                    product,
                    spread ? near + "/" + far : near,
                    Tape.time(moment.second()),
                    published(price),
                    volume);
        if (spread) {
          BigDecimal nearPrice = price(random, false);
          BigDecimal farPrice = price(random, true);
          boolean starred = random.nextBoolean();
          lines.add(
              begin + published(nearPrice) + "," + published(farPrice) + (starred ? ",*" : ", "));
          expected.add(
              new Print(
                  product + "/" + near + " " + product + "/" + far,
                  moment.epoch(),
                  moment.day(),
                  micros(price),
                  micros(nearPrice),
                  micros(farPrice),
                  volume,
                  starred));
        } else {
          boolean auction = random.nextInt(9) == 0;
          lines.add(begin + "-,-," + (auction ? "*" : " "));
          Print print =
              Print.of(product + "/" + near, moment.epoch(), moment.day(), micros(price), volume);
          expected.add(auction ? print.auction() : print);
        }
        repeatLast(random, lines, expected);
      }
    }
    // A file without a day session would be refused.
    lines.add(Tape.row(date, "TX", "202108", "084500", "17500", "2"));
    long opening = new Moment(date, 31_500, true).epoch();
    expected.add(Print.of("TX/202108", opening, true, 17_500_000_000L, 2));
    Tape.Read read = Tape.read(Tape.FUTURES, date, Tape.zip(folder, lines));
    assertThat(read.quarantine().rows()).isEmpty();
    assertThat(read.prints()).isEqualTo(expected);
    assertThat(read.lines()).isEqualTo(lines(2, lines.size()));
    assertThat(read.summary().rows()).isEqualTo(expected.size());
    assertThat(read.summary().spreadRows())
        .isEqualTo(expected.stream().filter(print -> print.contract().contains(" ")).count());
    assertThat(read.summary().bytes()).isEqualTo(Tape.text(lines).length);
  }

  private static List<Long> lines(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  /** Half of the rows of a real file repeat another, mostly the one before. */
  private static void repeatLast(Random random, List<String> lines, List<Print> expected) {
    for (int i = random.nextInt(4); i > 1; i--) {
      lines.add(lines.get(lines.size() - 1));
      expected.add(expected.get(expected.size() - 1));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void optionsReadBackExactly(long seed) throws Exception {
    Random random = new Random(seed);
    LocalDate date = LocalDate.of(2017, 6, 1).plusDays(random.nextInt(3000));
    LocalDate evening = date.minusDays(1 + random.nextInt(12));
    List<String> lines = new ArrayList<>(List.of(Tape.OPTIONS_HEADER, Tape.OPTIONS_RULE));
    List<Print> expected = new ArrayList<>();
    int rows = 50 + random.nextInt(MOST_ROWS);
    while (expected.size() < rows) {
      String product = product(random);
      BigDecimal strike = price(random, false);
      String expire = expire(random) + (random.nextBoolean() ? "" : "W" + (1 + random.nextInt(5)));
      String type = random.nextBoolean() ? "C" : "P";
      for (int i = random.nextInt(60); i >= 0; i--) {
        Moment moment = moment(random, date, evening);
        BigDecimal price = price(random, false);
        long volume = 1L + random.nextInt(500);
        boolean auction = random.nextInt(9) == 0;
        lines.add(
            option(moment, product, strike, expire, type, price, volume) + (auction ? "*" : ""));
        Print print =
            Print.of(
                product
                    + "/"
                    + expire
                    + "/"
                    + strike.stripTrailingZeros().toPlainString()
                    + "/"
                    + type,
                moment.epoch(),
                moment.day(),
                micros(price),
                volume);
        expected.add(auction ? print.auction() : print);
        repeatLast(random, lines, expected);
      }
    }
    Moment opening = new Moment(date, 31_500, true);
    lines.add(option(opening, "TXO", BigDecimal.TEN, "202108", "C", BigDecimal.ONE, 1));
    expected.add(Print.of("TXO/202108/10/C", opening.epoch(), true, 1_000_000, 1));
    Tape.Read read = Tape.read(Tape.OPTIONS, date, Tape.zip(folder, lines));
    assertThat(read.quarantine().rows()).isEmpty();
    assertThat(read.prints()).isEqualTo(expected);
    // Below the header and the line of dashes.
    assertThat(read.lines()).isEqualTo(lines(3, lines.size()));
    assertThat(read.summary().rows()).isEqualTo(expected.size());
    assertThat(read.summary().spreadRows()).isZero();
  }

  private static String option(
      Moment moment,
      String product,
      BigDecimal strike,
      String expire,
      String type,
      BigDecimal price,
      long volume) {
    return "%-11s,    %-8s,    %-54s,    %-8s,    %-6s,    %-8s,    %-9s,    %d,     "
        .formatted(
            Tape.date(moment.date()),
            product,
            published(strike),
            expire,
            type,
            Tape.time(moment.second()),
            published(price),
            volume);
  }

  private static Moment moment(Random random, LocalDate date, LocalDate evening) {
    return switch (random.nextInt(3)) {
      case 0 -> new Moment(evening, 14 * 3600 + random.nextInt(10 * 3600), false);
      case 1 -> new Moment(evening.plusDays(1), random.nextInt(5 * 3600 + 61), false);
      default -> new Moment(date, 8 * 3600 + random.nextInt(9 * 3600), true);
    };
  }

  private static String product(Random random) {
    String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    StringBuilder code = new StringBuilder();
    for (int i = 2 + random.nextInt(3); i > 0; i--) {
      code.append(letters.charAt(random.nextInt(letters.length())));
    }
    return code.toString();
  }

  private static String expire(Random random) {
    return "%d%02d".formatted(2017 + random.nextInt(10), 1 + random.nextInt(12));
  }

  private static BigDecimal price(Random random, boolean anySign) {
    long digits = 1L + random.nextInt(random.nextBoolean() ? 100 : 2_000_000_000);
    BigDecimal price = BigDecimal.valueOf(digits, random.nextInt(7));
    return anySign && random.nextBoolean() ? price.negate() : price;
  }

  /** TAIFEX writes no zero before the point and none at the end. */
  private static String published(BigDecimal price) {
    return price.stripTrailingZeros().toPlainString().replaceFirst("^(-?)0\\.", "$1.");
  }

  private static long micros(BigDecimal price) {
    return price.setScale(6, RoundingMode.UNNECESSARY).unscaledValue().longValueExact();
  }
}

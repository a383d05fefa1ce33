package io.tapehouse.etl.job;

import io.tapehouse.dictionary.product.Product;
import io.tapehouse.dictionary.product.TradingHours;
import io.tapehouse.etl.bars.Bar;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Table {@code product_session}: what a file holds of each product in each session, and when the
 * session should begin and end. Not safe for use by many threads.
 */
final class ProductSessions {

  private static final ZoneOffset TAIPEI = ZoneOffset.ofHours(8);
  private static final long MICROS = 1_000_000L;

  private final Input input;
  private final SortedMap<String, Tally> tallies = new TreeMap<>();
  private Optional<LocalDate> evening = Optional.empty();

  ProductSessions(Input input) {
    this.input = input;
  }

  void add(Collection<Instrument> instruments) {
    for (Instrument instrument : instruments) {
      Product product = instrument.product;
      Tally day = tally(product, true);
      Tally night = tally(product, false);
      day.uneven += instrument.uneven();
      for (Bar bar : instrument.series.minutes()) {
        (bar.isDay() ? day : night).add(bar, instrument.far.isPresent());
        if (!bar.isDay() && evening.isEmpty()) {
          evening = Optional.of(eveningOf(bar));
        }
      }
    }
  }

  void write(Output output) throws IOException {
    var writer =
        output.<Tally>table(
            "product_session",
            (row, cells) -> {
              cells.text(row.product.code());
              cells.text(BarTables.session(row.day));
              if (row.prints == 0) {
                cells.none();
                cells.none();
              } else {
                cells.timestamp(row.first * MICROS);
                cells.timestamp(row.last * MICROS);
              }
              cells.bigint(row.prints);
              cells.bigint(row.volume);
              cells.bigint(row.spreadVolume);
              cells.bigint(row.uneven);
              Optional<long[]> hours = hours(row);
              if (hours.isPresent()) {
                cells.timestamp(hours.get()[0] * MICROS);
                cells.timestamp(hours.get()[1] * MICROS);
              } else {
                cells.none();
                cells.none();
              }
            });
    for (Tally tally : tallies.values()) {
      if (tally.prints > 0 || tally.uneven > 0 || hours(tally).isPresent()) {
        writer.write(tally);
      }
    }
  }

  private Tally tally(Product product, boolean day) {
    return tallies.computeIfAbsent(
        product.code() + (day ? " day" : " night"), key -> new Tally(product, day));
  }

  /** Begin and end of a session in seconds since 1970, where the product has it. */
  private Optional<long[]> hours(Tally tally) {
    TradingHours hours = tally.product.hours();
    if (tally.day) {
      return Optional.of(
          new long[] {
            moment(input.date(), hours.dayOpen()), moment(input.date(), hours.dayClose())
          });
    }
    LocalDate firstNight = input.dictionary().products().firstNight();
    if (hours.nightOpen().isEmpty() || input.date().isBefore(firstNight)) {
      return Optional.empty();
    }
    LocalDate began =
        evening.orElseGet(() -> input.calendar().openOnOrBefore(input.date().minusDays(1)));
    return Optional.of(
        new long[] {
          moment(began, hours.nightOpen().orElseThrow()),
          moment(began.plusDays(1), hours.nightClose().orElseThrow())
        });
  }

  private static LocalDate eveningOf(Bar bar) {
    var local = java.time.LocalDateTime.ofEpochSecond(bar.openAt(), 0, ZoneOffset.UTC).plusHours(8);
    return local.getHour() < 12 ? local.toLocalDate().minusDays(1) : local.toLocalDate();
  }

  private static long moment(LocalDate date, LocalTime time) {
    return date.atTime(time).toEpochSecond(TAIPEI);
  }

  private static final class Tally {
    private final Product product;
    private final boolean day;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long prints;
    private long volume;
    private long spreadVolume;
    private long uneven;

    Tally(Product product, boolean day) {
      this.product = product;
      this.day = day;
    }

    void add(Bar bar, boolean spread) {
      first = Math.min(first, bar.openAt());
      last = Math.max(last, bar.closeAt());
      prints += bar.prints();
      volume += bar.volume();
      if (spread) {
        spreadVolume += bar.volume();
      }
    }
  }
}

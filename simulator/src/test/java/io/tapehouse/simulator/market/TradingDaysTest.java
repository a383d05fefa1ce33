package io.tapehouse.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("calendar")
class TradingDaysTest {

  private static final int LAST_KNOWN_MOON = 2050;

  private final TradingDays days = new TradingDays(Set.of());

  static IntStream years() {
    return IntStream.rangeClosed(2020, 2060);
  }

  @ParameterizedTest
  @MethodSource("years")
  void aYearHasItsHolidays(int year) {
    long open =
        LocalDate.of(year, 1, 1)
            .datesUntil(LocalDate.of(year + 1, 1, 1))
            .filter(days::isOpen)
            .count();
    assertThat(open).isBetween(235L, year <= LAST_KNOWN_MOON ? 250L : 256L);
    assertThat(days.isOpen(LocalDate.of(year, 1, 1))).isFalse();
    assertThat(SimulatedHolidays.of(year).rows())
        .allMatch(row -> row.date().getYear() == year)
        .filteredOn(row -> row.mark() == Holiday.Mark.OPEN)
        .allMatch(row -> days.isOpen(row.date()));
  }

  @ParameterizedTest
  @CsvSource({
    // As it was announced.
    "2024-02-07, false",
    "2024-02-14, false",
    "2024-02-15, true",
    // Wednesday, January 26 is new year's day; two days before are for settlement alone.
    "2028-01-19, true",
    "2028-01-20, false",
    "2028-01-28, false",
    "2028-01-31, true",
    // Sunday, February 3.
    "2030-02-01, false",
    "2030-02-07, false",
    "2030-02-08, true",
    // Dragon Boat on a Sunday, Mid-Autumn on a Saturday.
    "2028-05-29, false",
    "2029-09-21, false",
    // January 1 on a Saturday is made up for in the year before.
    "2021-12-31, false",
    "2027-12-31, false",
    "2028-12-29, true",
    "2028-02-29, true"
  })
  void someDays(LocalDate date, boolean open) {
    assertThat(date.getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    assertThat(days.isOpen(date)).isEqualTo(open);
  }
}

package io.tapehouse.simulator.hkex;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("calendar")
class CcassDaysTest {

  /** As gazetted, without Sundays. */
  @ParameterizedTest
  @CsvSource({
    "2022, 01-01 02-01 02-02 02-03 04-05 04-15 04-16 04-18 05-02 05-09 06-03 07-01 09-12 10-01 10-04"
        + " 12-26 12-27",
    "2023, 01-02 01-23 01-24 01-25 04-05 04-07 04-08 04-10 05-01 05-26 06-22 07-01 09-30 10-02 10-23"
        + " 12-25 12-26",
    "2024, 01-01 02-10 02-12 02-13 03-29 03-30 04-01 04-04 05-01 05-15 06-10 07-01 09-18 10-01 10-11"
        + " 12-25 12-26",
    "2025, 01-01 01-29 01-30 01-31 04-04 04-18 04-19 04-21 05-01 05-05 05-31 07-01 10-01 10-07 10-29"
        + " 12-25 12-26",
    "2026, 01-01 02-17 02-18 02-19 04-03 04-04 04-06 04-07 05-01 05-25 06-19 07-01 09-26 10-01 10-19"
        + " 12-25 12-26",
    "2027, 01-01 02-06 02-08 02-09 03-26 03-27 03-29 04-05 05-01 05-13 06-09 07-01 09-16 10-01 10-08"
        + " 12-25 12-27"
  })
  void holidays(int year, String days) {
    List<String> closed =
        LocalDate.of(year, 1, 1)
            .datesUntil(LocalDate.of(year + 1, 1, 1))
            .filter(HongKongHolidays::contains)
            .filter(day -> day.getDayOfWeek() != DayOfWeek.SUNDAY)
            .map(day -> day.toString().substring(5))
            .collect(Collectors.toList());
    assertThat(String.join(" ", closed)).isEqualTo(days);
  }

  /** The Ordinance names seventeen, and one that falls on another is made up for. */
  @ParameterizedTest
  @MethodSource("yearsWithAMoon")
  void everyYearHasSeventeen(int year) {
    assertThat(
            LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(HongKongHolidays::contains)
                .filter(day -> day.getDayOfWeek() != DayOfWeek.SUNDAY))
        .hasSize(17);
  }

  static IntStream yearsWithAMoon() {
    return IntStream.rangeClosed(2022, 2050);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-10-24, 2025-10-24, 2025-10-24",
    "2025-10-25, 2025-10-25, 2025-10-24",
    "2025-10-26, 2025-10-25, 2025-10-24",
    "2025-10-07, 2025-10-06, 2025-10-06",
    // Easter and Ching Ming: the days of which the site showed April 2 on five further ones.
    "2026-04-07, 2026-04-02, 2026-04-02",
    // A Saturday after a Friday that was a holiday.
    "2025-07-05, 2025-07-05, 2025-07-04",
    "2026-05-02, 2026-05-02, 2026-04-30"
  })
  void shownAndSettled(LocalDate date, LocalDate shown, LocalDate settled) {
    assertThat(CcassDays.shownFor(date)).isEqualTo(shown);
    assertThat(CcassDays.settledOn(date)).isEqualTo(settled);
  }

  @Test
  void businessDaysAreNumberedWithoutGaps() {
    LocalDate first = LocalDate.of(2022, 12, 30);
    long number = CcassDays.businessDay(first);
    for (LocalDate day = first; day.getYear() < 2028; day = day.plusDays(1)) {
      if (CcassDays.settledOn(day).equals(day)) {
        assertThat(CcassDays.businessDay(day)).as("%s", day).isEqualTo(number);
        number++;
      }
    }
  }

  @Test
  void saturdayIsNotThereOnSunday() {
    LocalDate saturday = LocalDate.of(2025, 10, 25);
    assertThat(SearchWindow.ofTwelveMonths(saturday.plusDays(1)).shownFor(saturday))
        .isEqualTo(saturday.minusDays(1));
    assertThat(SearchWindow.ofTwelveMonths(saturday.plusDays(2)).shownFor(saturday))
        .isEqualTo(saturday);
  }
}

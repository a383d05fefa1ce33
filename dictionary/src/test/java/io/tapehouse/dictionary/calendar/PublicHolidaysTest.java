package io.tapehouse.dictionary.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("calendar")
class PublicHolidaysTest {

  private final List<CalendarDay> days = PublicHolidays.of("hongkong").days();

  @Test
  void everyYearIsWholeAndHasSeventeenHolidaysBesideSundays() {
    Map<Integer, Long> holidays =
        days.stream()
            .filter(day -> !day.open() && day.date().getDayOfWeek() != DayOfWeek.SUNDAY)
            .collect(Collectors.groupingBy(day -> day.date().getYear(), Collectors.counting()));
    assertThat(holidays.values()).isNotEmpty().containsOnly(17L);
    holidays
        .keySet()
        .forEach(
            year ->
                assertThat(days.stream().filter(day -> day.date().getYear() == year))
                    .hasSize(LocalDate.of(year, 1, 1).lengthOfYear()));
  }

  @Test
  void aHolidayIsNoSundayAndBearsItsName() {
    assertThat(days.stream().filter(day -> !day.note().isEmpty()))
        .isNotEmpty()
        .noneMatch(CalendarDay::open)
        .noneMatch(day -> day.date().getDayOfWeek() == DayOfWeek.SUNDAY);
  }

  @Test
  void saturdaysAreOpen() {
    TradingCalendar calendar = TradingCalendar.assumed("CCASS").with(days);
    assertThat(calendar.isOpen(LocalDate.of(2025, 10, 4))).isTrue();
    assertThat(calendar.isOpen(LocalDate.of(2025, 10, 5))).isFalse();
    assertThat(calendar.day(LocalDate.of(2025, 10, 7)).note())
        .isEqualTo("The day following Mid-Autumn Festival");
    // Years that nobody has written down: Sundays alone are closed.
    assertThat(calendar.isOpen(LocalDate.of(2019, 10, 26))).isTrue();
    assertThat(calendar.isOpen(LocalDate.of(2019, 10, 27))).isFalse();
    assertThat(TradingCalendar.assumed("TWSE").isOpen(LocalDate.of(2025, 10, 4))).isFalse();
  }
}

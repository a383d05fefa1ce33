package io.tapehouse.extractors.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.dictionary.calendar.CalendarDay.Source;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.extractors.twse.Captures;
import io.tapehouse.extractors.twse.DailyIndex;
import io.tapehouse.extractors.twse.IndexHistory;
import io.tapehouse.extractors.twse.IndexHistoryReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("calendar")
class ObservedCalendarTest {

  @Test
  void theLastMonthEndsWithItsLastDate() {
    List<CalendarDay> days =
        ObservedCalendar.derive(Map.of(YearMonth.of(2024, 7), july(22, 23, 26)));
    assertThat(days).hasSize(26);
    assertThat(days).extracting(CalendarDay::date).isSorted().endsWith(LocalDate.of(2024, 7, 26));
    assertThat(open(days)).containsExactly("2024-07-22", "2024-07-23", "2024-07-26");
    assertThat(days)
        .allSatisfy(day -> assertThat(day.source()).isEqualTo(Source.OBSERVED))
        .allSatisfy(day -> assertThat(day.note()).isEmpty());
  }

  @Test
  void anEarlierMonthIsKnownToItsEndAndAGapStaysUnknown() {
    Map<YearMonth, Set<LocalDate>> months = new HashMap<>();
    months.put(YearMonth.of(2024, 9), Set.of(LocalDate.of(2024, 9, 2)));
    months.put(YearMonth.of(2024, 7), july(1, 26));
    months.put(YearMonth.of(2024, 10), Set.of());
    List<CalendarDay> days = ObservedCalendar.derive(months);
    assertThat(days).hasSize(31 + 2);
    assertThat(days).extracting(day -> day.date().getMonthValue()).containsOnly(7, 9);
    assertThat(open(days)).containsExactly("2024-07-01", "2024-07-26", "2024-09-02");
  }

  @Test
  void aMonthThatWasFetchedBeforeItsEndIsNotClosedToItsEnd() {
    List<CalendarDay> days =
        ObservedCalendar.derive(
            Map.of(
                YearMonth.of(2024, 7), july(1, 2, 3),
                YearMonth.of(2024, 8), Set.of(LocalDate.of(2024, 8, 1))));
    assertThat(days).hasSize(3 + 1);
  }

  @Test
  void aClosedDayKeepsTheWordsOfTheSchedule() {
    List<CalendarDay> schedule =
        List.of(
            new CalendarDay(LocalDate.of(2024, 7, 2), false, true, Source.SCHEDULE, "結算"),
            new CalendarDay(LocalDate.of(2024, 7, 3), true, false, Source.SCHEDULE, "開始交易"));
    assertThat(ObservedCalendar.derive(Map.of(YearMonth.of(2024, 7), july(1, 4)), schedule))
        .containsExactly(
            new CalendarDay(LocalDate.of(2024, 7, 1), true, false, Source.OBSERVED, ""),
            new CalendarDay(LocalDate.of(2024, 7, 2), false, true, Source.OBSERVED, "結算"),
            new CalendarDay(LocalDate.of(2024, 7, 3), false, false, Source.OBSERVED, ""),
            new CalendarDay(LocalDate.of(2024, 7, 4), true, false, Source.OBSERVED, ""));
  }

  @Test
  void nothingIsSaidOfNothing() {
    assertThat(ObservedCalendar.derive(Map.of())).isEmpty();
    assertThat(ObservedCalendar.derive(Map.of(YearMonth.of(2024, 7), Set.of()))).isEmpty();
    assertThatThrownBy(() -> ObservedCalendar.derive(Map.of(YearMonth.of(2024, 8), july(1))))
        .hasMessageContaining("expected dates of 2024-08, found 2024-07-01");
  }

  @Test
  void theRealMonths() throws Exception {
    Map<YearMonth, Set<LocalDate>> months = new HashMap<>();
    for (Path path : Captures.files("twse.mi_5mins_hist")) {
      IndexHistory history =
          IndexHistoryReader.read(Captures.source(path), Files.readAllBytes(path));
      months.put(
          history.month(),
          history.days().stream().map(DailyIndex::date).collect(Collectors.toSet()));
    }
    List<CalendarDay> days = ObservedCalendar.derive(months);
    TradingCalendar calendar = TradingCalendar.assumed("TWSE").with(days);

    assertThat(days).filteredOn(CalendarDay::open).hasSize(6246);
    assertThat(days)
        .hasSize(LocalDate.of(2000, 1, 1).datesUntil(LocalDate.of(2025, 4, 11)).toList().size());
    assertThat(List.of("2024-07-24", "2024-07-25", "2024-10-02", "2024-10-03", "2024-10-31"))
        .noneMatch(date -> calendar.isOpen(LocalDate.parse(date)));
    assertThat(List.of("2012-12-22", "2018-12-22", "2024-07-23", "2024-07-26", "2025-04-11"))
        .allMatch(date -> calendar.isOpen(LocalDate.parse(date)));
    assertThat(calendar.day(LocalDate.of(2025, 4, 11)).source()).isEqualTo(Source.ASSUMED);
    // Saturdays were half days of trading until 2001; since then only 23 of them were made up for.
    assertThat(days)
        .filteredOn(day -> day.open() && day.date().getYear() > 2001)
        .filteredOn(day -> day.date().getDayOfWeek() == DayOfWeek.SATURDAY)
        .hasSize(23);
    assertThat(days)
        .filteredOn(day -> day.date().getDayOfWeek() == DayOfWeek.SUNDAY)
        .noneMatch(CalendarDay::open);
  }

  private static Set<LocalDate> july(int... days) {
    return Arrays.stream(days)
        .mapToObj(day -> LocalDate.of(2024, 7, day))
        .collect(Collectors.toSet());
  }

  private static List<String> open(List<CalendarDay> days) {
    return days.stream().filter(CalendarDay::open).map(day -> day.date().toString()).toList();
  }
}

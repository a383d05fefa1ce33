package io.tapehouse.dictionary.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.dictionary.calendar.CalendarDay.Source;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Publishers' texts of expiry and the days behind them. */
@Tag("calendar")
class ExpiryTest {

  private static final TradingCalendar WEEKDAYS = TradingCalendar.assumed("TAIFEX");

  @Test
  void aMonth() {
    Expiry expiry = Expiry.parse("202412").orElseThrow();
    assertThat(expiry.isMonthly()).isTrue();
    assertThat(expiry.month()).isEqualTo(YearMonth.of(2024, 12));
    assertThat(expiry).isEqualTo(Expiry.monthly(YearMonth.of(2024, 12)));
  }

  /** Where figures are written with other digits, a month found none of its contracts. */
  @Test
  void aMonthIsTheSameTextInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(new Locale.Builder().setLanguage("ar").setRegion("EG").build());
      assertThat(Expiry.monthly(YearMonth.of(2024, 12)).text()).isEqualTo("202412");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aWeek() {
    assertThat(Expiry.parse("202501W4"))
        .contains(new Expiry("202501W4", YearMonth.of(2025, 1), 4, DayOfWeek.WEDNESDAY));
    assertThat(Expiry.parse("202507F1"))
        .contains(new Expiry("202507F1", YearMonth.of(2025, 7), 1, DayOfWeek.FRIDAY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2024",
        "202400",
        "202413",
        "202412W",
        "202412W0",
        "202412W6",
        "202412X1",
        "202412w1",
        " 202412",
        "202412/202501",
        "20241２",
        "2024121"
      })
  void anythingElseIsNoExpiry(String text) {
    assertThat(Expiry.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "202107, 2021-07-21",
    "202202, 2022-02-16",
    "202412, 2024-12-18",
    "202501, 2025-01-15",
    "202501W1, 2025-01-01",
    "202501W5, 2025-01-29",
    "202412W4, 2024-12-25",
    "202507F1, 2025-07-04",
    "202508F5, 2025-08-29",
  })
  void theSettlementDay(String text, LocalDate day) {
    assertThat(Expiry.parse(text).orElseThrow().settlementDay(WEEKDAYS)).contains(day);
  }

  @ParameterizedTest
  @CsvSource({"202502W5", "202509F5", "202412W5"})
  void aWeekThatTheMonthLacksHasNoSettlementDay(String text) {
    assertThat(Expiry.parse(text).orElseThrow().settlementDay(WEEKDAYS)).isEmpty();
  }

  @Test
  void aHolidayMovesTheSettlementToTheNextOpenDay() {
    TradingCalendar calendar =
        WEEKDAYS.with(
            List.of(
                closed(LocalDate.of(2025, 1, 1)),
                closed(LocalDate.of(2023, 1, 18)),
                closed(LocalDate.of(2023, 1, 19)),
                closed(LocalDate.of(2023, 1, 20))));
    assertThat(Expiry.parse("202501W1").orElseThrow().settlementDay(calendar))
        .contains(LocalDate.of(2025, 1, 2));
    assertThat(Expiry.parse("202301").orElseThrow().settlementDay(calendar))
        .contains(LocalDate.of(2023, 1, 23));
  }

  @Test
  void everyWednesdayHasOneContractWhoseDayItIs() {
    for (LocalDate day = LocalDate.of(2017, 1, 4); day.getYear() < 2026; day = day.plusWeeks(1)) {
      Expiry wednesday = Expiry.ofWednesday(day);
      assertThat(Expiry.parse(wednesday.text())).contains(wednesday);
      assertThat(wednesday.settlementDay(WEEKDAYS)).contains(day);
      Expiry friday = Expiry.ofFriday(day.plusDays(2));
      assertThat(Expiry.parse(friday.text())).contains(friday);
      assertThat(friday.settlementDay(WEEKDAYS)).contains(day.plusDays(2));
    }
  }

  private static CalendarDay closed(LocalDate date) {
    return new CalendarDay(date, false, false, Source.OBSERVED, "");
  }
}

package io.tapehouse.orchestrator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.dictionary.calendar.PublicHolidays;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("calendar")
class UnknownYearsTest {

  private final UnknownYears years = new UnknownYears();

  @Test
  void aYearWithoutAScheduleIsToldOfOnce() {
    TradingCalendar calendar =
        TradingCalendar.assumed("CCASS").with(PublicHolidays.of("hongkong").days());
    assertThat(years.warning(calendar, LocalDate.of(2099, 2, 3)))
        .hasValue(
            "no holidays of CCASS in 2099 are known: each day that is usually open is taken for an"
                + " open one");
    assertThat(years.warning(calendar, LocalDate.of(2099, 2, 4))).isEmpty();
    assertThat(years.warning(calendar, LocalDate.of(2098, 12, 31))).isPresent();
    assertThat(years.warning(calendar, LocalDate.of(2027, 1, 4))).isEmpty();
  }

  @Test
  void aDayThatAFileTellsOfNeedsNoSchedule() {
    LocalDate date = LocalDate.of(2099, 2, 3);
    TradingCalendar calendar =
        TradingCalendar.assumed("TWSE")
            .with(List.of(new CalendarDay(date, true, false, CalendarDay.Source.OBSERVED, "")));
    assertThat(years.warning(calendar, date)).isEmpty();
    assertThat(years.warning(calendar, date.plusDays(1))).isPresent();
  }
}

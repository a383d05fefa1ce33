package io.tapehouse.dictionary.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.dictionary.calendar.CalendarDay.Source;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What outranks what, and the nearest open day. */
@Tag("calendar")
class TradingCalendarTest {

  private static final LocalDate FRIDAY = LocalDate.of(2022, 2, 18);
  private static final LocalDate SATURDAY = FRIDAY.plusDays(1);
  private static final LocalDate MONDAY = FRIDAY.plusDays(3);
  private static final TradingCalendar ASSUMED = TradingCalendar.assumed("TAIFEX");

  @Test
  void weekdaysAreAssumedOpen() {
    assertThat(ASSUMED.isOpen(FRIDAY)).isTrue();
    assertThat(ASSUMED.isOpen(SATURDAY)).isFalse();
    assertThat(ASSUMED.day(FRIDAY).source()).isEqualTo(Source.ASSUMED);
    assertThat(ASSUMED.known()).isEmpty();
    assertThat(ASSUMED.exchange()).isEqualTo("TAIFEX");
  }

  @Test
  void theStrongerSourceWinsInAnyOrder() {
    List<CalendarDay> days =
        new ArrayList<>(
            List.of(
                CalendarDay.assumed(FRIDAY, true),
                new CalendarDay(FRIDAY, true, false, Source.SCHEDULE, ""),
                new CalendarDay(FRIDAY, false, false, Source.OBSERVED, "typhoon")));
    Random random = new Random(7);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(days, random);
      TradingCalendar calendar = ASSUMED;
      for (CalendarDay day : days) {
        calendar = calendar.with(List.of(day));
      }
      assertThat(calendar.day(FRIDAY).note()).isEqualTo("typhoon");
      assertThat(ASSUMED.with(days).isOpen(FRIDAY)).isFalse();
    }
  }

  @Test
  void ofOneSourceTheLaterWordCounts() {
    TradingCalendar calendar =
        ASSUMED
            .with(List.of(new CalendarDay(SATURDAY, false, false, Source.SCHEDULE, "")))
            .with(List.of(new CalendarDay(SATURDAY, true, false, Source.SCHEDULE, "make-up")));
    assertThat(calendar.isOpen(SATURDAY)).isTrue();
  }

  @Test
  void addingDaysChangesNoOtherCalendar() {
    ASSUMED.with(List.of(new CalendarDay(FRIDAY, false, false, Source.OBSERVED, "")));
    assertThat(ASSUMED.isOpen(FRIDAY)).isTrue();
  }

  @Test
  void theNearestOpenDayOnBothSides() {
    assertThat(ASSUMED.openOnOrAfter(FRIDAY)).isEqualTo(FRIDAY);
    assertThat(ASSUMED.openOnOrBefore(FRIDAY)).isEqualTo(FRIDAY);
    assertThat(ASSUMED.openOnOrAfter(SATURDAY)).isEqualTo(MONDAY);
    assertThat(ASSUMED.openOnOrBefore(MONDAY.minusDays(1))).isEqualTo(FRIDAY);
    TradingCalendar holiday =
        ASSUMED.with(List.of(new CalendarDay(MONDAY, false, false, Source.SCHEDULE, "")));
    assertThat(holiday.openOnOrAfter(SATURDAY)).isEqualTo(MONDAY.plusDays(1));
    assertThat(holiday.openOnOrBefore(MONDAY)).isEqualTo(FRIDAY);
  }

  @Test
  void aCalendarWithoutOpenDaysIsBroken() {
    List<CalendarDay> closed = new ArrayList<>();
    for (int i = -70; i <= 70; i++) {
      closed.add(new CalendarDay(FRIDAY.plusDays(i), false, false, Source.OBSERVED, ""));
    }
    TradingCalendar calendar = ASSUMED.with(closed);
    assertThatThrownBy(() -> calendar.openOnOrAfter(FRIDAY))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("TAIFEX")
        .hasMessageContaining("2022-02-18");
    assertThatThrownBy(() -> calendar.openOnOrBefore(FRIDAY))
        .isInstanceOf(IllegalStateException.class);
  }
}

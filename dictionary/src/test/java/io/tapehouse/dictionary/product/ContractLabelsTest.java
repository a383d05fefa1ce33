package io.tapehouse.dictionary.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.dictionary.calendar.CalendarDay.Source;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What contracts are called on a day. */
@Tag("calendar")
class ContractLabelsTest {

  private static final TradingCalendar WEEKDAYS = TradingCalendar.assumed("TAIFEX");

  @Test
  void onASettlementDayTheMonthEndsAndTheNextWeekIsNamedToo() {
    ContractLabels labels = on("2022-02-16");
    assertThat(labels.of("202202")).containsExactly("M", "W");
    assertThat(labels.of("202202W4")).containsExactly("W");
    assertThat(labels.of("202203")).containsExactly("M+1");
    assertThat(labels.of("202204")).containsExactly("M+2");
    assertThat(labels.of("202205")).isEmpty();
    assertThat(labels.of("202206")).containsExactly("Q+1");
    assertThat(labels.of("202209")).containsExactly("Q+2");
    assertThat(labels.of("202212")).containsExactly("Q+3");
    assertThat(labels.of("202303")).isEmpty();
    assertThat(labels.of("202203W1")).isEmpty();
  }

  @Test
  void theDayAfterTheNextMonthIsM() {
    ContractLabels labels = on("2022-02-17");
    assertThat(labels.of("202202")).isEmpty();
    assertThat(labels.of("202202W4")).containsExactly("W");
    assertThat(labels.of("202203")).containsExactly("M");
    assertThat(labels.of("202204")).containsExactly("M+1");
    assertThat(labels.of("202205")).containsExactly("M+2");
    assertThat(labels.of("202206")).containsExactly("Q+1");
    assertThat(labels.of("202212")).containsExactly("Q+3");
  }

  @Test
  void inTheThirdWeekTheMonthIsTheWeekly() {
    assertThat(on("2022-02-14").of("202202")).containsExactly("M", "W");
    assertThat(on("2022-02-14").of("202202W4")).isEmpty();
    assertThat(on("2022-02-08").of("202202W2")).containsExactly("W");
    assertThat(on("2022-02-08").of("202202")).containsExactly("M");
  }

  @Test
  void fridayWeekliesBearF() {
    ContractLabels labels = on("2025-07-10");
    assertThat(labels.of("202507F2")).containsExactly("F");
    assertThat(labels.of("202507F3")).isEmpty();
    ContractLabels friday = on("2025-07-11");
    assertThat(friday.of("202507F2")).containsExactly("F");
    assertThat(friday.of("202507F3")).containsExactly("F");
    assertThat(on("2025-07-18").of("202507F3")).containsExactly("F");
  }

  @Test
  void decemberGoesOverIntoJanuary() {
    ContractLabels before = on("2024-12-18");
    assertThat(before.of("202412")).containsExactly("M", "W");
    assertThat(before.of("202501")).containsExactly("M+1");
    assertThat(before.of("202502")).containsExactly("M+2");
    assertThat(before.of("202503")).containsExactly("Q+1");
    ContractLabels after = on("2024-12-26");
    assertThat(after.of("202501")).containsExactly("M");
    assertThat(after.of("202503")).containsExactly("M+2");
    assertThat(after.of("202506")).containsExactly("Q+1");
    assertThat(after.of("202512")).containsExactly("Q+3");
    assertThat(after.of("202501W1")).containsExactly("W");
  }

  @Test
  void aSettlementThatAHolidayMovedKeepsItsLabelsUntilThen() {
    TradingCalendar calendar =
        WEEKDAYS.with(
            List.of(
                closed("2023-01-18"),
                closed("2023-01-19"),
                closed("2023-01-20"),
                closed("2023-01-23"),
                closed("2023-01-24"),
                closed("2023-01-25"),
                closed("2023-01-26"),
                closed("2023-01-27")));
    ContractLabels labels = new ContractLabels(LocalDate.parse("2023-01-30"), calendar);
    assertThat(labels.of("202301")).containsExactly("M", "W");
    // The weekly of the 25th is settled on the same open day; the next one is that of 1 February.
    assertThat(labels.of("202301W4")).containsExactly("W");
    assertThat(labels.of("202302W1")).containsExactly("W");
    assertThat(labels.of("202302")).containsExactly("M+1");
    assertThat(new ContractLabels(LocalDate.parse("2023-01-31"), calendar).of("202302"))
        .containsExactly("M");
  }

  @Test
  void everyDayHasEveryLabelOfMonthsOnceAndAWeekly() {
    for (LocalDate day = LocalDate.of(2020, 1, 1); day.getYear() < 2026; day = day.plusDays(1)) {
      ContractLabels labels = new ContractLabels(day, WEEKDAYS);
      int months = 0;
      int weeks = 0;
      for (YearMonth month = YearMonth.from(day).minusMonths(2);
          month.isBefore(YearMonth.from(day).plusMonths(15));
          month = month.plusMonths(1)) {
        String text = Expiry.monthly(month).text();
        months += (int) labels.of(text).stream().filter(label -> !label.equals("W")).count();
        weeks += (int) labels.of(text).stream().filter("W"::equals).count();
        for (int week = 1; week <= 5; week++) {
          weeks += labels.of(text + "W" + week).size();
        }
      }
      assertThat(months).as("labels of months on %s", day).isEqualTo(6);
      assertThat(weeks)
          .as("weeklies on %s", day)
          .isEqualTo(day.getDayOfWeek().getValue() == 3 ? 2 : 1);
    }
  }

  private static ContractLabels on(String day) {
    return new ContractLabels(LocalDate.parse(day), WEEKDAYS);
  }

  private static CalendarDay closed(String date) {
    return new CalendarDay(LocalDate.parse(date), false, false, Source.OBSERVED, "");
  }
}

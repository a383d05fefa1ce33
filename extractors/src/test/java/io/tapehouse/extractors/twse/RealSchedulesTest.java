package io.tapehouse.extractors.twse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.extractors.BadRow;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Schedules as TWSE published them, and cases made of such. */
class RealSchedulesTest {

  @Test
  void theYear2023InBothForms() throws Exception {
    HolidaySchedule csv =
        read("captures-eras/twse.holiday_schedule/2023-01-01/holidaySchedule_112.csv");
    HolidaySchedule json =
        read("captures-eras/_samples/twse.holiday_schedule/2023-01-01/holidaySchedule.json");
    for (HolidaySchedule schedule : List.of(csv, json)) {
      assertThat(schedule.badRows()).isEmpty();
      assertThat(schedule.warnings()).isEmpty();
      // One of the 27 rows of the CSV stands there twice.
      assertThat(schedule.days()).hasSize(26);
      assertThat(days(schedule, day -> day.open()))
          .containsExactly("2023-01-03", "2023-01-17", "2023-01-30");
      assertThat(days(schedule, day -> day.settlementOnly()))
          .containsExactly("2023-01-18", "2023-01-19");
      assertThat(openDays(schedule)).isEqualTo(240);
    }
    assertThat(verdicts(json)).isEqualTo(verdicts(csv));
  }

  @Test
  void datesWithTheirWeekday() throws Exception {
    HolidaySchedule schedule =
        read(
            "cases/3-holiday-csv-date-with-weekday/twse.holiday_schedule/2025-01-01/holidaySchedule_114.csv");
    assertThat(schedule.badRows()).isEmpty();
    assertThat(schedule.warnings()).isEmpty();
    assertThat(days(schedule, day -> !day.open() && !day.settlementOnly()))
        .containsExactly("2025-01-01", "2025-01-27");
    assertThat(days(schedule, CalendarDay::settlementOnly))
        .containsExactly("2025-01-23", "2025-01-24");
    assertThat(openDays(schedule)).isEqualTo(257);
  }

  @Test
  void marksThatAreWrong() throws Exception {
    HolidaySchedule schedule =
        read(
            "cases/4-holiday-csv-mark-against-words/twse.holiday_schedule/2024-01-01/holidaySchedule_113.csv");
    assertThat(days(schedule, CalendarDay::open))
        .containsExactly("2024-01-02", "2024-02-05", "2024-02-15");
    assertThat(days(schedule, CalendarDay::settlementOnly)).containsExactly("2024-02-06");
    assertThat(schedule.warnings())
        .hasSize(3)
        .allMatch(warning -> warning.contains("the words count"));
  }

  @Test
  void aDateThatCannotBeRead() throws Exception {
    HolidaySchedule schedule =
        read(
            "cases/10-schedule-warnings-are-not-shown/twse.holiday_schedule/2022-01-01/holidaySchedule_111.csv");
    assertThat(schedule.badRows())
        .containsExactly(
            new BadRow(
                "holidaySchedule_111.csv",
                6,
                "expected dates of 2022 such as 1月27日, found '10月10'",
                "\"國慶日\",\"10月10\",\"一\",\"放假1日。\",\"\""));
    assertThat(schedule.days()).hasSize(3);
  }

  @Test
  void aSaturdayThatIsTraded() throws Exception {
    HolidaySchedule schedule =
        read(
            "cases/11-closed-by-schedule-although-a-file-is-there/twse.holiday_schedule/2018-01-01/holidaySchedule.json");
    assertThat(days(schedule, CalendarDay::open)).containsExactly("2018-03-31");
    assertThat(schedule.warnings()).isEmpty();
  }

  @Test
  void aYearThatTheSiteLacks() throws Exception {
    Path path =
        path("captures-eras/_no_data/twse_holiday_schedule/holidaySchedule_2016_empty.json");
    UnreadableFileException refusal =
        catchThrowableOfType(
            UnreadableFileException.class,
            () ->
                HolidayScheduleReader.read(
                    new SourceFile(
                        "twse.holiday_schedule", LocalDate.of(2016, 1, 1), "holidaySchedule.json"),
                    Files.readAllBytes(path)));
    assertThat(refusal.kind()).isEqualTo(Kind.NO_DATA);
  }

  private interface Condition {
    boolean holds(CalendarDay day);
  }

  private static List<String> days(HolidaySchedule schedule, Condition condition) {
    return schedule.days().stream()
        .filter(condition::holds)
        .map(day -> day.date().toString())
        .toList();
  }

  private static Map<LocalDate, String> verdicts(HolidaySchedule schedule) {
    return schedule.days().stream()
        .collect(
            Collectors.toMap(CalendarDay::date, day -> day.open() + " " + day.settlementOnly()));
  }

  /** Weekdays are open where the schedule names no exception. */
  static long openDays(HolidaySchedule schedule) {
    Map<LocalDate, Boolean> named =
        schedule.days().stream().collect(Collectors.toMap(CalendarDay::date, CalendarDay::open));
    return LocalDate.of(schedule.year(), 1, 1)
        .datesUntil(LocalDate.of(schedule.year() + 1, 1, 1))
        .filter(
            date -> named.getOrDefault(date, date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0))
        .count();
  }

  private static HolidaySchedule read(String relative) throws Exception {
    Path path = path(relative);
    return HolidayScheduleReader.read(Captures.source(path), Files.readAllBytes(path));
  }

  private static Path path(String relative) {
    Path path = Captures.path("..").resolve(relative).normalize();
    assumeTrue(Files.exists(path), () -> "no " + path + ": real files are not tested");
    return path;
  }
}

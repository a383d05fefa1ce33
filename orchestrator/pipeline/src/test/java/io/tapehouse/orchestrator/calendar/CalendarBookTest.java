package io.tapehouse.orchestrator.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.dictionary.calendar.CalendarDay.Source;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.archive.Archive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evidence about trading days is ranked, and what contradicts it is reported. */
class CalendarBookTest {

  private static final LocalDate FRIDAY = LocalDate.of(2018, 3, 30);
  private static final LocalDate SATURDAY = LocalDate.of(2018, 3, 31);
  private static final LocalDate MONDAY = LocalDate.of(2018, 4, 2);
  private static final YearMonth MARCH = YearMonth.of(2018, 3);
  private static final YearMonth APRIL = YearMonth.of(2018, 4);

  @TempDir private Path folder;
  private Archive archive;
  private WrittenFiles files;
  private CalendarBook book;

  @BeforeEach
  void open() throws IOException {
    archive = new Archive(new FolderObjectStore(folder.resolve("archive")), Clock.systemUTC());
    files = new WrittenFiles(archive, Files.createDirectory(folder.resolve("scratch")));
    book = new CalendarBook(archive);
  }

  private CalendarDay day(LocalDate date) throws IOException {
    book.refresh();
    book.observe(List.of(date));
    return book.calendar("TWSE").day(date);
  }

  @Test
  void aTickFileOpensTheSaturdayOfWhichTheScheduleIsSilent() throws IOException {
    files.addSchedule(2018, WrittenFiles.schedule(2018, "中華民國開國紀念日|1月1日|依規定放假1日。"));
    assertThat(day(SATURDAY).open()).isFalse();

    files.addTicks(SATURDAY, WrittenFiles.ticks(SATURDAY, FRIDAY));

    assertThat(day(SATURDAY).open()).isTrue();
    assertThat(day(SATURDAY).source()).isEqualTo(Source.OBSERVED);
    assertThat(book.conflicts(SATURDAY))
        .extracting(CalendarConflict::text)
        .containsExactly(
            "2018-03-31: open: taifex.futures_tick 2018-03-31 has trades; against: closed:"
                + " twse.holiday_schedule 2018-01-01 does not name the day; the former counts");
  }

  @Test
  void aNightSessionProvesItsEveningAndTheDaysSince() throws IOException {
    files.addTicks(
        LocalDate.of(2025, 1, 2),
        WrittenFiles.ticks(LocalDate.of(2025, 1, 2), LocalDate.of(2024, 12, 31)));

    assertThat(day(LocalDate.of(2025, 1, 1)).open()).isFalse();
    assertThat(day(LocalDate.of(2025, 1, 1)).source()).isEqualTo(Source.OBSERVED);
    assertThat(day(LocalDate.of(2024, 12, 31)).source()).isEqualTo(Source.OBSERVED);
    assertThat(day(LocalDate.of(2024, 12, 30)).source()).isEqualTo(Source.ASSUMED);
    assertThat(book.conflicts(LocalDate.of(2025, 1, 1))).isEmpty();
    assertThat(book.published("TWSE").day(LocalDate.of(2025, 1, 1)).source())
        .as("what files become does not depend on which were looked at")
        .isEqualTo(Source.ASSUMED);
  }

  @Test
  void aNightSessionOutweighsWhatTheScheduleSays() throws IOException {
    files.addSchedule(2018, WrittenFiles.schedule(2018, "假日|3月30日|依規定放假1日。"));
    files.addTicks(MONDAY, WrittenFiles.ticks(MONDAY, FRIDAY));

    assertThat(day(FRIDAY).open()).isTrue();
    assertThat(book.conflicts(FRIDAY))
        .extracting(CalendarConflict::text)
        .containsExactly(
            "2018-03-30: open: the night session of taifex.futures_tick 2018-04-02 began on"
                + " 2018-03-30; against: closed: twse.holiday_schedule 2018-01-01 has"
                + " \"假日：依規定放假1日。\"; the former counts");
  }

  @Test
  void aRowOfTheMonthOutweighsALaterNightSession() throws IOException {
    files.addMonth(MARCH, WrittenFiles.month(MARCH, 29, 30, 31));
    files.addTicks(MONDAY, WrittenFiles.ticks(MONDAY, FRIDAY));

    assertThat(day(SATURDAY).open()).isTrue();
    assertThat(book.conflicts(SATURDAY))
        .singleElement()
        .satisfies(
            conflict -> {
              assertThat(conflict.counts())
                  .isEqualTo("open: twse.mi_5mins_hist 2018-03-01 has the day");
              assertThat(conflict.against()).startsWith("closed: the night session of");
            });
  }

  @Test
  void theSilenceOfAMonthOutweighsTheScheduleAndAFileOfTheDayOutweighsBoth() throws IOException {
    LocalDate thursday = LocalDate.of(2018, 3, 29);
    files.addSchedule(2018, WrittenFiles.schedule(2018, "國曆新年開始交易日|3月29日|國曆新年開始交易。"));
    files.addMonth(MARCH, WrittenFiles.month(MARCH, 27, 28, 30));

    assertThat(day(thursday).open()).isFalse();
    assertThat(book.conflicts(thursday)).hasSize(1);

    files.addTicks(thursday, WrittenFiles.ticks(thursday, LocalDate.of(2018, 3, 28)));

    assertThat(day(thursday).open()).isTrue();
    assertThat(book.conflicts(thursday))
        .singleElement()
        .satisfies(
            conflict ->
                assertThat(conflict.against())
                    .isEqualTo(
                        "closed: twse.mi_5mins_hist 2018-03-01 lacks it and has later days"));
  }

  @Test
  void aTyphoonIsNoConflict() throws IOException {
    files.addSchedule(2018, WrittenFiles.schedule(2018, "中華民國開國紀念日|1月1日|依規定放假1日。"));
    files.addMonth(MARCH, WrittenFiles.month(MARCH, 27, 28, 30));

    assertThat(day(LocalDate.of(2018, 3, 29)).open()).isFalse();
    assertThat(book.conflicts(LocalDate.of(2018, 3, 29))).isEmpty();
  }

  @Test
  void aMonthWithARowThatCannotBeReadClosesNothing() throws IOException {
    String spoilt =
        new String(WrittenFiles.month(MARCH, 27, 28, 30), java.nio.charset.StandardCharsets.UTF_8)
            .replace("107/03/28", "107/03/2?");
    files.addMonth(MARCH, spoilt.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    files.addMonth(APRIL, WrittenFiles.month(APRIL, 2, 3));

    assertThat(day(LocalDate.of(2018, 3, 28)).open()).isTrue();
    assertThat(day(LocalDate.of(2018, 3, 28)).source()).isEqualTo(Source.ASSUMED);
    assertThat(day(LocalDate.of(2018, 3, 27)).source()).isEqualTo(Source.OBSERVED);
  }

  @Test
  void aScheduleWithARowThatCannotBeReadSaysNothingOfOtherDays() throws IOException {
    files.addSchedule(
        2022, WrittenFiles.schedule(2022, "國慶日|10月10|依規定放假1日。", "和平紀念日|2月28日|依規定放假1日。"));

    assertThat(day(LocalDate.of(2022, 2, 28)).open()).isFalse();
    assertThat(day(LocalDate.of(2022, 10, 10)).source()).isEqualTo(Source.ASSUMED);
    assertThat(book.schedule(LocalDate.of(2022, 1, 1)).orElseThrow().badRows()).hasSize(1);
  }

  @Test
  void aFileOfBeforeNightSessionsOpensItsDayAlone() throws IOException {
    LocalDate saturday = LocalDate.of(2012, 12, 22);
    files.addTicks(saturday, WrittenFiles.dayTicks(saturday));

    assertThat(day(saturday).open()).isTrue();
    assertThat(day(LocalDate.of(2012, 12, 21)).source()).isEqualTo(Source.ASSUMED);
  }

  @Test
  void aFileWithoutTradesProvesNothing() throws IOException {
    files.addTicks(SATURDAY, WrittenFiles.noTicks(SATURDAY));

    assertThat(day(SATURDAY).open()).isFalse();
    assertThat(day(SATURDAY).source()).isEqualTo(Source.ASSUMED);
  }
}

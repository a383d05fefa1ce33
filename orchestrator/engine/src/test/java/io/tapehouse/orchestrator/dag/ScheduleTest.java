package io.tapehouse.orchestrator.dag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When runs are due, on clocks that people set forward and back. */
@Tag("calendar")
class ScheduleTest {

  private static final List<String> ZONES =
      List.of(
          "Asia/Taipei",
          "Asia/Hong_Kong",
          "Asia/Ho_Chi_Minh",
          "America/New_York",
          "Europe/London",
          "Australia/Lord_Howe",
          "America/Sao_Paulo",
          "Asia/Kathmandu",
          "Pacific/Apia",
          "UTC");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 30 18 * * ? | Asia/Taipei      | 2024-11-05T10:30:00Z | 2024-11-06T10:30:00Z
          0 30 18 * * ? | Asia/Taipei      | 2024-11-05T10:29:59.999Z | 2024-11-05T10:30:00Z
          0 0 0 * * ?   | Asia/Hong_Kong   | 2024-12-30T15:59:59Z | 2024-12-30T16:00:00Z
          59 59 23 * * ? | Asia/Ho_Chi_Minh | 2024-12-31T16:59:58Z | 2024-12-31T16:59:59Z
          0 0 0 1 1 ?   | Asia/Taipei      | 2024-06-01T00:00:00Z | 2024-12-31T16:00:00Z
          # The night of 2024-03-10 has no 02:30: right after the change, at 03:30 of the new time.
          0 30 2 * * ?  | America/New_York | 2024-03-09T12:00:00Z | 2024-03-10T07:30:00Z
          0 30 2 * * ?  | America/New_York | 2024-03-10T07:30:00Z | 2024-03-11T06:30:00Z
          # The night of 2024-11-03 has two 01:30: the first.
          0 30 1 * * ?  | America/New_York | 2024-11-02T12:00:00Z | 2024-11-03T05:30:00Z
          0 30 1 * * ?  | America/New_York | 2024-11-03T05:30:00Z | 2024-11-04T06:30:00Z
          0 30 1 * * ?  | America/New_York | 2024-11-03T06:15:00Z | 2024-11-04T06:30:00Z
          # Taipei's summer time of 1979: clocks went forward at 00:00 on 1 July.
          0 30 0 * * ?  | Asia/Taipei      | 1979-06-30T00:00:00Z | 1979-06-30T16:30:00Z
          0 30 18 * * ? | Asia/Taipei      | 1979-07-01T00:00:00Z | 1979-07-01T09:30:00Z
          0 30 18 * * ? | Asia/Taipei      | 1979-10-01T00:00:00Z | 1979-10-01T10:30:00Z
          0 0 12 29 2 ? | Asia/Taipei      | 2023-01-01T00:00:00Z | 2024-02-29T04:00:00Z
          0 0 12 29 2 ? | Asia/Taipei      | 2024-02-29T04:00:00Z | 2028-02-29T04:00:00Z
          0 0 12 29 FEB ? | Asia/Taipei    | 2096-02-29T04:00:00Z | 2104-02-29T04:00:00Z
          0 0 9 ? * MON-FRI | Asia/Taipei  | 2024-11-08T01:00:00Z | 2024-11-11T01:00:00Z
          0 0 9 L * ?   | Asia/Taipei      | 2024-02-01T00:00:00Z | 2024-02-29T01:00:00Z
          0 0 9 L * ?   | Asia/Taipei      | 2023-02-01T00:00:00Z | 2023-02-28T01:00:00Z
          # The weekday nearest to Sunday the 15th is the 16th, to Saturday the 15th the 14th.
          0 0 9 15W * ? | Asia/Taipei      | 2024-12-01T00:00:00Z | 2024-12-16T01:00:00Z
          0 0 9 15W * ? | Asia/Taipei      | 2024-06-01T00:00:00Z | 2024-06-14T01:00:00Z
          0 0 9 ? * WED#3 | Asia/Taipei    | 2024-11-01T00:00:00Z | 2024-11-20T01:00:00Z
          """)
  void theNextMoment(String cron, String zone, Instant after, Instant expected) {
    assertThat(new Schedule(cron, ZoneId.of(zone), 0).next(after)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "America/New_York, 02:30, 2024-03-08, 2024-03-12",
    "America/New_York, 02:00, 2024-03-08, 2024-03-12",
    "America/New_York, 03:00, 2024-03-08, 2024-03-12",
    "America/New_York, 01:30, 2024-11-01, 2024-11-05",
    "America/New_York, 01:00, 2024-11-01, 2024-11-05",
    "America/New_York, 23:59:59, 2024-11-01, 2024-11-05",
    "America/New_York, 00:00, 2024-03-08, 2024-03-12",
    "Asia/Taipei, 00:00, 1979-06-29, 1979-07-03",
    "Asia/Taipei, 00:30, 1979-06-29, 1979-07-03",
    "Asia/Taipei, 23:30, 1979-09-28, 1979-10-03",
    "Asia/Taipei, 18:30, 2024-02-27, 2024-03-02",
    "Asia/Hong_Kong, 23:59:59, 2024-12-29, 2025-01-03",
    "Asia/Ho_Chi_Minh, 00:00, 2024-12-29, 2025-01-03",
    "Australia/Lord_Howe, 02:15, 2024-10-04, 2024-10-08",
    "Australia/Lord_Howe, 01:45, 2024-04-05, 2024-04-09",
    "America/Sao_Paulo, 00:00, 2018-11-02, 2018-11-06",
  })
  void eachDayHasOneDate(String zone, LocalTime time, LocalDate first, LocalDate last) {
    for (int daysBack = 0; daysBack <= 1; daysBack++) {
      ZoneId id = ZoneId.of(zone);
      Schedule schedule = new Schedule(Schedule.daily(time, id).cron(), id, daysBack);
      List<LocalDate> days = first.datesUntil(last.plusDays(1)).toList();
      Instant end = last.plusDays(1 + daysBack).atStartOfDay(id).toInstant().minusSeconds(1);
      assertThat(schedule.due(first, end)).containsExactlyElementsOf(days);
      assertThat(stepping(schedule, first, end)).containsExactlyElementsOf(days);
      List<Instant> moments = moments(schedule, first, end);
      assertThat(moments).hasSize(days.size()).isSorted().doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # Before the start date, on it, after it.
          0 | 2024-11-08 | 2024-11-05T00:00:00Z | 2024-11-08T10:30:00Z
          0 | 2024-11-08 | 2024-11-08T10:29:59Z | 2024-11-08T10:30:00Z
          0 | 2024-11-08 | 2024-11-08T10:30:00Z | 2024-11-09T10:30:00Z
          0 | 2024-11-08 | 2025-01-01T00:00:00Z | 2025-01-01T10:30:00Z
          # The run of a date is made two days later.
          2 | 2024-11-08 | 2024-11-05T00:00:00Z | 2024-11-10T10:30:00Z
          """)
  void noMomentBeforeThatOfTheFirstDate(int back, LocalDate first, Instant now, Instant expected) {
    Schedule schedule = new Schedule("0 30 18 * * ?", ZoneId.of("Asia/Taipei"), back);
    assertThat(schedule.next(now, first)).contains(expected);
    assertThat(schedule.due(first, expected))
        .as("it makes a run")
        .hasSize(schedule.due(first, expected.minusNanos(1)).size() + 1);
  }

  @Test
  void aMomentIsDueFromTheSecondOn() {
    Schedule schedule = Schedule.daily(LocalTime.of(18, 30), ZoneId.of("Asia/Taipei"));
    LocalDate date = LocalDate.of(2024, 11, 5);
    Instant moment = Instant.parse("2024-11-05T10:30:00Z");
    assertThat(schedule.due(date, moment.minusNanos(1))).isEmpty();
    assertThat(schedule.due(date, moment)).containsExactly(date);
    assertThat(schedule.due(date.plusDays(1), moment)).isEmpty();
  }

  @Test
  void theDayBefore() {
    Schedule schedule = new Schedule("0 0 5 * * ?", ZoneId.of("Asia/Taipei"), 1);
    Instant now = Instant.parse("2024-03-01T00:00:00Z");
    assertThat(schedule.due(LocalDate.of(2024, 2, 28), now))
        .containsExactly(LocalDate.of(2024, 2, 28), LocalDate.of(2024, 2, 29));
  }

  @Test
  void manyMomentsADayMakeOneDate() {
    Schedule schedule = new Schedule("0 */5 * * * ?", ZoneId.of("America/New_York"), 0);
    assertThat(schedule.due(LocalDate.of(2024, 11, 2), Instant.parse("2024-11-05T05:00:00Z")))
        .hasSize(4);
    // In the hour that comes twice, once.
    List<Instant> moments = new ArrayList<>();
    Instant end = Instant.parse("2024-11-03T08:00:00Z");
    Instant at = Instant.parse("2024-11-03T04:59:59Z");
    for (Optional<Instant> next = schedule.next(at);
        next.isPresent() && next.get().isBefore(end);
        next = schedule.next(next.get())) {
      moments.add(next.get());
    }
    assertThat(moments).hasSize(24).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aDateThatAZoneLeftOutIsStillOne() {
    Schedule schedule = Schedule.daily(LocalTime.NOON, ZoneId.of("Pacific/Apia"));
    SortedSet<LocalDate> due =
        schedule.due(LocalDate.of(2011, 12, 28), Instant.parse("2012-01-02T00:00:00Z"));
    assertThat(due).contains(LocalDate.of(2011, 12, 29), LocalDate.of(2011, 12, 31));
  }

  @Test
  void tenThousandDaysAreQuick() {
    Schedule schedule = Schedule.daily(LocalTime.of(18, 30), ZoneId.of("America/New_York"));
    LocalDate first = LocalDate.of(1997, 1, 1);
    Instant now = first.plusDays(10_000).atStartOfDay(ZoneId.of("America/New_York")).toInstant();
    assertThat(assertTimeout(Duration.ofSeconds(3), () -> schedule.due(first, now)))
        .hasSize(10_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "30 18 * * *",
        "0 60 * * * ?",
        "0 0 0 31 2 ?",
        "0 0 0 30 2 ?",
        "x",
        "0 0 0 1 1 ? 1969"
      })
  void whatIsNoSchedule(String cron) {
    assertThatThrownBy(() -> new Schedule(cron, ZoneId.of("UTC"), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + cron + "'");
    assertThatThrownBy(() -> new Schedule("0 0 0 * * ?", ZoneId.of("UTC"), -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aScheduleThatIsOverHasNoNextMoment() {
    Schedule schedule = new Schedule("0 0 12 * * ? 2020", ZoneId.of("Asia/Taipei"), 0);
    assertThat(schedule.next(Instant.parse("2021-01-01T00:00:00Z"))).isEmpty();
    assertThat(schedule.due(LocalDate.of(2020, 12, 30), Instant.parse("2024-01-01T00:00:00Z")))
        .containsExactly(LocalDate.of(2020, 12, 30), LocalDate.of(2020, 12, 31));
  }

  @Test
  void whatIsDueIsWhatSteppingFinds() {
    for (int seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
      Schedule schedule = new Schedule(cron(random), zone, random.nextInt(3));
      LocalDate first = LocalDate.of(1975, 1, 1).plusDays(random.nextInt(365 * 60));
      Instant now =
          first
              .plusDays(random.nextInt(120))
              .atTime(random.nextInt(24), random.nextInt(60), random.nextInt(60))
              .atZone(zone)
              .toInstant();
      assertThat(schedule.due(first, now))
          .as("%s from %s to %s, seed %d", schedule, first, now, seed)
          .isEqualTo(stepping(schedule, first, now));
    }
  }

  @Test
  void theNextMomentIsAlwaysLater() {
    for (int seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
      Schedule schedule = new Schedule(cron(random), zone, 0);
      Instant at =
          LocalDateTime.of(2024, 1, 1, 0, 0)
              .plusSeconds(random.nextInt(366 * 86_400))
              .atZone(zone)
              .toInstant();
      for (int i = 0; i < 50; i++) {
        Optional<Instant> next = schedule.next(at);
        if (next.isEmpty()) {
          break;
        }
        assertThat(next.get()).as("%s after %s, seed %d", schedule, at, seed).isAfter(at);
        at = next.get();
      }
    }
  }

  /** Once a day or a little more often, so that stepping is no hardship. */
  private static String cron(Random random) {
    String time =
        "%d %d %s"
            .formatted(
                random.nextInt(60),
                random.nextInt(60),
                pick(random, "0", "1", "2", "3", "23", "" + random.nextInt(24), "0,2,14"));
    return time
        + pick(
            random,
            " * * ?",
            " * * ?",
            " ? * MON-FRI",
            " ? * SAT",
            " ? * FRI#2",
            " L * ?",
            " 15W * ?",
            " LW * ?",
            " 29 FEB ?",
            " 31 * ?",
            " 1,15 3,10,11 ?");
  }

  private static String pick(Random random, String... some) {
    return some[random.nextInt(some.length)];
  }

  private static NavigableSet<LocalDate> stepping(Schedule schedule, LocalDate first, Instant now) {
    NavigableSet<LocalDate> dates = new TreeSet<>();
    // A date that a zone left out has moments of the next one.
    CronDays days = new CronDays(schedule);
    days.moments(first, now).forEach(dates::add);
    return dates;
  }

  /** Logical dates of the moments that {@link Schedule#next} names. */
  private record CronDays(Schedule schedule) {

    Stream<LocalDate> moments(LocalDate first, Instant now) {
      return ScheduleTest.moments(schedule, first, now).stream()
          .map(moment -> LocalDate.ofInstant(moment, schedule.zone()))
          .map(date -> date.minusDays(schedule.daysBack()))
          .filter(date -> !date.isBefore(first));
    }
  }

  private static List<Instant> moments(Schedule schedule, LocalDate first, Instant now) {
    List<Instant> moments = new ArrayList<>();
    Instant at =
        first
            .plusDays(schedule.daysBack())
            .atStartOfDay(schedule.zone())
            .toInstant()
            .minusSeconds(1);
    for (Optional<Instant> next = schedule.next(at);
        next.isPresent() && !next.get().isAfter(now);
        next = schedule.next(next.get())) {
      moments.add(next.get());
    }
    return moments;
  }
}

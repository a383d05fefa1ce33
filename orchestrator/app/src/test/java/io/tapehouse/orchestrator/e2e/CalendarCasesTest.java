package io.tapehouse.orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.orchestrator.e2e.Workbench.Ran;
import io.tapehouse.orchestrator.run.DateSelection;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Trading days that were lost on a guess once, from files as they are seen. */
@ExtendWith(SharedSpark.class)
class CalendarCasesTest {

  @TempDir private Path home;

  @Test
  void datesWithTheirWeekday(SparkLauncher spark) throws IOException, InterruptedException {
    run("3-holiday-csv-date-with-weekday", spark, one("2025-01-22"));

    assertThat(
            sql("select count(*) from trading_calendar where exchange_code = 'TWSE' and is_open"))
        .containsExactly("257");
    assertThat(
            sql(
                """
                select date, settlement_only from trading_calendar
                where exchange_code = 'TWSE' and not is_open and date_part('isodow', date) < 6
                order by 1"""))
        .containsExactly(
            "2025-01-01,false", "2025-01-23,true", "2025-01-24,true", "2025-01-27,false");
  }

  @Test
  void wordsAgainstMarks(SparkLauncher spark) throws IOException, InterruptedException {
    Ran ran = run("4-holiday-csv-mark-against-words", spark, one("2024-01-02"));

    assertThat(
            sql(
                """
                select date, is_open, settlement_only from trading_calendar
                where exchange_code = 'TWSE' and date in
                  ('2024-01-01', '2024-01-02', '2024-02-05', '2024-02-06', '2024-02-15')
                order by 1"""))
        .containsExactly(
            "2024-01-01,false,false",
            "2024-01-02,true,false",
            "2024-02-05,true,false",
            "2024-02-06,false,true",
            "2024-02-15,true,false");
    assertThat(ran.text()).contains("warnings:", "2024-01-02", "2024-02-05", "2024-02-15");
    assertThat(
            sql(
                """
                select count(*) > 0 from check_result
                where table_name = 'trading_calendar' and severity = 'warning'"""))
        .containsExactly("true");
  }

  @Test
  void labelsWithoutACalendar(SparkLauncher spark) throws IOException, InterruptedException {
    Ran ran =
        run(
            "5-labels-when-only-ticks-are-there",
            spark,
            new DateSelection.Range(LocalDate.of(2024, 7, 26), LocalDate.of(2025, 2, 3)));

    assertThat(ran.succeeded()).as(ran.text()).isTrue();
    assertThat(
            sql(
                """
                select l.trading_date, d.contract from contract_label l
                join derivative_detail d on d.id = l.derivative_detail_id
                where l.label = 'W' and d.contract like 'MTX/%' order by 1, 2"""))
        .containsExactly(
            "2024-07-26,MTX/202407W4",
            "2024-07-26,MTX/202407W5",
            "2025-01-02,MTX/202501W1",
            "2025-01-02,MTX/202501W2",
            "2025-02-03,MTX/202501W5",
            "2025-02-03,MTX/202502W1");
    assertThat(
            sql(
                """
                select date from trading_calendar
                where exchange_code = 'TAIFEX' and source = 'observed' and not is_open
                  and date_part('isodow', date) < 6 order by 1"""))
        .contains("2024-07-24", "2024-07-25", "2025-01-01", "2025-01-23", "2025-01-31");
    assertThat(ran.text())
        .as("a day that a file proves to have been closed lacks nothing")
        .doesNotContain("  2024-07-25\n");
  }

  @Test
  void aRowOfTheScheduleThatCannotBeRead(SparkLauncher spark)
      throws IOException, InterruptedException {
    Ran ran = run("10-schedule-warnings-are-not-shown", spark, one("2022-01-03"));

    assertThat(sql("select dataset, partition_date, line_number, reason from quarantine"))
        .singleElement()
        .asString()
        .startsWith("twse.holiday_schedule,2022-01-01,")
        .contains("10月10");
    assertThat(ran.text()).contains("warnings:", "1 of 4 rows quarantined", "10月10");
    assertThat(
            sql(
                """
                select source from trading_calendar
                where exchange_code = 'TWSE' and date = '2022-10-10' and is_open"""))
        .as("it is not open by schedule")
        .isEmpty();
  }

  @Test
  void filesOfADayThatTheScheduleHasNoRowFor(SparkLauncher spark)
      throws IOException, InterruptedException {
    Ran ran =
        run(
            "11-closed-by-schedule-although-a-file-is-there",
            spark,
            new DateSelection.Range(LocalDate.of(2018, 3, 30), LocalDate.of(2018, 4, 2)));

    assertThat(ran.succeeded()).as(ran.text()).isTrue();
    assertThat(
            sql(
                """
                select trading_date, sum(volume), sum(case when session = 'night' then volume end)
                from derivative_detail_history where scale = 60 group by 1 order by 1"""))
        .containsExactly("2018-03-30,7,3", "2018-03-31,7,3", "2018-04-02,7,3");
    assertThat(sql("select source from trading_calendar where date = '2018-03-31' and is_open"))
        .containsExactly("observed", "observed", "observed");
  }

  private Ran run(String name, SparkLauncher spark, DateSelection dates)
      throws IOException, InterruptedException {
    return Workbench.run(home.resolve("home"), Cases.replay(name), List.of(), spark, dates);
  }

  private static DateSelection one(String date) {
    return new DateSelection.One(LocalDate.parse(date));
  }

  private List<String> sql(String query) {
    return Said.sql(home.resolve("home"), query).out().lines().skip(1).toList();
  }
}

package io.tapehouse.orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.orchestrator.e2e.Workbench.Ran;
import io.tapehouse.orchestrator.run.DateSelection;
import io.tapehouse.orchestrator.run.TaskRecord;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.orchestrator.state.TaskState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that can be wrong with a file, all in one range of dates, so that each shows what it
 * does to the others: nothing. Then a run without faults, which must leave what a home holds that
 * never saw one.
 */
@Tag("endurance")
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(SharedSpark.class)
class SimulatorFaultsTest {

  private static final String FUTURES = "taifex.futures_tick";
  private static final String OPTIONS = "taifex.options_tick";
  private static final String INDEX = "twse.mi_5mins_index";
  private static final String FUND = "finmind.stock_tick";
  private static final String REPORT = "taifex.futures_spread_report";
  private static final String SPREADS = "taifex.futures_spread_tick";

  private static final DateSelection DATES =
      new DateSelection.Range(LocalDate.of(2024, 11, 5), LocalDate.of(2024, 11, 11));

  private Path folder;

  private Path faulty;
  private Ran withFaults;
  private Ran repaired;
  private WarehouseContents repairedContents;
  private WarehouseContents cleanContents;
  private Answers answers;

  /** What the warehouse said between the two runs. */
  private record Answers(Said loaded, Said bars, Said ledger, Said quarantine, Said checks) {}

  /**
   * A file that must not be loaded.
   *
   * @param rule the simulator's
   * @param stage where it must be noticed
   * @param words what the message must hold beside dataset and date
   */
  private record Refused(String rule, String stage, List<String> words) {

    static Refused at(String stage, String rule, String... words) {
      return new Refused(rule, stage, List.of(words));
    }

    String dataset() {
      return rule.substring(0, rule.indexOf('@'));
    }

    LocalDate date() {
      return dateOf(rule);
    }

    @Override
    public String toString() {
      return rule;
    }
  }

  /**
   * A file with one row that cannot be read.
   *
   * @param rule the simulator's
   * @param row the row of the quarantine: file, line, a part of the reason
   */
  private record Quarantined(String rule, List<String> row) {
    String dataset() {
      return rule.substring(0, rule.indexOf('@'));
    }

    @Override
    public String toString() {
      return rule;
    }
  }

  static Stream<Refused> refused() {
    return Stream.of(
        Refused.at(
            "fetch",
            FUTURES + "@2024-11-05=html_page",
            "Daily_2024_11_05.zip",
            "found text/html",
            "System maintenance"),
        Refused.at(
            "fetch",
            OPTIONS + "@2024-11-05=truncated_zip",
            "OptionsDaily_2024_11_05.zip",
            "expected a whole zip"),
        Refused.at("fetch", INDEX + "@2024-11-05=empty_file", "0 bytes", "suspect_empty"),
        Refused.at(
            "transform",
            FUTURES + "@2024-11-06=wrong_date",
            "Daily_2024_11_06.zip!Daily_2024_11_06.csv line ",
            "of another day",
            "20241105"),
        Refused.at(
            "transform",
            OPTIONS + "@2024-11-06=missing_column",
            "OptionsDaily_2024_11_06.zip!OptionsDaily_2024_11_06.csv line 1",
            "expected the column 成交價格"),
        Refused.at(
            "fetch",
            INDEX + "@2024-11-06=throttle_as_no_data",
            "很抱歉，沒有符合條件的資料!",
            "suspect_empty",
            "the exchange was open"),
        Refused.at("fetch", FUND + "@2024-11-06=http_500", "expected status 200, found 500"),
        Refused.at(
            "load", FUTURES + "@2024-11-07=odd_volume", "even_volume", "expected whole lots"),
        Refused.at(
            "transform",
            OPTIONS + "@2024-11-07=many_garbage_lines",
            "OptionsDaily_2024_11_07.zip",
            "line ",
            "expected at most 4 bad rows",
            "found 84"),
        Refused.at(
            "transform",
            FUND + "@2024-11-07=missing_column",
            "TaiwanStockPriceTick_006204.json",
            "expected a column deal_price"),
        Refused.at(
            "transform",
            INDEX + "@2024-11-08=partial_day",
            "expected rows up to 13:30:00",
            "posted before the day was over"),
        Refused.at(
            "transform",
            OPTIONS + "@2024-11-11=partial_day",
            "OptionsDaily_2024_11_11.zip",
            "expected prints of the day session of 2024-11-11",
            "posted before the day was over"),
        // The last of its host: a banned client asks no more.
        Refused.at("fetch", FUND + "@2024-11-11=http_403", "expected status 200, found 403"));
  }

  static Stream<Quarantined> quarantined() {
    return Stream.of(
        new Quarantined(
            INDEX + "@2024-11-07=garbage_line",
            List.of("MI_5MINS_INDEX.json", "found 1", "#GARBAGE#")),
        new Quarantined(
            FUTURES + "@2024-11-08=garbage_line",
            List.of("Daily_2024_11_08.zip", "expected 9 fields, found 1", "#GARBAGE#")),
        new Quarantined(
            OPTIONS + "@2024-11-08=not_ms950",
            List.of("OptionsDaily_2024_11_08.zip", "expected text in MS950", "\\xff\\xff\\xfe")),
        new Quarantined(
            FUND + "@2024-11-08=garbage_line",
            List.of("TaiwanStockPriceTick_006204.json", "#GARBAGE#")));
  }

  /** Troubles that trying again gets over. */
  static Stream<String> passing() {
    return Stream.of(
        SPREADS + "@2024-11-05=http_429*1",
        FUND + "@2024-11-05=reset*1",
        SPREADS + "@2024-11-06=http_503*2",
        REPORT + "@2024-11-07=slow*1",
        INDEX + "@2024-11-11=cut_short*1");
  }

  private static LocalDate dateOf(String rule) {
    return LocalDate.parse(rule.substring(rule.indexOf('@') + 1, rule.indexOf('=')));
  }

  @BeforeAll
  void run(@TempDir Path temporary, SparkLauncher spark) throws IOException, InterruptedException {
    folder = temporary;
    faulty = folder.resolve("faulty");
    List<String> rules =
        Stream.of(
                refused().map(Refused::rule),
                quarantined().map(Quarantined::rule),
                passing(),
                Stream.of(FUTURES + "@2024-11-11=new_column", REPORT + "@2024-11-11=truncated_zip"))
            .flatMap(all -> all)
            .toList();
    withFaults = Workbench.run(faulty, "sim", rules, spark, DATES);
    answers =
        new Answers(
            Said.sql(
                faulty,
                """
                SELECT DISTINCT dataset || '@' || partition_date AS loaded FROM load_ledger
                WHERE status = 'committed'"""),
            Said.sql(
                faulty,
                """
                SELECT DISTINCT b.dataset || '@' || h.trading_date AS bars
                FROM (SELECT load_id, trading_date FROM derivative_detail_history
                    UNION SELECT load_id, trading_date FROM derivative_spread_history
                    UNION SELECT load_id, trading_date FROM contract_label
                    UNION SELECT load_id, trading_date FROM index_history) h
                LEFT JOIN load_ledger b ON b.load_id = h.load_id"""),
            Said.sql(
                faulty,
                """
                SELECT dataset || '@' || partition_date || ' ' || status || ' '
                    || (rows_read - rows_loaded) || ' ' || rows_quarantined AS ledger
                FROM load_ledger
                WHERE table_name IN ('derivative_detail_history', 'index_history')"""),
            Said.sql(
                faulty,
                """
                SELECT dataset || '@' || partition_date || ' ' || file_name || ' ' || line_number
                    || ' ' || reason || ' ' || raw AS quarantined FROM quarantine"""),
            Said.sql(
                faulty,
                """
                SELECT check_name || ' ' || status || ' ' || partition_date || ' ' || found
                FROM check_result WHERE status <> 'passed' AND check_name <> 'row_count'"""));
    repaired = Workbench.run(faulty, "sim", List.of(), spark, DATES);
    repairedContents = WarehouseContents.of(faulty, folder.resolve("repaired"));
    Path clean = folder.resolve("clean");
    Ran undisturbed = Workbench.run(clean, "sim", List.of(), spark, DATES);
    assertThat(undisturbed.succeeded()).as(undisturbed.text()).isTrue();
    cleanContents = WarehouseContents.of(clean, folder.resolve("clean-contents"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void isRefusedWithAClearMessage(Refused fault) {
    TaskRecord task = withFaults.task(fault.stage(), fault.dataset(), fault.date());
    assertThat(task.state()).isEqualTo(TaskState.FAILED);
    assertThat(task.detail())
        .contains(fault.dataset() + " " + fault.date())
        .contains(fault.words())
        .hasLineCount(1);
    assertThat(withFaults.text())
        .contains(task.name() + " failed: " + task.detail())
        .contains("  " + task.name() + ": " + task.detail());
    String partition = fault.dataset() + "@" + fault.date();
    assertThat(answers.loaded().lines()).doesNotContain(partition);
    assertThat(answers.bars().lines()).doesNotContain(partition);
  }

  @Test
  void theRunFailsAndAllElseIsLoaded() {
    assertThat(withFaults.succeeded()).isFalse();
    assertThat(withFaults.text()).contains("run failed: ");
    Set<String> refused =
        refused().map(fault -> fault.dataset() + "@" + fault.date()).collect(Collectors.toSet());
    List<String> expected =
        Stream.of(FUTURES, OPTIONS, INDEX, FUND)
            .flatMap(
                dataset ->
                    Stream.of(5, 6, 7, 8, 11)
                        .map(day -> dataset + "@" + LocalDate.of(2024, 11, day)))
            .filter(partition -> !refused.contains(partition))
            .toList();
    assertThat(answers.bars().lines()).contains("bars").hasSize(expected.size() + 1);
    assertThat(answers.bars().lines()).containsAll(expected);
    assertThat(answers.loaded().lines()).containsAll(expected);
  }

  @ParameterizedTest
  @MethodSource("quarantined")
  void oneBadRowGoesToQuarantineAndTheOthersIn(Quarantined fault) {
    String partition = fault.dataset() + "@" + dateOf(fault.rule());
    assertThat(answers.ledger().lines()).contains(partition + " committed 1 1");
    List<String> rows =
        answers.quarantine().lines().stream().filter(row -> row.contains(partition)).toList();
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0)).contains(fault.row()).containsPattern("\\.(zip\\S*|json) [1-9]\\d* ");
  }

  @ParameterizedTest
  @MethodSource("passing")
  void isTriedAgain(String rule) {
    String dataset = rule.substring(0, rule.indexOf('@'));
    assertThat(withFaults.task("fetch", dataset, dateOf(rule)).state())
        .isEqualTo(TaskState.SUCCESS);
  }

  @Test
  void anEmptyAnswerOfAnOpenDayIsSuspect() {
    assertThat(answers.ledger().lines())
        .contains(INDEX + "@2024-11-05 suspect_empty 0 0", INDEX + "@2024-11-06 suspect_empty 0 0");
  }

  @Test
  void aNewColumnIsLoadedAroundAndWarnedOf() {
    assertThat(withFaults.text())
        .contains(FUTURES + " 2024-11-11 Daily_2024_11_11.zip: found the new column '新欄位'");
    assertThat(answers.ledger().lines()).contains(FUTURES + "@2024-11-11 committed 0 0");
  }

  @Test
  void withoutTheReportItsChecksAreNotEvaluated() {
    assertThat(withFaults.task("fetch", REPORT, LocalDate.of(2024, 11, 11)).detail())
        .contains(REPORT + " 2024-11-11", "Daily_2024_11_11_B.zip", "expected a whole zip");
    assertThat(answers.ledger().lines()).contains(FUTURES + "@2024-11-11 committed 0 0");
    assertThat(answers.checks().out())
        .contains("spread_report_volume not_evaluated 2024-11-11 " + REPORT);
  }

  @Test
  void aRunWithoutFaultsRepairsEverything() throws IOException {
    assertThat(repaired.succeeded()).as(repaired.text()).isTrue();
    repairedContents.assertSameAs(cleanContents);
  }
}

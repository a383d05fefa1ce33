package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.dictionary.Partition;
import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.dictionary.calendar.CalendarDay.Source;
import io.tapehouse.dictionary.calendar.Exchange;
import io.tapehouse.sql.LoadReport.DatasetReport;
import io.tapehouse.sql.LoadReport.Outcome;
import io.tapehouse.sql.Refusal.QuarantinedRow;
import io.tapehouse.sql.Refusal.Verdict;
import io.tapehouse.sql.result.ResultFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every warehouse does. */
abstract class WarehouseContract extends WarehouseTestBase {

  private static final String BARS = "SELECT count(*), sum(volume) FROM derivative_detail_history";

  @Test
  void migratingAgainChangesNothing() {
    List<String> before = rows("SELECT * FROM schema_migration ORDER BY version");
    warehouse.migrate();
    assertThat(rows("SELECT * FROM schema_migration ORDER BY version")).isEqualTo(before);
    assertThat(rows("SELECT code, mic FROM exchange ORDER BY code"))
        .containsExactly("CCASS,", "HKEX,XHKG", "TAIFEX,XTAF", "TPEx,ROCO", "TWSE,XTAI");
    assertThat(rows("SELECT code FROM exchange"))
        .as("a calendar is of an exchange of the warehouse")
        .containsAll(Exchange.codes());
  }

  @Test
  void loadsFutures() {
    DatasetReport report = load(days.futures(MONDAY));

    assertThat(report.failures()).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.COMMITTED);
    assertThat(report.warnings()).isEmpty();
    assertThat(report.ledger())
        .extracting(LoadReport.LedgerRow::table, LoadReport.LedgerRow::rows)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("contract_label", new RowCounts(1000, 1000, 0)),
            org.assertj.core.groups.Tuple.tuple(
                "derivative_detail_history", new RowCounts(1000, 1000, 0)),
            org.assertj.core.groups.Tuple.tuple(
                "derivative_spread_history", new RowCounts(1000, 1000, 0)));
    assertThat(
            rows(
                """
                SELECT d.name, d.derivative_type, d.exchange_code, i.name, d.underlying, c.contract, c.expire
                FROM derivative_detail c JOIN derivative d ON d.id = c.derivative_id
                LEFT JOIN index i ON i.id = d.index_id ORDER BY c.contract"""))
        .containsExactly(
            "MTX,Futures,TAIFEX,TAIEX,TAIEX,MTX/202108,202108",
            "TX,Futures,TAIFEX,TAIEX,TAIEX,TX/202108,202108",
            "TX,Futures,TAIFEX,TAIEX,TAIEX,TX/202109,202109");
    assertThat(
            rows(
                """
                SELECT h.datetime, h.price_open, h.price_high, h.price_low, h.price_close, h.price_std, h.volume,
                    h.trading_date, h.session
                FROM derivative_detail_history h JOIN derivative_detail c ON c.id = h.derivative_detail_id
                WHERE c.contract = 'TX/202108' AND h.scale = 1 ORDER BY h.datetime LIMIT 1"""))
        .containsExactly(
            "2021-07-25T07:00:00,17500.250000,17503.250000,17498.250000,17501.250000,,5,2021-07-26,night");
    assertThat(rows("SELECT DISTINCT scale FROM derivative_spread_history ORDER BY scale"))
        .containsExactly("1", "5", "15", "30", "60");
    assertThat(
            rows(
                """
                SELECT b.rows_written = count(h.load_id) FROM load_ledger b
                JOIN derivative_detail_history h ON h.load_id = b.load_id GROUP BY b.load_id, b.rows_written"""))
        .containsExactly("true");
  }

  @Test
  void loadingTheSameAgainChangesNothing() {
    committed(days.futures(MONDAY));
    List<String> before = rows("SELECT * FROM load_ledger ORDER BY load_id");
    List<String> checks = sorted("SELECT * FROM check_result");

    DatasetReport again = load(days.futures(MONDAY));

    assertThat(again.outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(again.ledger()).isEmpty();
    assertThat(rows("SELECT * FROM load_ledger ORDER BY load_id")).isEqualTo(before);
    assertThat(sorted("SELECT * FROM check_result")).isEqualTo(checks);
  }

  @Test
  void anotherVersionReplacesThePartition() {
    committed(days.futures(MONDAY));
    committed(days.futures(TUESDAY));
    String tuesday =
        "SELECT count(*), sum(volume) FROM derivative_detail_history WHERE trading_date = '2021-07-27'";
    List<String> untouched = rows(tuesday);

    committed(
        days.futures(MONDAY)
            .version(2)
            .change("UPDATE derivative_bar SET volume = 2 * volume WHERE product = 'MTX'")
            .change(
                "UPDATE evidence.spread_report SET market_volume = 2 * market_volume WHERE product = 'MTX'"));

    assertThat(
            rows(
                """
                SELECT sum(volume) FROM derivative_candle
                WHERE product = 'MTX' AND scale = 1 AND trading_date = '2021-07-26'"""))
        .containsExactly("98");
    assertThat(rows(tuesday)).isEqualTo(untouched);
    assertThat(
            rows(
                """
                SELECT b.fence, b.file_version, b.status, s.fence
                FROM load_ledger b LEFT JOIN load_ledger s ON s.load_id = b.superseded_by
                WHERE b.table_name = 'derivative_spread_history' AND b.partition_date = '2021-07-26' ORDER BY 1"""))
        .containsExactly("1,1,superseded,3", "3,2,committed,");
    assertThat(
            rows(
                """
                SELECT count(*) FROM derivative_detail_history
                WHERE load_id NOT IN (SELECT load_id FROM load_ledger WHERE status = 'committed')"""))
        .containsExactly("0");
  }

  @Test
  void aBatchOfDaysAndDatasetsSharesDimensions() {
    try (LakeDay monday = days.futures(MONDAY);
        LakeDay tuesday = days.futures(TUESDAY);
        LakeDay options = days.options(MONDAY);
        LakeDay fund = days.fund(MONDAY);
        LakeDay index = days.index(MONDAY);
        LakeDay month = days.indexDays(MONDAY)) {
      LoadReport report =
          load(
              List.of(
                  tuesday.write(),
                  index.write(),
                  monday.write(),
                  options.write(),
                  fund.write(),
                  month.write()));

      assertThat(report.datasets()).allMatch(dataset -> dataset.failures().isEmpty());
      assertThat(report.datasets())
          .extracting(DatasetReport::outcome)
          .containsOnly(Outcome.COMMITTED)
          .hasSize(6);
      assertThat(report.datasets().get(0).date()).isEqualTo(TUESDAY);
    }
    assertThat(rows("SELECT name, derivative_type FROM derivative ORDER BY name"))
        .containsExactly("006204,ETF", "MTX,Futures", "TX,Futures", "TXO,Options");
    assertThat(
            rows(
                "SELECT contract, strike_price, option_type FROM derivative_detail ORDER BY contract"))
        .containsExactly(
            "006204,,",
            "MTX/202108,,",
            "TX/202108,,",
            "TX/202109,,",
            "TXO/202108/17500/C,17500.000000,C",
            "TXO/202108/17500/P,17500.000000,P");
    assertThat(rows("SELECT name, market, name_local FROM index ORDER BY name"))
        .containsExactly("TAIEX,TW,發行量加權股價指數", "水泥類指數,TW,水泥類指數");
    assertThat(rows("SELECT count(*), count(DISTINCT id) FROM derivative_spread"))
        .containsExactly("1,1");
    assertThat(rows("SELECT count(*), count(DISTINCT load_id) FROM load_ledger"))
        .containsExactly("11,11");
  }

  @Test
  void anIndexThatFuturesNamedGetsItsLocalNameLater() {
    committed(days.futures(MONDAY));
    assertThat(rows("SELECT name, name_local FROM index")).containsExactly("TAIEX,");
    committed(days.index(MONDAY));
    assertThat(rows("SELECT id, name_local FROM index WHERE name = 'TAIEX'"))
        .containsExactly("1,發行量加權股價指數");
  }

  @Test
  void anIndexThatIsRenamedStaysOneIndexInWhateverOrderItsDaysAreLoaded() {
    committed(renamed(days.index(TUESDAY), "觀光餐旅類指數"));
    committed(renamed(days.index(MONDAY), "觀光類指數"));
    assertOneIndex();
  }

  @Test
  void anIndexThatIsRenamedStaysOneIndex() {
    committed(renamed(days.index(MONDAY), "觀光類指數"));
    committed(renamed(days.index(TUESDAY), "觀光餐旅類指數"));
    assertOneIndex();
  }

  /** Both were indices of their own until the dictionary knew. */
  @Test
  void twoIndicesOfBeforeTheDictionaryKnewBecomeOne() {
    committed(asOneOfItsOwn(days.index(MONDAY), "觀光餐旅類指數"));
    committed(asOneOfItsOwn(days.index(TUESDAY), "觀光類指數"));
    assertThat(rows("SELECT count(*) FROM index")).containsExactly("3");
    committed(days.futures(MONDAY));
    assertOneIndex();
    committed(renamed(days.index(TUESDAY).version(2), "觀光餐旅類指數"));
    assertOneIndex();
  }

  @Test
  void anIndexUnderItsFormerNameAloneGetsItsNewOne() {
    committed(asOneOfItsOwn(days.index(MONDAY), "觀光類指數"));
    List<String> before = rows("SELECT id FROM index WHERE name = '觀光類指數'");
    committed(renamed(days.index(TUESDAY), "觀光餐旅類指數"));
    assertOneIndex();
    assertThat(rows("SELECT id FROM index WHERE name = '觀光餐旅類指數'")).isEqualTo(before);
  }

  private void assertOneIndex() {
    assertThat(sorted("SELECT name, name_local FROM index"))
        .containsExactly("TAIEX,發行量加權股價指數", "觀光餐旅類指數,觀光餐旅類指數");
    assertThat(
            rows(
                """
                SELECT DISTINCT h.trading_date FROM index_history h JOIN index i ON i.id = h.index_id
                WHERE i.name = '觀光餐旅類指數' ORDER BY h.trading_date"""))
        .containsExactly("2021-07-26", "2021-07-27");
    assertThat(
            rows("SELECT count(*) FROM index_history WHERE index_id NOT IN (SELECT id FROM index)"))
        .containsExactly("0");
    assertThat(
            sorted(
                """
                SELECT n.name_local, n.valid_from, n.valid_to
                FROM index_name n JOIN index i ON i.id = n.index_id"""))
        .containsExactly("發行量加權股價指數,,", "觀光類指數,,2023-07-03", "觀光餐旅類指數,2023-07-03,");
  }

  /** As the ETL writes it: the dictionary's name, and the header of the day's file. */
  private static LakeDay renamed(LakeDay day, String header) {
    return day.change(
        "UPDATE index_bar SET name = '觀光餐旅類指數', name_local = '%s' WHERE name = '水泥類指數'"
            .formatted(header));
  }

  /** As the ETL wrote it before the dictionary knew that the index was renamed. */
  private static LakeDay asOneOfItsOwn(LakeDay day, String header) {
    return day.change(
        "UPDATE index_bar SET name = '%1$s', name_local = '%1$s' WHERE name = '水泥類指數'"
            .formatted(header));
  }

  @Test
  void aRefusedLoadKeepsTheOldRowsAndItsChecks() {
    committed(days.futures(MONDAY));
    List<String> before = rows(BARS);

    DatasetReport report =
        load(
            days.futures(MONDAY)
                .version(2)
                .change("UPDATE evidence.spread_report SET market_volume = 1 WHERE product = 'TX'")
                .change(
                    "UPDATE derivative_contract SET contract = 'TX/209901' WHERE contract = 'X'"));

    assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(report.checks().failed()).isEqualTo(1);
    assertThat(report.failures())
        .containsExactly(
            "taifex.futures_tick 2021-07-26: spread_report_volume TX: expected 1, found 122");
    assertThat(rows(BARS)).isEqualTo(before);
    assertThat(
            rows(
                """
                SELECT fence, status, rows_loaded, rows_written, superseded_by, committed_at FROM load_ledger
                WHERE file_version = 2 AND table_name = 'contract_label'"""))
        .containsExactly("2,refused,0,0,,");
    assertThat(rows("SELECT count(*) FROM load_ledger WHERE status = 'committed'"))
        .containsExactly("3");
    assertThat(
            rows(
                """
                SELECT subject, expected, found, checked_at FROM check_result
                WHERE status = 'failed' AND attempt_id = 'taifex.futures_tick-2021-07-26-v2'"""))
        .containsExactly("TX,1,122,2021-07-27T09:30:00");
    assertThat(
            warehouse.isCurrent(
                new PartitionInput(
                    new Partition("taifex.futures_tick", MONDAY),
                    "sha256-of-taifex.futures_tick-2021-07-26-v1",
                    1)))
        .isTrue();
  }

  @Test
  void aRefusedLoadLeavesNoDimensions() {
    load(
        days.futures(MONDAY)
            .change("UPDATE evidence.spread_report SET market_volume = 1 WHERE product = 'TX'"));
    assertThat(rows("SELECT (SELECT count(*) FROM derivative), (SELECT count(*) FROM index)"))
        .containsExactly("0,0");
  }

  @Test
  void oneRefusedDayLeavesTheOthersOfTheBatch() {
    try (LakeDay monday =
            days.futures(MONDAY).change("UPDATE derivative_bar SET price_low = price_high + 1");
        LakeDay tuesday = days.futures(TUESDAY)) {
      LoadReport report = load(List.of(monday.write(), tuesday.write()));
      assertThat(report.datasets())
          .extracting(DatasetReport::outcome)
          .containsExactly(Outcome.REFUSED, Outcome.COMMITTED);
    }
    assertThat(rows("SELECT DISTINCT trading_date FROM derivative_detail_history"))
        .containsExactly("2021-07-27");
  }

  @Test
  void whatTheLakeDoesNotHoldLoadsNothing() throws Exception {
    committed(days.futures(MONDAY));
    List<String> before = rows(BARS);
    try (LakeDay monday = days.futures(MONDAY).version(2);
        LakeDay tuesday = days.futures(TUESDAY)) {
      DatasetLoad broken = tuesday.write();
      String part = broken.manifests().get("derivative_bar").folder() + "part-0.parquet";
      lake.store().delete(part);
      lake.store().putIfAbsent(part, "no Parquet".getBytes(StandardCharsets.UTF_8));

      List<DatasetLoad> batch = List.of(monday.write(), broken);
      assertThatThrownBy(() -> load(batch)).isInstanceOf(WarehouseException.class);
    }
    assertThat(rows(BARS)).isEqualTo(before);
    assertThat(rows("SELECT count(*) FROM load_ledger")).containsExactly("3");
  }

  @Test
  void barsOfAnUnknownContractAreADefectOfTheLake() {
    try (LakeDay day =
        days.futures(MONDAY).change("DELETE FROM derivative_contract WHERE product = 'MTX'")) {
      List<DatasetLoad> batch = List.of(day.write());
      assertThatThrownBy(() -> load(batch))
          .isInstanceOf(WarehouseException.class)
          .hasMessageContaining("derivative_bar promise")
          .hasMessageContaining("attempt taifex.futures_tick-2021-07-26-v1");
    }
  }

  @Test
  void refusesABatchThatMakesNoSense() {
    try (LakeDay day = days.futures(MONDAY)) {
      DatasetLoad load = day.write();
      assertThatThrownBy(() -> warehouse.load(List.of(load, load)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("taifex.futures_tick 2021-07-26 stands in the batch twice");
      DatasetLoad without =
          new DatasetLoad(
              load.partition(),
              1,
              "sha",
              1,
              load.attemptId(),
              1,
              Map.of(),
              List.of(),
              Map.of(),
              Map.of());
      assertThatThrownBy(() -> warehouse.load(List.of(without)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no manifest of derivative_contract");
    }
    assertThat(warehouse.load(List.of()).datasets()).isEmpty();
  }

  @Test
  void quarantinedRowsAreKeptAndTurnABrokenSumIntoAWarning() {
    DatasetReport report =
        load(
            days.futures(MONDAY)
                .change(
                    "UPDATE evidence.spread_report SET market_volume = 124 WHERE product = 'TX'")
                .quarantine("Daily_2021_07_26.zip!Daily_2021_07_26.csv", 17));

    assertThat(report.outcome()).isEqualTo(Outcome.COMMITTED);
    assertThat(report.checks().warnings()).isEqualTo(1);
    assertThat(report.warnings())
        .containsExactly(
            "taifex.futures_tick 2021-07-26: spread_report_volume TX: expected 124, found 122; 1 rows"
                + " quarantined: Daily_2021_07_26.zip!Daily_2021_07_26.csv:17");
    assertThat(
            rows("SELECT dataset, file_version, line_number, \"raw\", attempt_id FROM quarantine"))
        .containsExactly("taifex.futures_tick,1,17,raw line,taifex.futures_tick-2021-07-26-v1");
    assertThat(rows("SELECT DISTINCT rows_quarantined FROM load_ledger")).containsExactly("1");
  }

  @Test
  void quarantineDoesNotExcuseRowsThatContradictThemselves() {
    DatasetReport report =
        load(
            days.futures(MONDAY)
                .change("UPDATE derivative_bar SET price_low = price_high + 1")
                .quarantine("file", 3));
    assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void recordsARefusal() {
    committed(days.futures(MONDAY));
    Refusal refusal =
        new Refusal(
            new Partition("taifex.futures_tick", MONDAY),
            Set.of("derivative_detail_history", "contract_label"),
            2,
            "sha",
            1,
            "attempt",
            2,
            Verdict.SUSPECT_EMPTY,
            "expected rows, found 'it''s empty'",
            List.of(new QuarantinedRow("file", 3, "why", "raw")));
    warehouse.fence(Map.of(refusal.partition(), 2L));
    warehouse.recordRefusal(refusal);
    warehouse.recordRefusal(refusal);

    assertThat(
            rows(
                """
                SELECT fence, table_name, status, rows_quarantined FROM load_ledger
                WHERE attempt_id = 'attempt' ORDER BY load_id"""))
        .containsExactly(
            "2,contract_label,suspect_empty,1",
            "2,derivative_detail_history,suspect_empty,1",
            "2,contract_label,suspect_empty,1",
            "2,derivative_detail_history,suspect_empty,1");
    assertThat(
            rows(
                """
                SELECT table_name, check_name, severity, status, found FROM check_result
                WHERE attempt_id = 'attempt' ORDER BY 1"""))
        .containsExactly(
            "contract_label,file_readable,blocking,failed,\"expected rows, found 'it''s empty'\"",
            "derivative_detail_history,file_readable,blocking,failed,\"expected rows, found 'it''s empty'\"");
    assertThat(rows("SELECT file_version, line_number, reason FROM quarantine"))
        .containsExactly("2,3,why");
    assertThat(rows("SELECT count(*) FROM load_ledger WHERE status = 'committed'"))
        .containsExactly("3");
  }

  @Test
  void keepsFindingsAboutFilesWithoutFacts() {
    FileFindings found =
        new FileFindings(
            "trading_calendar",
            new Partition("twse.holiday_schedule", LocalDate.of(2021, 1, 1)),
            1,
            "attempt",
            "schedule_readable",
            List.of(
                new FileFindings.Finding("line 3", "a date", "it's 10月10"),
                new FileFindings.Finding("line 4", "Monday", "Sunday")),
            List.of(new QuarantinedRow("schedule.csv", 3, "expected a date", "10月10")));
    warehouse.recordFindings(found);
    warehouse.recordFindings(found);

    assertThat(
            rows(
                """
                SELECT attempt_id, partition_date, check_name, subject, severity, status, expected, found
                FROM check_result WHERE table_name = 'trading_calendar' ORDER BY subject"""))
        .containsExactly(
            "attempt,2021-01-01,schedule_readable,line 3,warning,failed,a date,it's 10月10",
            "attempt,2021-01-01,schedule_readable,line 4,warning,failed,Monday,Sunday");
    assertThat(rows("SELECT dataset, partition_date, file_version, line_number FROM quarantine"))
        .containsExactly("twse.holiday_schedule,2021-01-01,1,3");
  }

  @Test
  void knowsWhatIsCurrent() {
    PartitionInput input;
    try (LakeDay day = days.futures(MONDAY)) {
      DatasetLoad load = day.write();
      input = load.input();
      assertThat(warehouse.current(List.of(input))).isEmpty();
      load(List.of(load));
    }
    PartitionInput other =
        new PartitionInput(new Partition(input.dataset(), MONDAY), input.inputSha256(), 2);
    PartitionInput report =
        new PartitionInput(
            new Partition("taifex.futures_spread_report", MONDAY), input.inputSha256(), 1);
    assertThat(warehouse.current(List.of(other, input, report))).containsExactly(input);
    assertThat(warehouse.committed(MONDAY, MONDAY))
        .containsExactly(
            new CommittedPartition(
                input,
                1,
                Set.of(
                    "derivative_detail_history", "derivative_spread_history", "contract_label")));
    assertThat(warehouse.committed(TUESDAY, TUESDAY)).isEmpty();
    assertThat(
            warehouse.isCurrent(
                new PartitionInput(
                    new Partition(input.dataset(), TUESDAY), input.inputSha256(), 1)))
        .isFalse();
    assertThat(warehouse.current(List.of())).isEmpty();
  }

  @Test
  void calendarDaysAreReplacedOnlyWhenTheySaySomethingNew() {
    Instant first = Instant.parse("2021-01-01T00:00:00Z");
    Instant later = Instant.parse("2021-07-01T00:00:00Z");
    List<CalendarDay> schedule =
        List.of(
            new CalendarDay(MONDAY, true, false, Source.SCHEDULE, ""),
            new CalendarDay(TUESDAY, false, true, Source.SCHEDULE, "it's a holiday; 颱風"));
    warehouse.replaceCalendar("TWSE", schedule, first);
    warehouse.replaceCalendar("TAIFEX", schedule, first);
    warehouse.replaceCalendar("TWSE", schedule, later);
    String all =
        "SELECT date, is_open, settlement_only, source, note, known_from FROM trading_calendar"
            + " WHERE exchange_code = 'TWSE' ORDER BY date";
    assertThat(rows(all))
        .containsExactly(
            "2021-07-26,true,false,schedule,,2021-01-01T00:00:00",
            "2021-07-27,false,true,schedule,it's a holiday; 颱風,2021-01-01T00:00:00");

    warehouse.replaceCalendar(
        "TWSE", List.of(new CalendarDay(MONDAY, false, false, Source.OBSERVED, "")), later);
    assertThat(rows(all))
        .containsExactly(
            "2021-07-26,false,false,observed,,2021-07-01T00:00:00",
            "2021-07-27,false,true,schedule,it's a holiday; 颱風,2021-01-01T00:00:00");
    assertThat(rows("SELECT count(*) FROM trading_calendar")).containsExactly("4");
    warehouse.replaceCalendar(
        "TWSE",
        List.of(
            new CalendarDay(MONDAY, true, false, Source.SCHEDULE, "weaker"),
            new CalendarDay(TUESDAY, true, false, Source.ASSUMED, "")),
        later);
    assertThat(rows(all))
        .as("weaker evidence replaces nothing")
        .containsExactly(
            "2021-07-26,false,false,observed,,2021-07-01T00:00:00",
            "2021-07-27,false,true,schedule,it's a holiday; 颱風,2021-01-01T00:00:00");
    warehouse.replaceCalendar(
        "TWSE", List.of(new CalendarDay(MONDAY, true, false, Source.OBSERVED, "")), later);
    assertThat(rows(all)).contains("2021-07-26,true,false,observed,,2021-07-01T00:00:00");
    assertThatThrownBy(() -> warehouse.replaceCalendar("NYSE", schedule, later))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NYSE");
  }

  @Test
  void thePublishedQueryRunsAsItStands() {
    committed(days.index(MONDAY));
    String query =
        """
        select * from index join index_history on index.id = index_history.index_id
        where index.name = 'TAIEX' and index_history.scale = 5
          and datetime between '2021-07-26' and '2021-07-27' order by index_history.datetime""";
    List<String> rows = rows(query);
    assertThat(rows).hasSize(21);
    assertThat(rows.get(0))
        .endsWith(",TAIEX,TW,發行量加權股價指數,%s".formatted(rows.get(0).split(",", 5)[4]))
        .contains(",5,2021-07-26T01:00:00,17000.000000,");
  }

  @Test
  void viewsGiveLocalTimeAndNames() {
    committed(days.futures(MONDAY));
    committed(days.index(MONDAY));
    assertThat(
            rows(
                """
                SELECT name, scale, datetime, local_time, price_close FROM index_candle
                WHERE name = 'TAIEX' AND scale = 60 ORDER BY datetime LIMIT 1"""))
        .containsExactly("TAIEX,60,2021-07-26T01:00:00,2021-07-26T09:00:00,17059.500000");
    assertThat(
            rows(
                """
                SELECT product, contract, local_time, volume FROM derivative_candle
                WHERE contract = 'TX/202109' AND scale = 1 AND session = 'day' ORDER BY datetime LIMIT 1"""))
        .containsExactly("TX,TX/202109,2021-07-26T08:45:00,2");
    assertThat(
            rows(
                """
                SELECT product, near_contract, far_contract, local_time, price_low, volume FROM spread_candle
                WHERE scale = 60"""))
        .containsExactly("TX,TX/202108,TX/202109,2021-07-26T08:00:00,-21.000000,6");
    assertThat(
            rows(
                """
                SELECT label, contract, count(*), count(DISTINCT datetime) FROM labelled_history
                WHERE product = 'TX' AND scale = 1 GROUP BY label, contract ORDER BY label"""))
        .containsExactly("M,TX/202108,7,7", "M+1,TX/202109,7,7");
  }

  @Test
  void queriesAnswerAsRedshiftDoes() {
    assertThat(
            rows(
                """
                SELECT 7 / 2, convert_timezone('Asia/Taipei', TIMESTAMP '2021-07-26 00:45:00'),
                    to_char(TIMESTAMP '2021-07-26 13:05:09', 'YYYY-MM-DD HH24:MI:SS'), getdate() IS NULL"""))
        .containsExactly("3,2021-07-26T08:45:00,2021-07-26 13:05:09,false");
    assertThat(rows("SELECT x FROM (SELECT 1 AS x UNION ALL SELECT NULL) t ORDER BY x"))
        .containsExactly("1", "");
    assertThat(rows("SELECT x FROM (SELECT 1 AS x UNION ALL SELECT NULL) t ORDER BY x DESC"))
        .containsExactly("", "1");
  }

  @Test
  void anSqlErrorCarriesTheWordsOfTheEngine() {
    assertThatThrownBy(() -> text("SELECT no_such_column FROM index", ResultFormat.CSV))
        .isInstanceOf(SqlQueryException.class)
        .hasMessageContaining("no_such_column");
    assertThatThrownBy(() -> text("DELETE FROM exchange", ResultFormat.CSV))
        .isInstanceOf(SqlQueryException.class);
    assertThat(rows("SELECT count(*) FROM exchange")).containsExactly("5");
  }

  @Test
  void writesEveryFormat() {
    String query =
        """
        SELECT 'a,"b"' AS text, '' AS empty, CAST(NULL AS VARCHAR) AS absent, CAST(0.000001 AS NUMERIC(18,6)) AS n,
            true AS yes, DATE '2023-01-30' AS day, TIMESTAMP '2023-01-30 01:00:00' AS moment,
            TIMESTAMP '2023-01-30 01:00:00.5' AS half, CAST(0.00000001 AS DOUBLE PRECISION) AS small, '台灣' AS 名""";
    assertThat(text(query, ResultFormat.CSV))
        .isEqualTo(
            """
            text,empty,absent,n,yes,day,moment,half,small,名
            "a,""b""\","",,0.000001,true,2023-01-30,2023-01-30T01:00:00,2023-01-30T01:00:00.5,0.00000001,台灣
            """);
    assertThat(text(query, ResultFormat.JSON))
        .isEqualTo(
            """
            [
            {"text":"a,\\"b\\"","empty":"","absent":null,"n":0.000001,"yes":true,"day":"2023-01-30",\
            "moment":"2023-01-30T01:00:00","half":"2023-01-30T01:00:00.5","small":0.00000001,"名":"台灣"}
            ]
            """);
    assertThat(
            text(
                "SELECT '台灣' AS n, 5 AS volume UNION ALL SELECT 'x', 10 ORDER BY 2",
                ResultFormat.TABLE))
        .isEqualTo(
            """
            n     volume
            ----  ------
            台灣       5
            x         10
            (2 rows)
            """);
  }
}

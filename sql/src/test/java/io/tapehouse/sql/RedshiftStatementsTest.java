package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.Partition;
import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.dictionary.calendar.CalendarDay.Source;
import io.tapehouse.emulators.redshift.SentStatement;
import io.tapehouse.sql.Refusal.QuarantinedRow;
import io.tapehouse.sql.Refusal.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every kind of statement that Redshift is sent: {@code redshift-statements.md} lists them as they
 * are ({@code -Dtapehouse.write=true} writes it anew), and they keep the rules of AWS's pages.
 */
class RedshiftStatementsTest extends RedshiftTestBase {

  private static final Path FILE = Path.of("redshift-statements.md");
  private static final Path NOTES = Path.of("src/test/resources/redshift-notes.md");

  private List<String> sent = List.of();

  @BeforeEach
  void doEverything() {
    warehouse.close();
    database = room.newDatabase();
    int before = sent();
    warehouse = open(folder, lake, CLOCK);
    warehouse.migrate();
    Warehouse labelled = warehouse.labelled("taiwan_index/2021-07-26/load_futures/7");
    load(labelled, 1, days.futures(MONDAY), days.options(MONDAY), days.fund(MONDAY));
    load(labelled, 1, days.index(MONDAY), days.indexDays(MONDAY));
    load(
        labelled,
        2,
        days.futures(MONDAY)
            .version(2)
            .without("taifex.futures_spread_report", "not in replay")
            .quarantine("file", 3),
        days.index(MONDAY).version(2));
    load(
        labelled,
        3,
        days.indexDays(MONDAY).version(2),
        days.options(MONDAY).version(2),
        days.futures(TUESDAY).withoutTable("product_session"));
    // An index under the name from before the dictionary knew that it was renamed, and what comes
    // after.
    load(
        labelled,
        1,
        days.index(TUESDAY)
            .change("UPDATE index_bar SET name = '觀光類指數', name_local = name WHERE name = '水泥類指數'"));
    load(labelled, 2, days.index(TUESDAY).version(2));
    load(labelled, 1, shareholdings(MONDAY, 5).in(lake), stocks(), actions());
    load(
        labelled,
        1,
        new LakeDay(lake, "taifex.put_call_ratio", MONDAY)
            .fill("put_call_ratio", "SELECT DATE '%s', 1, 2, 50, 3, 4, 75".formatted(MONDAY))
            .fill(
                "file_check",
                "SELECT 'put_call_ratio', 'volume_ratio', 'blocking', 'passed', 'a ratio', NULL"),
        DerivativeDaysContract.futures(lake, MONDAY),
        DerivativeDaysContract.positions(lake, MONDAY));
    load(labelled, 2, shareholdings(MONDAY, 6).version(2).in(lake));
    load(
        labelled,
        1,
        ReconciliationContract.report(lake, MONDAY),
        ReconciliationContract.institutions(lake, MONDAY),
        ReconciliationContract.institutionsInMoney(lake, MONDAY),
        ReconciliationContract.valuation(lake, MONDAY),
        ReconciliationContract.margin(lake, MONDAY, 5, 7),
        ReconciliationContract.events(lake, MONDAY, MONDAY));
    Refusal refusal =
        new Refusal(
            new Partition("taifex.futures_tick", MONDAY.plusDays(2)),
            Set.of("contract_label"),
            1,
            "sha",
            1,
            "attempt",
            1,
            Verdict.REFUSED,
            "expected rows, found none",
            List.of(new QuarantinedRow("file", 3, "why", "raw")));
    labelled.fence(Map.of(refusal.partition(), 1L));
    labelled.recordRefusal(refusal);
    labelled.recordFindings(
        new FileFindings(
            "trading_calendar",
            new Partition("twse.holiday_schedule", MONDAY),
            1,
            "attempt",
            "schedule_readable",
            List.of(new FileFindings.Finding("line 3", "a date", "none")),
            List.of(new QuarantinedRow("file", 3, "why", "raw"))));
    labelled.replaceCalendar(
        "TWSE",
        List.of(new CalendarDay(MONDAY, true, false, Source.SCHEDULE, "")),
        CLOCK.instant());
    assertThat(labelled.highestFence()).isEqualTo(3);
    assertThat(
            labelled.current(
                List.of(new PartitionInput(new Partition("twse.mi_5mins_index", MONDAY), "x", 1))))
        .isEmpty();
    // People's own queries are their own: the list has one for the words around it.
    rows("SELECT count(*) FROM exchange");
    sent = sentSince(before).stream().map(SentStatement::sql).toList();
    assertThat(sentSince(before))
        .anyMatch(one -> one.queryGroup().equals("taiwan_index/2021-07-26/load_futures/7"));
  }

  /** One test, since what comes before it takes longer than both. */
  @Test
  void areListedAndKeepTheRules() throws IOException {
    assertThat(RedshiftRules.broken(sent)).isEmpty();
    StringBuilder text = new StringBuilder(Files.readString(NOTES));
    RedshiftStatements.grouped(sent)
        .forEach(
            (section, statements) -> {
              text.append("\n## ").append(section).append("\n");
              statements.forEach(sql -> text.append("\n```sql\n").append(sql).append("\n```\n"));
            });
    if (Boolean.getBoolean("tapehouse.write")) {
      Files.writeString(FILE, text);
    }
    assertThat(Files.readString(FILE))
        .as("%s is as the program is; -Dtapehouse.write=true writes it", FILE)
        .isEqualTo(text.toString());
  }

  private static CcassDay shareholdings(LocalDate date, long shares) {
    return CcassDay.of(date, CcassPage.of("00001", date, Map.of("B01955", shares)));
  }

  private LakeDay stocks() {
    return new LakeDay(lake, "hkex.ccass_stock_list", MONDAY)
        .fill("ccass_listed_stock", "VALUES ('00001', DATE '2021-07-26', 'CKH')");
  }

  private LakeDay actions() {
    return new LakeDay(lake, "hkex.corporate_actions", LocalDate.of(2021, 1, 1))
        .fill(
            "corporate_action", "VALUES ('HKEX', '00001', DATE '2021-07-26', 'split', 1, 5, NULL)");
  }

  private static void load(Warehouse into, long number, LakeDay... written) {
    List<DatasetLoad> batch = new java.util.ArrayList<>();
    for (LakeDay day : written) {
      try (day) {
        batch.add(day.write());
      }
    }
    assertThat(into.load(Fenced.taken(into, number, batch)).datasets())
        .allMatch(one -> one.outcome() == LoadReport.Outcome.COMMITTED, "committed");
  }
}

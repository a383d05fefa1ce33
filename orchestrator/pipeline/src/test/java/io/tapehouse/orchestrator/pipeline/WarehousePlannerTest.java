package io.tapehouse.orchestrator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Partition;
import io.tapehouse.dictionary.Table;
import io.tapehouse.orchestrator.calendar.CalendarBook;
import io.tapehouse.orchestrator.calendar.WrittenFiles;
import io.tapehouse.orchestrator.pipeline.WarehousePlan.Cause;
import io.tapehouse.orchestrator.pipeline.WarehousePlan.Change;
import io.tapehouse.orchestrator.pipeline.WarehousePlan.Planned;
import io.tapehouse.sql.CommittedPartition;
import io.tapehouse.sql.PartitionInput;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.Sha256;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.archive.Receipt.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why a partition would be made anew, found in the archive and in the ledger. */
class WarehousePlannerTest {

  private static final String FUTURES = "taifex.futures_tick";
  private static final String REPORT = "taifex.futures_spread_report";
  private static final LocalDate TUESDAY = LocalDate.of(2024, 11, 5);
  private static final Partition TUESDAYS = new Partition(FUTURES, TUESDAY);
  private static final Dictionary DICTIONARY = Dictionary.load();
  private static final int RULES = DICTIONARY.dataset(FUTURES).lineage().rules();

  @TempDir private Path folder;
  private final List<CommittedPartition> ledger = new ArrayList<>();
  private Archive archive;

  @BeforeEach
  void open() {
    archive = new Archive(new FolderObjectStore(folder.resolve("archive")), Clock.systemUTC());
  }

  private Receipt add(String dataset, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), text);
    return archive.add(dataset, TUESDAY, Map.of("file", file), Origin.LIVE, "asked").receipt();
  }

  private WarehousePlan plan() throws IOException {
    return plan(null, null);
  }

  private WarehousePlan plan(LocalDate from, LocalDate to) throws IOException {
    return planner(false).plan(from, to);
  }

  private WarehousePlanner planner(boolean keepTicks) {
    return new WarehousePlanner(
        DICTIONARY, archive, new CalendarBook(archive), keepTicks, (first, last) -> ledger);
  }

  /** The digest as every warehouse holds it: its text must not change. */
  private static String digest(int rules, String... lines) {
    return Sha256.of("rules " + rules + "\n" + String.join("\n", lines));
  }

  private static String line(Receipt receipt) {
    return receipt.dataset() + " " + TUESDAY + " file " + receipt.files().get(0).sha256();
  }

  private static Set<String> tables() {
    return DICTIONARY.factTables(FUTURES).stream().map(Table::name).collect(Collectors.toSet());
  }

  private void committed(int rules, int version, String sha256) {
    ledger.add(
        new CommittedPartition(new PartitionInput(TUESDAYS, sha256, rules), version, tables()));
  }

  private static Planned because(Change... changes) {
    return new Planned(TUESDAYS, List.of(changes));
  }

  private static final String AFTER_MONDAY = "after Optional[2024-11-04]";

  @Test
  void whatIsInTheWarehouseAsItIsInTheArchiveStays() throws IOException {
    Receipt ticks = add(FUTURES, "ticks");
    Receipt report = add(REPORT, "report");
    committed(RULES, 1, digest(RULES, AFTER_MONDAY, line(report), line(ticks)));
    assertThat(plan()).isEqualTo(new WarehousePlan(List.of(), 1));
  }

  @Test
  void aFileThatWasNeverLoadedIsNew() throws IOException {
    add(FUTURES, "ticks");
    assertThat(plan().partitions()).containsExactly(because(new Change(Cause.NEW, "", "", "")));
    assertThat(plan(TUESDAY.plusDays(1), null).partitions()).isEmpty();
    assertThat(plan(null, TUESDAY.minusDays(1)).partitions()).isEmpty();
    assertThat(plan(TUESDAY, TUESDAY).partitions()).hasSize(1);
  }

  @Test
  void namesRulesAndFiles() throws IOException {
    Receipt first = add(FUTURES, "ticks");
    add(FUTURES, "more ticks");
    committed(1, 1, digest(1, AFTER_MONDAY, line(first)));
    assertThat(plan().partitions())
        .containsExactly(
            because(
                new Change(Cause.RULES, FUTURES, "1", Integer.toString(RULES)),
                new Change(Cause.FILE, FUTURES, "version 1", "version 2")));
    assertThat(plan().partitions().get(0).changes())
        .extracting(Change::text)
        .containsExactly(
            "rules taifex.futures_tick: 1 -> " + RULES,
            "file taifex.futures_tick: version 1 -> version 2");
  }

  @Test
  void namesEvidenceThatCameOrChanged() throws IOException {
    Receipt ticks = add(FUTURES, "ticks");
    committed(RULES, 1, digest(RULES, AFTER_MONDAY, line(ticks)));
    Receipt report = add(REPORT, "report");
    assertThat(plan().partitions())
        .containsExactly(because(new Change(Cause.EVIDENCE, REPORT, "none", "version 1")));
    ledger.clear();
    committed(RULES, 1, digest(RULES, AFTER_MONDAY, line(report), line(ticks)));
    add(REPORT, "corrected report");
    assertThat(plan().partitions())
        .containsExactly(because(new Change(Cause.EVIDENCE, REPORT, "version 1", "version 2")));
  }

  @Test
  void namesTheCalendar() throws IOException {
    Receipt ticks = add(FUTURES, "ticks");
    committed(RULES, 1, digest(RULES, AFTER_MONDAY, line(ticks)));
    new WrittenFiles(archive, Files.createDirectory(folder.resolve("scratch")))
        .addSchedule(2024, WrittenFiles.schedule(2024, "假日|11月4日|依規定放假1日。"));
    assertThat(plan().partitions())
        .containsExactly(
            because(
                new Change(
                    Cause.CALENDAR, "TWSE, trading day before", "2024-11-04", "2024-11-01")));
  }

  @Test
  void namesTheSettingThatKeepsTicks() throws IOException {
    Receipt ticks = add(FUTURES, "ticks");
    committed(RULES, 1, digest(RULES, AFTER_MONDAY, line(ticks)));
    assertThat(planner(true).plan(null, null).partitions())
        .containsExactly(
            because(new Change(Cause.SETTING, "pipeline.keep-ticks", "false", "true")));
    ledger.clear();
    committed(RULES, 1, digest(RULES, AFTER_MONDAY, line(ticks), "ticks"));
    assertThat(planner(true).plan(null, null).partitions()).isEmpty();
    assertThat(planner(false).plan(null, null).partitions())
        .containsExactly(
            because(new Change(Cause.SETTING, "pipeline.keep-ticks", "true", "false")));
  }

  @Test
  void namesATableThatIsStillEmpty() throws IOException {
    Receipt ticks = add(FUTURES, "ticks");
    Set<String> tables = new HashSet<>(tables());
    tables.remove("contract_label");
    ledger.add(
        new CommittedPartition(
            new PartitionInput(TUESDAYS, digest(RULES, AFTER_MONDAY, line(ticks)), RULES),
            1,
            tables));
    assertThat(plan().partitions())
        .containsExactly(because(new Change(Cause.TABLE, "contract_label", "", "")));
  }

  @Test
  void aMonthCountsOnceADayOfItIsThere() throws IOException {
    WrittenFiles written =
        new WrittenFiles(archive, Files.createDirectory(folder.resolve("scratch")));
    written.addMonth(YearMonth.of(2024, 11), WrittenFiles.month(YearMonth.of(2024, 11), 4, 5));
    written.addMonth(YearMonth.of(2024, 12), WrittenFiles.month(YearMonth.of(2024, 12), 2));
    assertThat(plan().partitions()).isEmpty();
    add(FUTURES, "ticks");
    assertThat(plan().partitions())
        .extracting(Planned::partition)
        .containsExactly(new Partition("twse.mi_5mins_hist", LocalDate.of(2024, 11, 1)), TUESDAYS);
  }

  @Test
  void saysWhenTheArchiveHasItNoMore() throws IOException {
    add(FUTURES, "ticks");
    committed(RULES, 1, digest(RULES, AFTER_MONDAY, "taifex.futures_tick 2024-11-05 file 00"));
    assertThat(plan().partitions()).containsExactly(because(new Change(Cause.UNKNOWN, "", "", "")));
  }
}

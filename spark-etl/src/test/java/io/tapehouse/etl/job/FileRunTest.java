package io.tapehouse.etl.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.etl.parquet.ParquetRows;
import io.tapehouse.etl.place.TaskOutput;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.job.EtlJob.EtlInput;
import io.tapehouse.store.job.EtlOutcome;
import io.tapehouse.store.job.EtlOutcome.RowCounts;
import io.tapehouse.store.job.EtlOutcome.Status;
import io.tapehouse.store.lake.Lake;
import io.tapehouse.store.lake.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One input to the lake, without Spark. */
class FileRunTest {

  private static final Dictionary DICTIONARY = Dictionary.load();

  @TempDir Path folder;
  private Days days;

  @BeforeEach
  void open() {
    days = new Days(folder);
  }

  @Test
  void aDayGoesToTheLake() throws IOException {
    FileRun.Ran ran = run(days.add(Days.FUTURES, Days.DATE, "a1", zip(100)));
    EtlOutcome outcome = ran.outcome();
    assertThat(outcome.status()).as(outcome.complaint()).isEqualTo(Status.WRITTEN);
    assertThat(ran.rows()).isEqualTo(102);
    assertThat(outcome.rows())
        .containsEntry("derivative_bar", new RowCounts(100, 100, 0))
        .containsEntry("derivative_spread_bar", new RowCounts(2, 2, 0));
    assertThat(outcome.warnings()).isEmpty();
    assertThat(outcome.manifests())
        .containsOnlyKeys(
            "spread_print",
            "derivative_contract",
            "contract_label",
            "derivative_bar",
            "derivative_spread_bar",
            "product_session",
            "quarantine");
    assertThat(outcome.manifests().get("quarantine").files()).isEmpty();
    assertManifestsAreTrue(outcome);
  }

  @Test
  void everyScaleHoldsEveryPrintAndLotOnce() throws IOException {
    EtlOutcome outcome = run(days.add(Days.FUTURES, Days.DATE, "a1", zip(1_000))).outcome();
    List<Group> bars = rows(outcome, "derivative_bar");
    for (int scale : Days.SCALES) {
      List<Group> ofScale =
          bars.stream().filter(bar -> bar.getInteger("scale", 0) == scale).toList();
      assertThat(ofScale.stream().mapToLong(bar -> bar.getLong("prints", 0)).sum())
          .isEqualTo(1_000);
      assertThat(ofScale.stream().mapToLong(bar -> bar.getLong("volume", 0)).sum())
          .as("half of the published volume")
          .isEqualTo(333 * (1 + 2 + 3) + 1);
    }
    assertThat(rows(outcome, "derivative_spread_bar"))
        .filteredOn(bar -> bar.getInteger("scale", 0) == 1)
        .singleElement()
        .satisfies(
            bar -> {
              assertThat(bar.getLong("price_open", 0)).isEqualTo(-25_000_000);
              assertThat(bar.getLong("price_mean", 0)).isEqualTo(-24_500_000);
              assertThat(bar.getLong("volume", 0)).as("a quarter").isEqualTo(3);
            });
    assertThat(rows(outcome, "derivative_contract"))
        .extracting(row -> row.getString("contract", 0))
        .containsExactly("TX/202108", "TX/202109");
  }

  @Test
  void aBadRowGoesToQuarantineAndNowhereElse() throws IOException {
    byte[] zip = Days.zip(Days.futures(Days.DATE, 50, "garbage"));
    EtlOutcome outcome = run(days.add(Days.FUTURES, Days.DATE, "a1", zip)).outcome();
    assertThat(outcome.status()).isEqualTo(Status.WRITTEN);
    assertThat(outcome.rows()).containsEntry("derivative_bar", new RowCounts(51, 50, 1));
    assertThat(rows(outcome, "quarantine"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.getLong("line_number", 0)).isEqualTo(54);
              assertThat(row.getString("raw", 0)).isEqualTo("garbage");
              assertThat(row.getString("file_name", 0)).isEqualTo("source!Daily.csv");
            });
    assertManifestsAreTrue(outcome);
  }

  @Test
  void anotherEncodingIsAWarningAndNoOtherRows() throws IOException {
    byte[] text =
        ("\uFEFF" + String.join("\r\n", Days.futures(Days.DATE, 50)))
            .getBytes(StandardCharsets.UTF_8);
    EtlOutcome outcome = run(days.add(Days.FUTURES, Days.DATE, "a1", text)).outcome();
    assertThat(outcome.status()).as(outcome.complaint()).isEqualTo(Status.WRITTEN);
    assertThat(outcome.rows()).containsEntry("derivative_bar", new RowCounts(50, 50, 0));
    assertThat(outcome.warnings())
        .containsExactly(
            "taifex.futures_tick 2021-07-26 source: expected Big5 (code page 950), found UTF-8;"
                + " read as that");
  }

  @ParameterizedTest
  @CsvSource({"2016-09-08, 1", "2017-05-15, 1", "2017-05-16, 2"})
  void noNightSessionIsExpectedBeforeThereWasOne(java.time.LocalDate date, int sessions)
      throws IOException {
    byte[] zip = Days.zip(Days.futures(date, 50));
    EtlOutcome outcome = run(days.add(Days.FUTURES, date, "a1", zip)).outcome();
    assertThat(rows(outcome, "product_session")).hasSize(sessions);
  }

  @Test
  void aDamagedFileIsRefusedAndNothingIsInTheLake() throws IOException {
    byte[] whole = zip(500);
    for (int part = 0; part < 10; part++) {
      byte[] cut = Arrays.copyOf(whole, whole.length * part / 10);
      EtlOutcome outcome = run(days.add(Days.FUTURES, Days.DATE, "a" + part, cut)).outcome();
      assertThat(outcome.status()).isEqualTo(Status.REFUSED);
      assertThat(outcome.kind()).isEqualTo("DAMAGED");
      assertThat(outcome.complaint()).contains("taifex.futures_tick 2021-07-26");
      assertThat(outcome.manifests()).isEmpty();
      assertThat(outcome.rows()).isEmpty();
    }
    assertThat(new FolderObjectStore(days.lakeFolder()).list("")).isEmpty();
  }

  @Test
  void tooManyBadRowsAtTheEndLeaveNothing() throws IOException {
    byte[] zip = Days.zip(Days.futures(Days.DATE, 50, "a", "b", "c", "d"));
    EtlOutcome outcome = run(days.add(Days.FUTURES, Days.DATE, "a1", zip)).outcome();
    assertThat(outcome.kind()).isEqualTo("TOO_MANY_BAD_ROWS");
    assertThat(new FolderObjectStore(days.lakeFolder()).list("")).isEmpty();
  }

  @Test
  void aLakeThatCannotBeWrittenIsThrownForSparkToTryAgain() throws IOException {
    EtlInput input = days.add(Days.FUTURES, Days.DATE, "a1", zip(10));
    Files.writeString(days.lakeFolder(), "a file where the folder should be");
    assertThatThrownBy(() -> run(input))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("lake");
  }

  @Test
  void aVersionThatIsGoneIsThrown() throws IOException {
    EtlInput input = days.add(Days.FUTURES, Days.DATE, "a1", zip(10));
    new FolderObjectStore(days.archiveFolder()).delete("taifex.futures_tick/2021-07-26/v1/source");
    assertThatThrownBy(() -> run(input)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aDatasetThatNothingReadsIsThrown() throws IOException {
    EtlInput input =
        days.add("hkex.unknown", Days.DATE, "a1", "x".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> run(input))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no dataset 'hkex.unknown'");
  }

  @ParameterizedTest
  @CsvSource({
    "taifex.futures_tick/2021-07-26/Daily_2021_07_26.zip, 449454",
    "taifex.futures_spread_tick/2021-07-26/Daily_2021_07_26_C.zip, 9399",
    "taifex.futures_spread_report/2021-07-26/Daily_2021_07_26_B.zip, 233",
    "taifex.options_tick/2021-07-26/OptionsDaily_2021_07_26.zip, 386240",
  })
  void everyRowOfARealFileIsCounted(String relative, long rows) throws IOException {
    Path file = Days.capture(relative);
    String dataset = file.getParent().getParent().getFileName().toString();
    FileRun.Ran ran = run(days.add(dataset, Days.DATE, "a1", file));
    assertThat(ran.outcome().status()).as(ran.outcome().complaint()).isEqualTo(Status.WRITTEN);
    assertThat(ran.rows()).isEqualTo(rows);
    assertThat(facts(ran.outcome()).stream().mapToLong(RowCounts::read).sum()).isEqualTo(rows);
    assertManifestsAreTrue(ran.outcome());
  }

  @Test
  void theBarsOfARealDayAddUpToTheTotalOfTheExchange() throws IOException {
    Path file = Days.capture("taifex.futures_tick/2021-07-26/Daily_2021_07_26.zip");
    EtlOutcome outcome = run(days.add(Days.FUTURES, Days.DATE, "a1", file)).outcome();
    for (int scale : Days.SCALES) {
      assertThat(
              2 * volume(rows(outcome, "derivative_bar"), scale)
                  + 4 * volume(rows(outcome, "derivative_spread_bar"), scale))
          .as("scale %d", scale)
          .isEqualTo(1_480_268);
    }
  }

  @Test
  void theIndexOfARealDay() throws IOException {
    Path file = Days.capture("twse.mi_5mins_index/2023-01-30/MI_5MINS_INDEX.json");
    java.time.LocalDate date = java.time.LocalDate.of(2023, 1, 30);
    EtlOutcome outcome = run(days.add("twse.mi_5mins_index", date, "a1", file)).outcome();
    assertThat(outcome.status()).as(outcome.complaint()).isEqualTo(Status.WRITTEN);
    assertThat(rows(outcome, "index_bar"))
        .filteredOn(row -> row.getString("name", 0).equals("TAIEX"))
        .filteredOn(row -> row.getInteger("scale", 0) == 1)
        .hasSize(270);
  }

  @ParameterizedTest
  @CsvSource({"2023-06-30, 觀光類指數", "2023-07-03, 觀光餐旅類指數"})
  void anIndexThatIsRenamedKeepsItsName(java.time.LocalDate date, String header)
      throws IOException {
    String json =
        """
        {"stat":"OK","date":"%s","fields":["時間","發行量加權股價指數","%s"],"data":[
         ["09:00:00","16,900.00","200.00"],["09:00:05","16,901.00","201.00"],
         ["13:30:00","16,902.00","202.00"]]}"""
            .formatted(date.toString().replace("-", ""), header);
    EtlOutcome outcome =
        run(days.add("twse.mi_5mins_index", date, "a1", json.getBytes(StandardCharsets.UTF_8)))
            .outcome();
    assertThat(outcome.status()).as(outcome.complaint()).isEqualTo(Status.WRITTEN);
    assertThat(rows(outcome, "index_bar"))
        .filteredOn(row -> !row.getString("name", 0).equals("TAIEX"))
        .isNotEmpty()
        .allMatch(row -> row.getString("name", 0).equals("觀光餐旅類指數"))
        .allMatch(row -> row.getString("name_local", 0).equals(header));
  }

  private FileRun.Ran run(EtlInput input) throws IOException {
    return new FileRun(
            days.job("job", input),
            DICTIONARY,
            new FolderObjectStore(days.archiveFolder()),
            TaskOutput.to(new FolderObjectStore(days.lakeFolder())))
        .run(input, 0, "00000");
  }

  /** Counts of the tables that rows of the file went to; labels are made, not read. */
  private static List<RowCounts> facts(EtlOutcome outcome) {
    List<RowCounts> counts = new ArrayList<>();
    for (Map.Entry<String, RowCounts> table : outcome.rows().entrySet()) {
      RowCounts rows = table.getValue();
      assertThat(rows.read()).isEqualTo(rows.accepted() + rows.quarantined());
      if (!table.getKey().equals("contract_label")) {
        counts.add(rows);
      }
    }
    return counts;
  }

  /** Sizes and rows are those of the files, and no file is there that no manifest names. */
  private void assertManifestsAreTrue(EtlOutcome outcome) throws IOException {
    List<String> named = new ArrayList<>();
    for (Manifest manifest : outcome.manifests().values()) {
      for (Manifest.LakeFile lakeFile : manifest.files()) {
        Path file = days.lakeFolder().resolve(manifest.folder() + lakeFile.name());
        assertThat(file).hasSize(lakeFile.size());
        assertThat(ParquetRows.read(file)).hasSize((int) lakeFile.rows());
        assertThat(ParquetRows.schema(file).getFields())
            .extracting(field -> field.getName())
            .containsExactlyElementsOf(
                DICTIONARY.lakeTable(manifest.table()).columns().stream()
                    .map(column -> column.name())
                    .toList());
        named.add(manifest.folder() + lakeFile.name());
      }
    }
    assertThat(new FolderObjectStore(days.lakeFolder()).list(""))
        .extracting(object -> object.key())
        .containsExactlyInAnyOrderElementsOf(named);
  }

  private List<Group> rows(EtlOutcome outcome, String table) throws IOException {
    Lake lake = new Lake(new FolderObjectStore(days.lakeFolder()));
    List<Group> rows = new ArrayList<>();
    for (String location : lake.locations(outcome.manifests().get(table))) {
      rows.addAll(ParquetRows.read(Path.of(location)));
    }
    return rows;
  }

  private static long volume(List<Group> bars, int scale) {
    return bars.stream()
        .filter(bar -> bar.getInteger("scale", 0) == scale)
        .mapToLong(bar -> bar.getLong("volume", 0))
        .sum();
  }

  private static byte[] zip(int prints) throws IOException {
    return Days.zip(Days.futures(Days.DATE, prints));
  }
}

package io.tapehouse.etl.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Partition;
import io.tapehouse.etl.job.LocalSpark;
import io.tapehouse.etl.place.Location;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.ObjectStore;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.lake.Lake;
import io.tapehouse.store.lake.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of the lake, kept by Spark's own readers and writers. */
class LakeTablesTest {

  private static final String TABLE = "ccass_row";
  private static final String DATASET = "hkex.ccass_shareholding";
  private static final LocalDate DATE = LocalDate.of(2025, 9, 11);

  @TempDir Path folder;
  private ObjectStore store;
  private LakeTables tables;

  @BeforeEach
  void open() {
    store = new FolderObjectStore(folder);
    tables = tables("execution-1");
  }

  @Test
  void whatIsReadIsWhatManifestsNameAndNothingElse() throws IOException {
    Manifest first =
        write("a1", rows("('00001', 'C00010', 5, 0.01)", "('00002', 'B00001', 7, NULL)"));
    Manifest second = write("a2", rows("('00003', 'C00010', 1, 0.00)"));
    // A file that no manifest names, as a task leaves it that ran twice.
    Files.copy(
        folder.resolve(first.folder() + first.files().get(0).name()),
        folder.resolve(first.folder()).resolve("part-stray.parquet"));
    assertThat(tables.read(TABLE, List.of(first)).collectAsList())
        .extracting(Row::toString)
        .containsExactlyInAnyOrder("[a1,00001,C00010,5,0.01]", "[a1,00002,B00001,7,null]");
    assertThat(tables.read(TABLE, List.of(first, second)).count()).isEqualTo(3);
    assertThat(tables.read(TABLE, List.of()).count()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tables.read("ccass_page", List.of(first)))
        .withMessageContaining("expected manifests of ccass_page");
  }

  @Test
  void anAttemptIsVisibleByItsManifestAndHasNothingButItsFiles() throws IOException {
    Manifest written = write("a1", rows("('00001', 'C00010', 5, 0.01)"));
    assertThat(new Lake(store).manifest(TABLE, DATASET, DATE, "a1")).contains(written);
    assertThat(written.rows()).isEqualTo(1);
    Manifest.LakeFile file = written.files().get(0);
    assertThat(folder.resolve(written.folder() + file.name())).hasSize(file.size());
    assertThat(store.list(""))
        .extracting(ObjectStore.ObjectInfo::key)
        .containsExactlyInAnyOrder(
            written.folder() + file.name(), written.folder() + "_manifest.json");
    assertThat(Path.of("spark-warehouse")).as("in the folder we were started in").doesNotExist();
  }

  @Test
  void noRowsAreAManifestWithoutFiles() throws IOException {
    Manifest written = write("a1", rows("('00001', 'C00010', 5, 0.01)").where("shareholding < 0"));
    assertThat(written.files()).isEmpty();
    assertThat(new Lake(store).manifest(TABLE, DATASET, DATE, "a1")).contains(written);
  }

  @Test
  void ofTwoExecutionsTheFirstCounts() throws IOException {
    Manifest first = write("a1", rows("('00001', 'C00010', 5, 0.01)"));
    LakeTables other = tables("execution-2");
    assertThat(other.write(rows("('00001', 'C00010', 5, 0.01)"), TABLE, attempt("a1")))
        .isEqualTo(first);
    Dataset<Row> more = rows("('00001', 'C00010', 5, 0.01)", "('00002', 'C00010', 5, 0.01)");
    assertThatIllegalStateException()
        .isThrownBy(() -> tables("execution-3").write(more, TABLE, attempt("a1")))
        .withMessageContaining("manifest of 1 rows already, and this execution wrote 2");
    assertThat(tables.read(TABLE, List.of(first)).count()).isEqualTo(1);
  }

  @Test
  void whatDoesNotFitIsNotVisible() {
    assertThatThrownBy(() -> write("a1", rows("('00001', NULL, 5, 0.01)")))
        .hasStackTraceContaining("ccass_row.participant_id: expected a value, found NULL");
    assertThatThrownBy(() -> write("a2", rows("('00001', 'C00010', 5, 12345678.01)")))
        .hasStackTraceContaining("NUMERIC_VALUE_OUT_OF_RANGE");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> write("a3", rows("('00001', 'C00010', 5, 0.01)").drop("percent")))
        .withMessageContaining("expected the columns [participant_id, percent")
        .withMessageContaining("found [participant_id, shareholding");
    for (String attempt : List.of("a1", "a2", "a3")) {
      assertThat(
              folder.resolve(Lake.folder(TABLE, DATASET, DATE, attempt)).resolve("_manifest.json"))
          .doesNotExist();
    }
  }

  @Test
  void aQueryThatIsNotThereIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tables.query("nothing", List.of()))
        .withMessageContaining("no query 'nothing'");
  }

  private LakeTables tables(String execution) {
    return new LakeTables(
        LocalSpark.sql(), Dictionary.load(), new Location(folder.toString()), execution);
  }

  private Manifest write(String attempt, Dataset<Row> rows) throws IOException {
    return tables.write(rows, TABLE, attempt(attempt));
  }

  private static EtlJob.Attempt attempt(String id) {
    return new EtlJob.Attempt(new Partition(DATASET, DATE), id);
  }

  private static Dataset<Row> rows(String... values) {
    return LocalSpark.sql()
        .get()
        .sql(
            "SELECT * FROM VALUES %s AS t(stock_code, participant_id, shareholding, percent)"
                .formatted(String.join(", ", values)));
  }
}

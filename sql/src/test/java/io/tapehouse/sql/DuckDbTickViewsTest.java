package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.sql.duckdb.DuckDbWarehouse;
import io.tapehouse.sql.result.ResultFormat;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.lake.Lake;
import io.tapehouse.store.lake.Manifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Prints by SQL: those of the attempts that were loaded, and no others. */
class DuckDbTickViewsTest extends WarehouseTestBase {

  private static final String TABLE = "futures_tick";
  private static final String LOTS =
      "SELECT trading_date, product, sum(lots) FROM futures_tick GROUP BY ALL ORDER BY ALL";

  @Override
  Warehouse open(Path home, Lake from, Clock clock) {
    return MigratedDuckDb.open(home, from, clock);
  }

  /** A day of bars, with prints of which each has so many lots. */
  private static LakeDay withTicks(LakeDay day, int lots) {
    return day.fill(
        TABLE,
        """
        SELECT CASE WHEN i %% 2 = 0 THEN 'MTX' ELSE 'TX' END, 'TX/202108', NULL, NULL, DATE '2021-01-01', 'day',
            TIMESTAMP '2021-07-26 01:00:00', i, 17000, NULL, NULL, %d, false
        FROM range(4) t(i)"""
            .formatted(lots));
  }

  /** As a transform leaves it: the manifest of prints is in the lake, and no load is given it. */
  private static DatasetLoad write(LakeDay day) {
    try (day) {
      DatasetLoad load = day.write();
      Map<String, Manifest> loaded = new HashMap<>(load.manifests());
      loaded.remove(TABLE);
      return new DatasetLoad(
          load.partition(),
          load.fileVersion(),
          load.inputSha256(),
          load.rulesVersion(),
          load.attemptId(),
          load.fence(),
          loaded,
          load.evidence(),
          load.rows(),
          load.missingEvidence());
    }
  }

  @Test
  void theViewsAreThereAndEmptyBeforeAnythingWasLoaded() {
    assertThat(rows("SELECT count(*), sum(lots) FROM futures_tick")).containsExactly("0,");
    assertThat(rows("SELECT count(*), max(price) FROM option_tick")).containsExactly("0,");
    assertThat(
            rows(
                "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'option_tick'"
                    + " ORDER BY column_index"))
        .startsWith("product,VARCHAR", "contract,VARCHAR", "trading_date,DATE")
        .contains("lots,\"DECIMAL(18,2)\"");
  }

  @Test
  void theyShowWhatWasLoadedAndNothingElse() throws Exception {
    load(List.of(write(withTicks(days.futures(MONDAY), 1))));
    // An attempt that no load names, as a task leaves it that was killed before its load.
    write(withTicks(days.futures(TUESDAY), 50));
    assertThat(rows(LOTS)).containsExactly("2021-07-26,MTX,2.00", "2021-07-26,TX,2.00");

    load(List.of(write(withTicks(days.futures(TUESDAY), 3))));
    assertThat(rows(LOTS))
        .containsExactly(
            "2021-07-26,MTX,2.00",
            "2021-07-26,TX,2.00",
            "2021-07-27,MTX,6.00",
            "2021-07-27,TX,6.00");

    load(List.of(write(withTicks(days.futures(MONDAY).version(2), 7))));
    assertThat(rows(LOTS)).startsWith("2021-07-26,MTX,14.00", "2021-07-26,TX,14.00").hasSize(4);

    load(List.of(write(days.futures(MONDAY).version(3))));
    assertThat(rows(LOTS))
        .as("the third attempt kept none")
        .containsExactly("2021-07-27,MTX,6.00", "2021-07-27,TX,6.00");
  }

  @Test
  void aHomeThatWasMovedHasThemAgainOnceItIsOpened() throws Exception {
    load(List.of(write(withTicks(days.futures(MONDAY), 1))));
    warehouse.close();
    Path before = folder.resolve("lake");
    Path after = folder.resolve("moved/lake");
    Files.createDirectories(after.getParent());
    Files.move(before, after);
    lake = new Lake(new FolderObjectStore(after));
    warehouse = open(folder, lake, CLOCK);
    warehouse.migrate();
    assertThat(rows(LOTS)).hasSize(2);
  }

  /** As a server has it: nothing but the lake may be read. */
  @Test
  void aServerOfQueriesReadsThem() {
    ((DuckDbWarehouse) warehouse).queryEngine().readNoFilesBut(folder.resolve("lake"));
    load(List.of(write(withTicks(days.futures(MONDAY), 1))));
    assertThat(rows(LOTS)).hasSize(2);
  }

  @Test
  void aFileThatIsGoneHoldsNoLoadUp() throws Exception {
    load(List.of(write(withTicks(days.futures(MONDAY), 1))));
    try (Stream<Path> files = Files.walk(folder.resolve("lake").resolve(TABLE))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".parquet")).toList()) {
        Files.delete(file);
      }
    }
    LoadReport report = load(List.of(write(withTicks(days.futures(TUESDAY), 1))));
    assertThat(report.datasets())
        .extracting(LoadReport.DatasetReport::outcome)
        .containsExactly(LoadReport.Outcome.COMMITTED);
  }

  @Test
  void aQueryOfADateOpensTheFileOfThatDateAlone() throws Exception {
    load(List.of(write(withTicks(days.futures(MONDAY), 1))));
    load(List.of(write(withTicks(days.futures(TUESDAY), 3))));
    String plan =
        text(
            "EXPLAIN ANALYZE SELECT sum(lots) FROM futures_tick WHERE trading_date = DATE '2021-07-27'"
                + " AND product = 'TX'",
            ResultFormat.TABLE);
    assertThat(plan)
        .contains("Total Files Read: 1", lakeFile(TUESDAY.toString()))
        .doesNotContain(lakeFile(MONDAY.toString()));
    assertThat(rows("SELECT sum(lots) FROM futures_tick WHERE trading_date > DATE '2021-07-26'"))
        .containsExactly("12.00");
  }

  private static String lakeFile(String date) {
    return TABLE + "/" + "taifex.futures_tick" + "/" + date;
  }
}

package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.sql.duckdb.DuckDbWarehouse;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.lake.Lake;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One process owns the file, and a process that dies in a load leaves the old state. */
class DuckDbOwnershipTest extends WarehouseTestBase {

  @Override
  Warehouse open(Path home, Lake from, Clock clock) {
    return MigratedDuckDb.open(home, from, clock);
  }

  @Test
  void aSecondProcessIsToldThatTheFileIsInUseAndDyingItLeavesTheOldState() throws Exception {
    committed(days.futures(MONDAY));
    String state =
        "SELECT (SELECT count(*) FROM derivative_detail_history), count(*) FROM load_ledger";
    List<String> before = rows(state);
    try (LakeDay repost = days.futures(MONDAY).version(2);
        LakeDay tuesday = days.futures(TUESDAY)) {
      Fenced.taken(warehouse, DyingLoader.FENCE, List.of(repost.write(), tuesday.write()));
    }
    warehouse.close();

    Process other = startDyingLoader();
    try (BufferedReader answers = other.inputReader(StandardCharsets.UTF_8)) {
      assertThat(answers.readLine()).isEqualTo("loaded, not committed");
      assertThatThrownBy(() -> open(folder, lake, CLOCK))
          .isInstanceOf(WarehouseInUseException.class)
          .hasMessageContaining("warehouse.duckdb is in use");
    } finally {
      other.destroyForcibly().waitFor();
    }

    warehouse = open(folder, lake, CLOCK);
    assertThat(rows(state)).isEqualTo(before);
    fence = DyingLoader.FENCE;
    committed(days.futures(MONDAY).version(2));
  }

  @Test
  void aConnectionThatIsClosedBeforeItCommitsLeavesTheOldState() throws Exception {
    committed(days.futures(MONDAY));
    String state =
        "SELECT (SELECT count(*) FROM derivative_detail_history), count(*) FROM load_ledger";
    List<String> before = rows(state);
    List<DatasetLoad> batch;
    try (LakeDay repost = days.futures(MONDAY).version(2)) {
      batch = Fenced.taken(warehouse, 2, List.of(repost.write()));
    }
    warehouse.close();
    UncommittedLoad.run(folder.resolve("warehouse.duckdb"), lake, batch, CLOCK).close();
    warehouse = open(folder, lake, CLOCK);
    assertThat(rows(state)).isEqualTo(before);
  }

  @Test
  void aReadOnlyWarehouseAnswersAndRefusesLoads() throws IOException {
    committed(days.fund(MONDAY));
    warehouse.close();
    warehouse =
        DuckDbWarehouse.openReadOnly(folder.resolve("warehouse.duckdb"), WarehouseConfig.DEFAULT);
    assertThat(rows("SELECT product FROM derivative_candle WHERE scale = 60"))
        .containsExactly("006204");
    assertThatThrownBy(() -> warehouse.load(List.of())).isInstanceOf(WarehouseException.class);
    assertThatThrownBy(
            () -> DuckDbWarehouse.openReadOnly(folder.resolve("absent"), WarehouseConfig.DEFAULT))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("there is no warehouse at");
  }

  private Process startDyingLoader() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            DyingLoader.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Loads two days, reports it, and waits inside the transaction until it is killed. */
  static final class DyingLoader {

    static final long FENCE = 2;

    private DyingLoader() {}

    public static void main(String[] arguments) throws Exception {
      Path home = Path.of(arguments[0]);
      Lake lake = new Lake(new FolderObjectStore(home.resolve("lake")));
      LakeDays days = new LakeDays(lake);
      UncommittedLoad.run(
          home.resolve("warehouse.duckdb"),
          lake,
          Fenced.with(FENCE, List.of(write(days, MONDAY, 2), write(days, TUESDAY, 1))),
          CLOCK);
      System.out.write("loaded, not committed\n".getBytes(StandardCharsets.UTF_8));
      System.out.flush();
      System.in.read();
    }

    private static DatasetLoad write(LakeDays days, LocalDate date, int version) {
      try (LakeDay day = days.futures(date).version(version)) {
        return day.write();
      }
    }
  }
}

package io.tapehouse.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapehouse.orchestrator.e2e.Said;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.operations.OperationsJson;
import io.tapehouse.sql.WarehouseConfig;
import io.tapehouse.sql.duckdb.DuckDbWarehouse;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.lake.Lake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that ask no orchestrator, as programs read them. */
@Tag("calendar")
class JsonAnswersTest {

  private static final String DATASET = "taifex.futures_tick";
  private static final LocalDate DATE = LocalDate.of(2024, 11, 5);

  @TempDir private Path folder;

  private static JsonNode json(int exit, String... arguments) throws IOException {
    Said said = Said.tapehouse(arguments);
    assertThat(said.exit()).as(said.err()).isEqualTo(exit);
    return OperationsJson.mapper().readTree(said.out());
  }

  private Receipt archived() throws IOException {
    Path file = Files.writeString(folder.resolve("from"), "bytes");
    return new Archive(new FolderObjectStore(new Home(folder).archive()), Clock.systemUTC())
        .add(DATASET, DATE, Map.of("Daily.zip", file), Receipt.Origin.REPLAY, "here")
        .receipt();
  }

  @Test
  void theArchiveIsListed() throws IOException {
    Receipt receipt = archived();
    JsonNode files = json(0, "archive", "ls", "--json", "--home", folder.toString());
    assertThat(files).hasSize(1);
    JsonNode file = files.path(0);
    assertThat(file.path("dataset").asText()).isEqualTo(DATASET);
    assertThat(file.path("date").asText()).isEqualTo("2024-11-05");
    assertThat(file.path("version").asInt()).isEqualTo(1);
    assertThat(file.path("size").asLong()).isEqualTo(5);
    assertThat(file.path("sha256").asText()).isEqualTo(receipt.files().get(0).sha256());
    assertThat(file.path("origin").asText()).isEqualTo("replay");
    assertThat(file.path("received").asText()).isEqualTo(receipt.received().toString());
    assertThat(file.path("name").asText()).isEqualTo("Daily.zip");
    assertThat(Said.tapehouse("archive", "ls", DATASET, "--home", folder.toString()).lines())
        .containsExactly(
            "%s  2024-11-05  v1  5  %s  replay  %s  Daily.zip"
                .formatted(DATASET, receipt.files().get(0).sha256(), receipt.received()));
  }

  @Test
  void theArchiveIsVerified() throws IOException {
    Receipt receipt = archived();
    JsonNode well = json(0, "archive", "verify", "--json", "--home", folder.toString());
    assertThat(well.path("checked").asInt()).isEqualTo(1);
    assertThat(well.path("damaged")).isEmpty();

    Files.writeString(
        new Home(folder).archive().resolve(Archive.key(receipt, receipt.files().get(0))), "byteZ");
    JsonNode damaged = json(1, "archive", "verify", "--json", "--home", folder.toString());
    assertThat(damaged.path("damaged")).hasSize(1);
    assertThat(damaged.path("damaged").path(0).path("name").asText()).isEqualTo("Daily.zip");
    assertThat(damaged.path("damaged").path(0).path("complaint").asText())
        .contains("expected SHA-256");
    Said said = Said.tapehouse("archive", "verify", "--home", folder.toString());
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.lines()).hasSize(2).last().isEqualTo("1 files checked, 1 damaged");
  }

  @Test
  void theDictionaryIsListedAndShown() throws IOException {
    JsonNode all = json(0, "dictionary", "--json");
    assertThat(all.path("tables").findValuesAsText("name")).contains("index_history");
    assertThat(all.path("datasets").findValuesAsText("name")).contains(DATASET);
    JsonNode table = json(0, "dictionary", "index_history", "--json");
    assertThat(table.path("name").asText()).isEqualTo("index_history");
    assertThat(table.path("columns").findValuesAsText("meaning")).isNotEmpty();
    JsonNode dataset = json(0, "dictionary", DATASET, "--json");
    assertThat(dataset.path("id").asText()).isEqualTo(DATASET);
    assertThat(dataset.path("period").asText()).isEqualTo("day");
    assertThat(dataset.path("due").asText()).matches("\\d\\d:\\d\\d");
    assertThat(dataset.path("fields").findValuesAsText("name")).isNotEmpty();
  }

  @Test
  void sqlTakesOneFormat() {
    Said both = Said.tapehouse("sql", "--json", "--format", "csv", "SELECT 1");
    assertThat(both.exit()).isEqualTo(2);
    assertThat(both.err()).contains("--json does not go with --format csv");
    assertThat(both.out()).isEmpty();
  }

  @Test
  void sqlWritesTheSameAsWithTheFormat() throws IOException {
    Home home = new Home(folder);
    try (DuckDbWarehouse warehouse =
        DuckDbWarehouse.open(
            home.warehouse(),
            WarehouseConfig.DEFAULT,
            new Lake(new FolderObjectStore(home.lake())))) {
      warehouse.migrate();
    }
    String query = "SELECT 42 AS answer";
    JsonNode rows = json(0, "sql", "--json", query, "--home", folder.toString());
    assertThat(rows.path(0).path("answer").asInt()).isEqualTo(42);
    String same =
        Said.tapehouse("sql", "--json", "--format", "json", query, "--home", folder.toString())
            .out();
    assertThat(OperationsJson.mapper().readTree(same)).isEqualTo(rows);
    assertThat(Said.tapehouse("sql", query, "--home", folder.toString()).out())
        .contains("answer", "42", "1 row");
  }
}

package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.sql.CompatibilityPage.Answer;
import io.tapehouse.sql.CompatibilityPage.Row;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.lake.Lake;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of {@code docs/sql-compatibility.md} is true on DuckDB. */
class DuckDbCompatibilityTest {

  @TempDir private static Path folder;

  private static Warehouse warehouse;

  @BeforeAll
  static void open() {
    Lake lake = new Lake(new FolderObjectStore(folder.resolve("lake")));
    warehouse = MigratedDuckDb.open(folder, lake, WarehouseTestBase.CLOCK);
  }

  @AfterAll
  static void close() {
    warehouse.close();
  }

  static Stream<Row> answered() {
    return Stream.of("The same", "Different")
        .flatMap(name -> CompatibilityPage.rows(name).stream());
  }

  static List<Row> refused() {
    return CompatibilityPage.rows("Refused");
  }

  @Test
  void thePageHasRows() {
    assertThat(answered().count()).isGreaterThan(80);
    assertThat(refused()).hasSizeGreaterThan(8);
  }

  @ParameterizedTest
  @MethodSource
  void answered(Row row) {
    Answer answer = Answer.of(warehouse, row.query());
    assertThat(answer.rows()).isEqualTo(row.cells().get(3));
    List<String> types = Answer.of(warehouse, "describe " + row.query()).types();
    assertThat(answer.columns(types)).isEqualTo(row.cells().get(2));
  }

  @ParameterizedTest
  @MethodSource
  void refused(Row row) {
    assertThatThrownBy(() -> Answer.of(warehouse, row.query()))
        .isInstanceOf(SqlQueryException.class)
        .hasMessageContaining(row.cells().get(2));
  }
}

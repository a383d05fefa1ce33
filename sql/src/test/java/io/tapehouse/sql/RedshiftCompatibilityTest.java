package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.sql.CompatibilityPage.Answer;
import io.tapehouse.sql.CompatibilityPage.Row;
import io.tapehouse.sql.redshift.RedshiftWarehouse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows that the page calls compared give the same on the stand-in for Redshift. */
class RedshiftCompatibilityTest {

  private static Warehouse warehouse;

  @BeforeAll
  static void open() {
    RedshiftRoom room = RedshiftRoom.get();
    warehouse =
        RedshiftWarehouse.open(
            room.settings(room.newDatabase()), room.newLake(), WarehouseTestBase.CLOCK);
  }

  @AfterAll
  static void close() {
    if (warehouse != null) {
      warehouse.close();
      RedshiftRoom.get().dropDatabases();
    }
  }

  static Stream<Row> compared() {
    return CompatibilityPage.rows("The same").stream()
        .filter(row -> row.cells().get(4).equals("yes"));
  }

  @ParameterizedTest
  @MethodSource
  void compared(Row row) {
    Answer answer = Answer.of(warehouse, row.query());
    assertThat(answer.rows()).isEqualTo(row.cells().get(3));
    List<String> names =
        Stream.of(row.cells().get(2).split(", "))
            .map(column -> column.substring(0, column.indexOf(' ')))
            .collect(Collectors.toList());
    assertThat(answer.columns()).isEqualTo(names);
  }
}

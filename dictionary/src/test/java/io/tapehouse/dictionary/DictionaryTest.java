package io.tapehouse.dictionary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.dictionary.Table.Column;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of the dictionary agree with each other. */
class DictionaryTest {

  private static final Dictionary DICTIONARY = Dictionary.load();

  static Stream<Table> warehouseTables() {
    return DICTIONARY.warehouseTables().stream();
  }

  static Stream<Table> allTables() {
    return Stream.concat(warehouseTables(), DICTIONARY.lakeTables().stream());
  }

  @Test
  void everyPartIsThere() {
    assertThat(DICTIONARY.warehouseTables()).isNotEmpty();
    assertThat(DICTIONARY.lakeTables()).isNotEmpty();
    assertThat(DICTIONARY.datasets())
        .extracting(Dataset::id)
        .contains("taifex.futures_tick", "twse.mi_5mins_index", "finmind.stock_tick")
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("warehouseTables")
  void referencesNameTablesOfOneKey(Table table) {
    for (Column column : table.columns()) {
      String target = column.references();
      if (target != null) {
        assertThat(DICTIONARY.warehouseTable(target).orElseThrow().key())
            .as("key of %s, which %s.%s holds", target, table.name(), column.name())
            .singleElement()
            .extracting(Column::type)
            .isEqualTo(column.type());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("warehouseTables")
  void everyWarehouseTableHasAKeyWithoutNulls(Table table) {
    assertThat(table.key()).isNotEmpty().noneMatch(Column::nullable);
  }

  @ParameterizedTest
  @MethodSource("warehouseTables")
  void sourcesAreDatasets(Table table) {
    assertThat(DICTIONARY.datasets()).extracting(Dataset::id).containsAll(table.sources());
  }

  @ParameterizedTest
  @MethodSource("allTables")
  void noColumnStandsTwice(Table table) {
    assertThat(table.columns()).extracting(Column::name).doesNotHaveDuplicates();
    assertThat(table.columns()).allMatch(column -> !column.meaning().isBlank());
  }

  @ParameterizedTest
  @MethodSource("warehouseTables")
  void clausesNameColumns(Table table) {
    Set<String> columns = table.columns().stream().map(Column::name).collect(Collectors.toSet());
    assertThat(table.unique()).allSatisfy(unique -> assertThat(columns).containsAll(unique));
    Table.Redshift redshift = table.redshift();
    assertThat(redshift).as("physical clauses of %s", table.name()).isNotNull();
    assertThat(redshift.distStyle()).isIn("ALL", "EVEN", "KEY", "AUTO");
    if (redshift.distKey() != null) {
      assertThat(columns).contains(redshift.distKey());
    }
    if (redshift.sortKey() != null) {
      assertThat(columns).containsAll(redshift.sortKey());
    }
  }

  @Test
  void anUnknownNameIsToldWithTheKnownOnes() {
    assertThatThrownBy(() -> DICTIONARY.dataset("taifex.future_tick"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("taifex.future_tick")
        .hasMessageContaining("taifex.futures_tick");
    assertThatThrownBy(() -> DICTIONARY.lakeTable("nothing"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing");
    assertThat(DICTIONARY.warehouseTable("nothing")).isEmpty();
  }

  @Test
  void aColumnIsFoundByItsName() {
    Table table = DICTIONARY.warehouseTable("derivative").orElseThrow();
    assertThat(table.column("index_id").orElseThrow().nullable()).isTrue();
    assertThat(table.column("nothing")).isEmpty();
  }

  @Test
  void everyTableOfTheLakeBeginsWithTheAttemptThatWroteTheRow() {
    assertThat(DICTIONARY.lakeTables())
        .extracting(table -> table.columns().get(0).name())
        .containsOnly("attempt_id");
  }

  @Test
  void listsCannotBeChanged() {
    Table table = DICTIONARY.lakeTable("index_bar");
    List<Column> columns = table.columns();
    assertThatThrownBy(() -> columns.remove(0)).isInstanceOf(UnsupportedOperationException.class);
  }
}

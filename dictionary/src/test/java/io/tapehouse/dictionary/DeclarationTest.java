package io.tapehouse.dictionary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.dictionary.Declaration.Cell;
import io.tapehouse.dictionary.Declaration.Column;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Table blocks agree with the tables that they fill. */
class DeclarationTest {

  private static final Dictionary DICTIONARY = Dictionary.load();

  static Stream<Dataset> declared() {
    return DICTIONARY.datasets().stream().filter(dataset -> dataset.table() != null);
  }

  @ParameterizedTest
  @MethodSource("declared")
  void cellsFitTheColumnsThatTheyFill(Dataset dataset) {
    Declaration declaration = Objects.requireNonNull(dataset.table());
    Table table = DICTIONARY.warehouseTable(declaration.fills()).orElseThrow();
    for (Column column : declaration.columns()) {
      if (column.column() != null) {
        assertThat(table.column(column.column()).orElseThrow().type())
            .as("%s of %s", column.column(), dataset.id())
            .matches(type(Objects.requireNonNull(column.cell())));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("declared")
  void theTableIsOfFactsByTradingDateAndNamesItsSource(Dataset dataset) {
    Table table =
        DICTIONARY.warehouseTable(Objects.requireNonNull(dataset.table()).fills()).orElseThrow();
    assertThat(table.isLoaded()).isTrue();
    assertThat(table.column(Table.TRADING_DATE)).isPresent();
    assertThat(table.sources()).contains(dataset.id());
    assertThat(table.checks()).contains("unique_key", "partition_date");
    Table lake = DICTIONARY.declaredTable(dataset);
    assertThat(lake.columns().get(0).name()).isEqualTo("attempt_id");
    assertThat(lake.columns().subList(1, lake.columns().size()))
        .isEqualTo(table.columns().subList(0, table.columns().size() - 1));
  }

  @ParameterizedTest
  @MethodSource("declared")
  void totalsAndChecksNameColumnsThatThereAre(Dataset dataset) {
    Declaration declaration = Objects.requireNonNull(dataset.table());
    declaration
        .checks()
        .forEach(
            check ->
                check
                    .columns()
                    .forEach(column -> assertThat(declaration.filling(column)).isPresent()));
    Declaration.Totals totals = declaration.totals();
    if (totals != null) {
      assertThat(declaration.columns().stream().map(Column::header)).contains(totals.header());
      Stream.concat(totals.ofEach().stream(), totals.addUp().stream())
          .forEach(column -> assertThat(declaration.filling(column)).isPresent());
      assertThat(totals.addUp()).containsAll(totals.adjusted());
    }
  }

  @Test
  void aColumnOfTheTableThatNothingFillsIsNamed() {
    Declaration valuation = Objects.requireNonNull(DICTIONARY.dataset("twse.bwibbu_d").table());
    Table other = DICTIONARY.warehouseTable("put_call_ratio").orElseThrow();
    assertThatThrownBy(() -> valuation.lakeTable("twse.bwibbu_d", other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("twse.bwibbu_d: its table block fills no put_volume of put_call_ratio");
  }

  @Test
  void theStatementOfAMigrationHasTheColumnsAndTheKeyOfAReferenceTableAlone() {
    assertThat(TableDdl.lines(DICTIONARY.warehouseTable("put_call_ratio").orElseThrow()))
        .startsWith("CREATE TABLE put_call_ratio (", "    trading_date DATE NOT NULL,")
        .contains("    volume_ratio NUMERIC(18,6),")
        .endsWith("    load_id BIGINT NOT NULL", ");");
    assertThat(TableDdl.lines(DICTIONARY.warehouseTable("exchange").orElseThrow()))
        .endsWith("    mic VARCHAR(4),", "    PRIMARY KEY (code)", ");");
  }

  @Test
  void thePageOfADatasetShowsWhatItsColumnsFill() {
    List<String> page =
        DictionaryText.dataset(DICTIONARY.dataset("tdcc.shareholding_distribution"));
    assertThat(page)
        .contains("Fills the table stock_shareholding.")
        .contains("Totals: rows with 持股分級 17; holders, shares are checked.")
        .anyMatch(line -> line.matches("\\| 股數 +\\| shares +\\| shares +\\| how many.*"));
  }

  private static String type(Cell cell) {
    return switch (cell) {
      case CODE, TEXT, QUARTER -> "VARCHAR\\(\\d+\\)";
      case NUMBER, YEAR -> "INTEGER";
      case COUNT, SHARES, LOTS, MONEY -> "BIGINT";
      case PRICE, RATIO, PERCENT, SIGNED -> "NUMERIC\\(18,6\\)";
      case DATE -> "DATE";
    };
  }
}

package io.tapehouse.dictionary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.dictionary.Declaration.Cell;
import io.tapehouse.dictionary.Declaration.Column;
import io.tapehouse.dictionary.Declaration.RowFilter;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Table blocks agree with the tables that they fill. */
class DeclarationTest {

  private static final Dictionary DICTIONARY = Dictionary.load();

  static Stream<Arguments> declared() {
    return DICTIONARY.datasets().stream()
        .flatMap(
            dataset ->
                dataset.tables().stream()
                    .map(table -> Arguments.argumentSet(name(dataset, table), dataset, table)));
  }

  private static String name(Dataset dataset, Declaration table) {
    return dataset.id() + " " + table.fills();
  }

  @ParameterizedTest
  @MethodSource("declared")
  void cellsFitTheColumnsThatTheyFill(Dataset dataset, Declaration declaration) {
    Table table = DICTIONARY.lakeTable(declaration.fills());
    for (Column column : declaration.columns()) {
      if (column.column() != null) {
        assertThat(table.column(column.column()).orElseThrow().type())
            .as("%s of %s", column.column(), dataset.id())
            .matches(type(Objects.requireNonNull(column.cell())));
        if (column.cell() != Cell.TEXT) {
          assertThat(column.words().isEmpty()).isEqualTo(column.cell() != Cell.WORD);
        }
        assertThat(column.marks().isEmpty()).isEqualTo(column.cell() != Cell.FLAG);
        if (column.sign() != null) {
          assertThat(column.cell()).isEqualTo(Cell.SIGNED);
          assertThat(declaration.columns().stream().map(Column::header)).contains(column.sign());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("declared")
  void theTableIsOfFactsByTradingDateAndNamesItsSource(Dataset dataset, Declaration declaration) {
    Table table = DICTIONARY.warehouseTable(declaration.fills()).orElseThrow();
    assertThat(table.isLoaded()).isTrue();
    boolean isState = dataset.period() == Dataset.Period.SNAPSHOT;
    boolean isPage = dataset.detailsOf() != null;
    String date = isState ? Table.AS_OF : isPage ? "page_date" : Table.TRADING_DATE;
    assertThat(table.column(date)).isPresent();
    assertThat(table.sources()).contains(dataset.id());
    // The rows of a list of events bear their own dates; the reader looks at the date of a state.
    assertThat(table.checks().contains("partition_date"))
        .isEqualTo(!isState && dataset.period() != Dataset.Period.LIST);
    assertThat(table.checks()).contains("unique_key");
    Table lake = DICTIONARY.lakeTable(declaration.fills());
    assertThat(lake.columns().get(0).name()).isEqualTo("attempt_id");
    assertThat(lake.columns())
        .containsAll(
            table.columns().stream()
                .filter(column -> column.references() == null || column.name().contains("code"))
                .toList());
  }

  @ParameterizedTest
  @MethodSource("declared")
  void whatItNamesIsThere(Dataset dataset, Declaration declaration) {
    assertThat(dataset.isDeclared()).isTrue();
    declaration
        .checks()
        .forEach(
            check ->
                check
                    .names()
                    .forEach(column -> assertThat(declaration.filling(column)).isPresent()));
    List<String> headers = declaration.columns().stream().map(Column::header).toList();
    if (declaration.rows() != null) {
      assertThat(headers).contains(declaration.rows().header());
    }
    if (declaration.foundBy() != null && !declaration.transposed()) {
      assertThat(headers).containsAll(declaration.foundBy().headers());
    }
    for (Totals totals : declaration.totals()) {
      assertThat(headers).contains(totals.header());
      Stream.concat(totals.ofEach().stream(), totals.addUp().stream())
          .forEach(column -> assertThat(declaration.filling(column)).isPresent());
      assertThat(totals.addUp()).containsAll(totals.adjusted());
    }
  }

  @Test
  void theFewestRowsGoByTheDateOfTheFile() {
    LeastRows rows = LeastRows.of(Map.of("2004-02-11", 600, "2015-01-01", 800));
    assertThat(rows.on(LocalDate.of(2004, 2, 10))).isZero();
    assertThat(rows.on(LocalDate.of(2014, 12, 31))).isEqualTo(600);
    assertThat(rows.on(LocalDate.of(2026, 1, 5))).isEqualTo(800);
    assertThat(LeastRows.always(400).on(LocalDate.of(1990, 1, 1))).isEqualTo(400);
  }

  @Test
  void aRowFilterTakesWholeCellsWithoutBlanks() {
    assertThat(new RowFilter("月份", null, ".+/.+").wanted().test(" 202503/202506   ")).isTrue();
    assertThat(new RowFilter("月份", null, ".+/.+").wanted().test("202503")).isFalse();
    assertThat(new RowFilter("時段", List.of("一般", "盤後"), null).wanted().test("盤後")).isTrue();
    assertThatThrownBy(() -> new RowFilter("時段", null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rows with 時段: expected either 'is' or 'matches', found [], null");
  }

  @Test
  void aColumnOfTheTableThatNothingFillsIsNamed() {
    Declaration valuation = DICTIONARY.dataset("twse.bwibbu_d").tables().get(0);
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
      case CODE, TEXT, WORD, INDEX, QUARTER -> "VARCHAR\\(\\d+\\)";
      case NUMBER, YEAR -> "INTEGER";
      case COUNT, COUNT_IN_BRACKETS, SHARES, LOTS, NET, MONEY -> "BIGINT";
      case PRICE, RATIO, PERCENT, SIGNED -> "NUMERIC\\(18,[68]\\)";
      case DATE -> "DATE";
      case FLAG -> "BOOLEAN";
    };
  }
}

package io.tapehouse.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published form of the dictionary is complete. */
class DictionaryTextTest {

  private static final Dictionary DICTIONARY = Dictionary.load();

  static Stream<Table> tables() {
    return Stream.concat(DICTIONARY.warehouseTables().stream(), DICTIONARY.lakeTables().stream());
  }

  static Stream<Dataset> datasets() {
    return DICTIONARY.datasets().stream();
  }

  @Test
  void theOverviewHasEveryTableAndDataset() {
    List<String> lines = DictionaryText.overview(DICTIONARY);
    for (Table table : DICTIONARY.warehouseTables()) {
      assertThat(lines).anyMatch(line -> line.startsWith("| " + table.name() + " "));
    }
    for (Dataset dataset : DICTIONARY.datasets()) {
      assertThat(lines).anyMatch(line -> line.startsWith("| " + dataset.id() + " "));
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void aTableHasARowForEachColumn(Table table) {
    List<String> lines = DictionaryText.table(table);
    assertThat(lines).startsWith("# " + table.name());
    for (Table.Column column : table.columns()) {
      assertThat(lines)
          .filteredOn(line -> line.startsWith("| " + column.name() + " "))
          .singleElement()
          .asString()
          .contains(column.type(), column.meaning());
    }
    assertThat(widths(lines)).hasSizeLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("datasets")
  void aDatasetHasARowForEachField(Dataset dataset) {
    List<String> lines = DictionaryText.dataset(dataset);
    assertThat(lines).startsWith("# " + dataset.id());
    int rows =
        dataset.isDeclared()
            ? dataset.tables().stream().mapToInt(table -> table.columns().size() + 2).sum()
            : dataset.fields().size() + 2;
    assertThat(lines).filteredOn(line -> line.startsWith("|")).hasSize(rows);
    assertThat(widths(lines))
        .as("one width a table, Chinese characters counted twice")
        .hasSizeBetween(1, Math.max(1, dataset.tables().size()));
    assertThat(lines)
        .filteredOn(line -> line.startsWith("    https://"))
        .hasSameSizeAs(dataset.addresses());
  }

  @Test
  void marksSayKeysAndNulls() {
    Table table = DICTIONARY.warehouseTable("derivative_detail_history").orElseThrow();
    assertThat(DictionaryText.table(table))
        .anyMatch(line -> line.contains("| key, -> derivative_detail "))
        .anyMatch(line -> line.startsWith("| price_std") && line.contains("may be NULL"))
        .anyMatch(line -> line.startsWith("Sources: taifex.futures_tick"))
        .anyMatch(line -> line.startsWith("Checks: unique_key"));
  }

  /** Widths on a terminal of the lines of the grid. */
  private static List<Integer> widths(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("|"))
        .map(line -> line.codePoints().map(c -> c >= 0x1100 ? 2 : 1).sum())
        .distinct()
        .toList();
  }
}

package io.tapehouse.sql.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.dictionary.Dictionary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReconciliationTest {

  private static final String TEXT =
      """
      -- title: Sums
      -- about: of what
      -- of: market_daily
      -- with: stock_daily, index_daily
      -- severity: %s
      -- expected: the same
      SELECT load_id, NULL AS example
      FROM stage_compared_load
      """;

  @Test
  void allFilesOfTheFolderAreKnown() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("reconciliations"))) {
      List<String> names =
          files.map(file -> file.getFileName().toString().replace(".sql", "")).toList();
      assertThat(Reconciliation.NAMES).containsExactlyInAnyOrderElementsOf(names);
    }
  }

  @Test
  void theTableThatAResultIsOfNamesTheCheck() {
    Dictionary dictionary = Dictionary.load();
    for (Reconciliation each : Reconciliation.all()) {
      assertThat(dictionary.warehouseTable(each.of()).orElseThrow().checks()).contains(each.name());
      each.tables().forEach(table -> assertThat(dictionary.warehouseTable(table)).isPresent());
      assertThat(each.sql()).contains("stage_compared_load").doesNotEndWith(";");
    }
  }

  @Test
  void aFileDeclaresWhatItCompares() {
    Reconciliation sums = Reconciliation.parsed("sums", TEXT.formatted("notice"));
    assertThat(sums.tables()).containsExactly("market_daily", "stock_daily", "index_daily");
    assertThat(sums.looksBack()).isFalse();
    assertThat(sums.sql()).isEqualTo("SELECT load_id, NULL AS example\nFROM stage_compared_load");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> Reconciliation.parsed("sums", "-- of: market_daily\nSELECT 1"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("reconciliation sums: expected a line '-- severity: ...', found [of]");
    assertThatThrownBy(() -> Reconciliation.parsed("sums", TEXT.formatted("blocking")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "reconciliation sums: expected a severity of warning or notice, found blocking");
  }
}

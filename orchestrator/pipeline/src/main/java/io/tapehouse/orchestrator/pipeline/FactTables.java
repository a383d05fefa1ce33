package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Table;
import java.util.Set;
import java.util.stream.Collectors;

/** Which tables of the warehouse a dataset fills with rows of its own. */
final class FactTables {

  private final Dictionary dictionary;

  FactTables(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  /** Names of tables; none for a dataset that is evidence alone. */
  Set<String> of(String dataset) {
    return dictionary.warehouseTables().stream()
        .filter(table -> table.sources().contains(dataset))
        .filter(Table::isLoaded)
        .map(Table::name)
        .collect(Collectors.toUnmodifiableSet());
  }
}

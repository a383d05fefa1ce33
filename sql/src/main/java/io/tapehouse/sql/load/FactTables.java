package io.tapehouse.sql.load;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Table;
import java.util.List;

/** Which tables a dataset fills, by the dictionary: those of its sources that loads fill. */
final class FactTables {

  private final Dictionary dictionary;

  FactTables(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  /** The tables that {@code dataset} fills and whose rows a load replaces. */
  List<Table> of(String dataset) {
    return dictionary.warehouseTables().stream()
        .filter(table -> table.sources().contains(dataset))
        .filter(Table::isLoaded)
        .toList();
  }
}

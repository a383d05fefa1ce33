package io.tapehouse.extractors.tabular;

import io.tapehouse.extractors.BadRow;
import java.util.List;

/**
 * What the file of a declared dataset holds.
 *
 * @param tables what it has for each table that the dataset fills, in the order of the dictionary
 * @param badRows the rows that could not be read, or are of no table
 * @param newColumns columns that the dictionary does not know
 * @param notes what else is worth a word: another encoding, a table that the dictionary does not
 *     know
 */
public record DeclaredFile(
    List<DeclaredRows> tables, List<BadRow> badRows, List<String> newColumns, List<String> notes) {

  /** How many rows it has below headers: facts, totals, and those in quarantine. */
  public long rowsRead() {
    return tables.stream().mapToLong(DeclaredRows::rowsRead).sum();
  }

  /** The contracts that its rows are of, each once. */
  public List<NamedContract> contracts() {
    return tables.stream().flatMap(table -> table.contracts().stream()).distinct().toList();
  }
}

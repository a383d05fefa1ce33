package io.tapehouse.extractors.tabular;

import io.tapehouse.dictionary.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a declared file has for one table.
 *
 * @param table the table of the lake
 * @param rows the rows that are facts: a value for each column of the table but the attempt, in
 *     their order; a String, Boolean, Integer, Long, BigDecimal or LocalDate by the column's type,
 *     or null
 * @param contracts the contracts that those rows are of, each once; the legs of spreads among them
 * @param rowsRead facts, totals, and rows that could not be read
 * @param rowsBad those of them that could not be read
 * @param checks what the declared checks found
 */
public record DeclaredRows(
    Table table,
    List<@Nullable Object[]> rows,
    List<NamedContract> contracts,
    long rowsRead,
    long rowsBad,
    List<FileCheck> checks) {

  /** The same with one more check. */
  DeclaredRows with(FileCheck check) {
    List<FileCheck> all = new ArrayList<>(checks);
    all.add(check);
    return new DeclaredRows(table, rows, contracts, rowsRead, rowsBad, List.copyOf(all));
  }
}

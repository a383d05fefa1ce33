package io.tapehouse.extractors.tabular;

import io.tapehouse.extractors.BadRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the file of a declared dataset holds.
 *
 * @param rows the rows that are facts: a value for each column of the table of the lake but the
 *     attempt, in their order; a String, Integer, Long, BigDecimal or LocalDate by the column's
 *     type, or null
 * @param rowsRead rows below the header: facts, totals, and those in quarantine
 * @param badRows the rows that could not be read
 * @param checks what the declared checks found
 * @param newColumns columns that the declaration does not know
 * @param notes what else is worth a word: that the file is written in another encoding
 */
public record DeclaredRows(
    List<@Nullable Object[]> rows,
    long rowsRead,
    List<BadRow> badRows,
    List<FileCheck> checks,
    List<String> newColumns,
    List<String> notes) {}

package io.tapehouse.extractors.tabular;

import io.tapehouse.extractors.text.TableRow;
import java.util.List;

/**
 * The table of a file before its columns are known: headers and rows as published.
 *
 * @param headers names of the columns, without blanks around them
 * @param rows the rows, good and bad
 * @param above the lines above the header
 * @param notes what is worth a word about the file as a whole
 */
record FileTable(
    List<String> headers, List<TableRow> rows, List<String> above, List<String> notes) {}

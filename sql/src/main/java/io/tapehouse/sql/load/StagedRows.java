package io.tapehouse.sql.load;

/**
 * Where the rows of a batch for a table of the warehouse are staged.
 *
 * @param table the table of the warehouse
 * @param relation the staged table; it has a column {@code load_no}
 */
record StagedRows(String table, String relation) {}

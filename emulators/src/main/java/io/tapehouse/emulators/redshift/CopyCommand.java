package io.tapehouse.emulators.redshift;

/**
 * A COPY of the files that a manifest names.
 *
 * @param table the target as the statement names it
 * @param columns the list of columns with its parentheses, "" for all of the table's
 */
record CopyCommand(String table, String columns, S3Object manifest) {

  /** What gives the columns that rows go into. */
  String selection() {
    String list = columns.isEmpty() ? "*" : columns.substring(1, columns.length() - 1);
    return "SELECT " + list + " FROM " + table;
  }

  /** How PostgreSQL takes rows. */
  String fromClient() {
    return "COPY " + table + " " + columns + " FROM STDIN";
  }
}

package io.tapehouse.orchestrator.runstore.jdbc;

import java.sql.SQLException;

/** Makes a value of a row. */
@FunctionalInterface
interface RowReader<T> {

  /** The value of the row on which {@code row} stands. */
  T read(Row row) throws SQLException;
}

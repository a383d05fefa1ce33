package io.tapehouse.orchestrator.runstore.jdbc;

import java.sql.SQLException;

/** What is done inside a transaction; it may be done more than once, of which the last counts. */
@FunctionalInterface
interface Work<T> {

  /** Does it. */
  T in(Tx tx) throws SQLException;
}

package io.tapehouse.sql.jdbc;

import java.sql.SQLException;

/** What an engine's errors mean to whoever wrote. Thread-safe. */
public interface EngineErrors {

  /** Whether another transaction stood in the way: nothing was kept, and it may be repeated. */
  boolean isConflict(SQLException error);

  /** Whether the connection broke, so that nobody knows whether the statement was carried out. */
  boolean isConnectionLost(SQLException error);
}

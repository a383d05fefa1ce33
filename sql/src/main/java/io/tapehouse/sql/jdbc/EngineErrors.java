package io.tapehouse.sql.jdbc;

import java.sql.SQLException;

/** What an engine's errors mean to a writer. Thread-safe. */
public interface EngineErrors {

  /** Whether another transaction stood in the way: nothing was kept, and it may be repeated. */
  boolean isConflict(SQLException error);

  /** Whether an error of COMMIT leaves it open if the transaction was kept. */
  boolean leavesCommitOpen(SQLException error);
}

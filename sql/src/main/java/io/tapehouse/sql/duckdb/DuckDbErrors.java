package io.tapehouse.sql.duckdb;

import io.tapehouse.sql.jdbc.EngineErrors;
import java.sql.SQLException;
import java.util.List;

/** DuckDB's errors; its driver has no codes for them. */
public final class DuckDbErrors implements EngineErrors {

  /** Its error for the second of two that write a row. */
  private static final List<String> WRITE_CONFLICT =
      List.of(
          "TransactionContext Error: Conflict",
          "PRIMARY KEY or UNIQUE constraint violation",
          "violates primary key constraint");

  private static final String FATAL = "FATAL Error";

  @Override
  public boolean isConflict(SQLException error) {
    String words = String.valueOf(error.getMessage());
    return WRITE_CONFLICT.stream().anyMatch(words::contains);
  }

  /**
   * It runs in this process, so no answer is lost; but a checkpoint that fails after the log was
   * written is fatal to the open database, and the next one to open it finds the transaction.
   */
  @Override
  public boolean leavesCommitOpen(SQLException error) {
    return String.valueOf(error.getMessage()).contains(FATAL);
  }
}

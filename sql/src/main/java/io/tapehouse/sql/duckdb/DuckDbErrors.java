package io.tapehouse.sql.duckdb;

import io.tapehouse.sql.jdbc.EngineErrors;
import java.sql.SQLException;
import java.util.List;

/** DuckDB's errors; its driver has no codes for them. */
public final class DuckDbErrors implements EngineErrors {

  /** What it says of the second of two that write a row. */
  private static final List<String> WRITE_CONFLICT =
      List.of(
          "TransactionContext Error: Conflict",
          "PRIMARY KEY or UNIQUE constraint violation",
          "violates primary key constraint");

  @Override
  public boolean isConflict(SQLException error) {
    String words = String.valueOf(error.getMessage());
    return WRITE_CONFLICT.stream().anyMatch(words::contains);
  }

  /** It runs in this process. */
  @Override
  public boolean isConnectionLost(SQLException error) {
    return false;
  }
}

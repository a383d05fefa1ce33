package io.tapehouse.sql.duckdb;

import java.sql.SQLException;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBPreparedStatement;

/**
 * Finds out why a query failed. DuckDB's driver 2.0.0 reports a failure of a streamed {@code
 * ResultSet} as "Invalid result set" and drops the engine's words; by chunks it reports them.
 */
public final class LostError {

  private static final String LOST = "Invalid result set";

  private LostError() {}

  /** Whether the engine's words are missing. */
  public static boolean is(SQLException reported) {
    return String.valueOf(reported.getMessage()).contains(LOST);
  }

  /**
   * The error with the engine's words.
   *
   * @param query the one that failed, prepared anew with its values; it runs up to the same failure
   * @param reported what the driver reported
   */
  public static SQLException find(DuckDBPreparedStatement query, SQLException reported) {
    try (DuckDBChunkedResult again = query.query()) {
      boolean more = true;
      while (more) {
        more = again.nextChunk();
      }
      return reported;
    } catch (SQLException e) {
      e.addSuppressed(reported);
      return e;
    }
  }
}

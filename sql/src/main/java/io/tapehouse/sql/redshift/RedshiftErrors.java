package io.tapehouse.sql.redshift;

import io.tapehouse.sql.jdbc.EngineErrors;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Redshift's errors as its driver reports them. A violation of serializability has Redshift's own
 * number 1023 in its words and the SQL state of an internal error.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/redshift/latest/dg/c_serial_isolation-serializable-isolation-troubleshooting.html">error
 *     1023</a>
 */
final class RedshiftErrors implements EngineErrors {

  /** Serialization failure, deadlock. */
  private static final Set<String> CONFLICT_STATES = Set.of("40001", "40P01");

  /**
   * The last are of two that make the same table at once, which IF NOT EXISTS does not keep apart.
   */
  private static final List<String> CONFLICT_WORDS =
      List.of(
          "serializable isolation violation",
          "deadlock detected",
          "conflict with concurrent transaction",
          "could not complete because of conflict",
          "pg_type_typname_nsp_index",
          "pg_class_relname_nsp_index");

  @Override
  public boolean isConflict(SQLException error) {
    String words = String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
    return CONFLICT_STATES.contains(String.valueOf(error.getSQLState()))
        || CONFLICT_WORDS.stream().anyMatch(words::contains);
  }

  /** Class 08 is the connection's; 57P01 to 57P03 say that the server goes away. */
  boolean isConnectionLost(SQLException error) {
    String state = String.valueOf(error.getSQLState());
    return state.startsWith("08") || state.startsWith("57P0");
  }

  @Override
  public boolean leavesCommitOpen(SQLException error) {
    return isConnectionLost(error);
  }
}

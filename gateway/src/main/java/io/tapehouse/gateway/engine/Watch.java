package io.tapehouse.gateway.engine;

import java.sql.SQLException;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/**
 * What runs for a session at this moment, so that others can cancel it. The session's thread sets
 * it; any thread cancels. A request that comes when nothing runs does nothing, and none counts for
 * a later query.
 */
public final class Watch {

  private @Nullable DuckDBPreparedStatement running;
  private volatile @Nullable String reason;

  /** The statement that runs from now on. */
  synchronized void begin(DuckDBPreparedStatement statement) {
    running = statement;
    reason = null;
  }

  /** Nothing runs any more. */
  synchronized void end() {
    running = null;
  }

  /** Why what runs was cancelled; null: it was not. */
  @Nullable String reason() {
    return reason;
  }

  /**
   * Breaks off what runs.
   *
   * @param why as the client is told
   */
  public synchronized void cancel(String why) {
    if (running == null) {
      return;
    }
    try {
      reason = why;
      running.cancel();
    } catch (SQLException e) {
      // It has ended meanwhile.
    }
  }
}

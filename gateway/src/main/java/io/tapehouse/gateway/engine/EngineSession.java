package io.tapehouse.gateway.engine;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One client's connections to the warehouse and to the catalogue. Queries that are not done,
 * because a client fetches their rows piece by piece, keep a connection each. For one thread.
 */
public final class EngineSession implements AutoCloseable {

  private final Source warehouse;
  private final EngineConnection catalog;
  private final Deque<EngineConnection> idle = new ArrayDeque<>();

  /** Opens a connection. */
  @FunctionalInterface
  interface Source {
    EngineConnection open() throws SQLException;
  }

  EngineSession(Source warehouse, EngineConnection catalog) {
    this.warehouse = warehouse;
    this.catalog = catalog;
  }

  EngineConnection take(Target target) throws SqlError {
    if (target == Target.CATALOG) {
      return catalog;
    }
    EngineConnection free = idle.pollFirst();
    if (free != null) {
      return free;
    }
    try {
      return warehouse.open();
    } catch (SQLException e) {
      throw EngineErrors.of(e, "");
    }
  }

  void giveBack(Target target, EngineConnection connection) {
    if (target == Target.WAREHOUSE) {
      idle.addFirst(connection);
    }
  }

  /** Closes the warehouse's connections; that of the catalogue is the session's view. */
  @Override
  public void close() {
    idle.forEach(EngineConnection::close);
    idle.clear();
  }
}

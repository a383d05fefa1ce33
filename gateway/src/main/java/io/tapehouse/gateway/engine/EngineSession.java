package io.tapehouse.gateway.engine;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One client's connections to the warehouse and to the catalogue. Queries that are not done, because
 * a client fetches their rows piece by piece, keep a connection each. For one thread.
 */
public final class EngineSession implements AutoCloseable {

  private final Source warehouse;
  private final Source catalog;
  private final Deque<EngineConnection> idleWarehouse = new ArrayDeque<>();
  private final Deque<EngineConnection> idleCatalog = new ArrayDeque<>();

  /** Opens a connection. */
  @FunctionalInterface
  interface Source {
    EngineConnection open() throws SQLException;
  }

  EngineSession(Source warehouse, Source catalog) {
    this.warehouse = warehouse;
    this.catalog = catalog;
  }

  EngineConnection take(Target target) throws SqlError {
    EngineConnection idle = idle(target).pollFirst();
    if (idle != null) {
      return idle;
    }
    try {
      return (target == Target.WAREHOUSE ? warehouse : catalog).open();
    } catch (SQLException e) {
      throw EngineErrors.of(e, "");
    }
  }

  void giveBack(Target target, EngineConnection connection) {
    idle(target).addFirst(connection);
  }

  private Deque<EngineConnection> idle(Target target) {
    return target == Target.WAREHOUSE ? idleWarehouse : idleCatalog;
  }

  @Override
  public void close() {
    idleWarehouse.forEach(EngineConnection::close);
    idleCatalog.forEach(EngineConnection::close);
  }
}

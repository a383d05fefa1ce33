package io.tapehouse.gateway.session;

import io.tapehouse.gateway.engine.Engine;
import io.tapehouse.gateway.engine.EngineSession;
import io.tapehouse.gateway.engine.RowSource;
import io.tapehouse.gateway.engine.SqlError;
import io.tapehouse.gateway.engine.Watch;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * What a session keeps from one message to the next. A transaction is a bracket around statements,
 * each of which sees what was committed when it began, as with PostgreSQL's READ COMMITTED: nothing
 * is written, so there is nothing to take back but settings. For one thread.
 */
final class SessionState implements AutoCloseable {

  static final char IDLE = 'I';
  static final char IN_TRANSACTION = 'T';
  static final char FAILED = 'E';

  /**
   * A cursor that was declared.
   *
   * @param rows what it has left
   * @param holds whether it stays when the transaction ends
   */
  record Cursor(RowSource rows, boolean holds) {}

  private final Engine engine;
  private final EngineSession connections;
  private final SessionSettings settings;
  private final Watch watch = new Watch();
  private final Map<String, Cursor> cursors = new HashMap<>();
  private final Map<String, Command> statements = new HashMap<>();
  private char transaction = IDLE;

  SessionState(Engine engine, EngineSession connections, SessionSettings settings) {
    this.engine = engine;
    this.connections = connections;
    this.settings = settings;
  }

  Engine engine() {
    return engine;
  }

  EngineSession connections() {
    return connections;
  }

  SessionSettings settings() {
    return settings;
  }

  Watch watch() {
    return watch;
  }

  /** Cursors by name. */
  Map<String, Cursor> cursors() {
    return cursors;
  }

  /** Prepared statements by name; "" is the one without. */
  Map<String, Command> statements() {
    return statements;
  }

  char transaction() {
    return transaction;
  }

  void begin() {
    if (transaction == IDLE) {
      transaction = IN_TRANSACTION;
      settings.transactionBegins();
    }
  }

  /** Something failed: what follows in the transaction fails too. */
  void fail() {
    if (transaction == IN_TRANSACTION) {
      transaction = FAILED;
    }
  }

  /** A savepoint is gone back to. */
  void recover() {
    if (transaction == FAILED) {
      transaction = IN_TRANSACTION;
    }
  }

  /** Ends the transaction; false when it was rolled back, or there was none. */
  boolean end(boolean commits) {
    boolean committed = commits && transaction == IN_TRANSACTION;
    if (transaction != IDLE) {
      settings.transactionEnds(committed);
      closeCursors(!committed);
    }
    transaction = IDLE;
    return committed;
  }

  private void closeCursors(boolean alsoHeld) {
    for (Iterator<Cursor> all = cursors.values().iterator(); all.hasNext(); ) {
      Cursor cursor = all.next();
      if (alsoHeld || !cursor.holds()) {
        cursor.rows().close();
        all.remove();
      }
    }
  }

  void closeAllCursors() {
    closeCursors(true);
  }

  /** Closes a cursor, if there is one of that name. */
  void closeCursor(String name) {
    Cursor cursor = cursors.remove(name);
    if (cursor != null) {
      cursor.rows().close();
    }
  }

  /** The cursor of a name. */
  Cursor cursor(String name) throws SqlError {
    Cursor cursor = cursors.get(name);
    if (cursor == null) {
      throw SqlError.of("34000", "cursor \"" + name + "\" does not exist");
    }
    return cursor;
  }

  @Override
  public void close() {
    closeAllCursors();
    connections.close();
  }
}

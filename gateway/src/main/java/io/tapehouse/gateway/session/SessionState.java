package io.tapehouse.gateway.session;

import io.tapehouse.gateway.engine.Engine;
import io.tapehouse.gateway.engine.EngineSession;
import io.tapehouse.gateway.engine.PreparedQuery;
import io.tapehouse.gateway.engine.RowSource;
import io.tapehouse.gateway.engine.SqlError;
import io.tapehouse.gateway.engine.Watch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
   * @param holds whether it stays when the transaction is committed
   * @param kept whether it is of no transaction any more, and stays until it is closed
   */
  record Cursor(RowSource rows, boolean holds, boolean kept) {}

  private final Engine engine;
  private final EngineSession connections;
  private final SessionSettings settings;
  private final long mostRows;
  private final List<String> savepoints = new ArrayList<>();
  private final Watch watch = new Watch();
  private final Map<String, Cursor> cursors = new HashMap<>();
  private final Map<String, Command> statements = new HashMap<>();
  private char transaction = IDLE;

  /**
   * @param mostRows a result may have; 0: as many as there are
   */
  SessionState(Engine engine, EngineSession connections, SessionSettings settings, long mostRows) {
    this.engine = engine;
    this.connections = connections;
    this.settings = settings;
    this.mostRows = mostRows;
  }

  /** Runs a query. Its rows end with an error when they are more than a result may have. */
  RowSource rows(PreparedQuery query, List<@Nullable Object> values) throws SqlError {
    RowSource rows = query.run(values, watch);
    return mostRows > 0 ? new LimitedRows(rows, mostRows) : rows;
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

  /** Remembers a place in the transaction. A name that comes again hides the one before. */
  void savepoint(String name) throws SqlError {
    needTransaction("SAVEPOINT");
    savepoints.add(name);
  }

  /** Forgets a savepoint and those after it. */
  void release(String name) throws SqlError {
    needTransaction("RELEASE SAVEPOINT");
    savepoints.subList(savepoint(name, "release"), savepoints.size()).clear();
  }

  /** Goes back to a savepoint, which stays; a transaction that has failed goes on. */
  void rollBackTo(String name) throws SqlError {
    needTransaction("ROLLBACK TO SAVEPOINT");
    savepoints.subList(savepoint(name, "roll back to") + 1, savepoints.size()).clear();
    transaction = IN_TRANSACTION;
  }

  private int savepoint(String name, String todo) throws SqlError {
    int at = savepoints.lastIndexOf(name);
    if (at < 0) {
      throw SqlError.of("3B001", "cannot %s savepoint \"%s\": there is none".formatted(todo, name));
    }
    return at;
  }

  private void needTransaction(String statement) throws SqlError {
    if (transaction == IDLE) {
      throw SqlError.of("25P01", statement + " can only be used in transaction blocks");
    }
  }

  /** Ends the transaction; false when it was rolled back, or there was none. */
  boolean end(boolean commits) {
    boolean committed = commits && transaction == IN_TRANSACTION;
    if (transaction != IDLE) {
      settings.transactionEnds(committed);
      savepoints.clear();
      closeCursors(cursor -> !cursor.kept() && !(committed && cursor.holds()));
      cursors.replaceAll((name, cursor) -> new Cursor(cursor.rows(), cursor.holds(), true));
    }
    transaction = IDLE;
    return committed;
  }

  private void closeCursors(Predicate<Cursor> which) {
    cursors
        .values()
        .removeIf(
            cursor -> {
              if (!which.test(cursor)) {
                return false;
              }
              cursor.rows().close();
              return true;
            });
  }

  /** Keeps a cursor under its name. */
  void declare(String name, RowSource rows, boolean holds) {
    cursors.put(name, new Cursor(rows, holds, transaction == IDLE));
  }

  void closeAllCursors() {
    closeCursors(cursor -> true);
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

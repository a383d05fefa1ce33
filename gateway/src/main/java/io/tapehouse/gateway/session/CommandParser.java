package io.tapehouse.gateway.session;

import io.tapehouse.gateway.encoding.ResultColumn;
import io.tapehouse.gateway.engine.PreparedQuery;
import io.tapehouse.gateway.engine.SqlError;
import io.tapehouse.gateway.engine.StaticRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Understands statements: what belongs to the session is carried out by it, queries go to the
 * engine, and what would change something is refused. For one thread.
 */
final class CommandParser {

  private static final int[] NO_TYPES = {};
  private static final String DEFAULT = "default";

  /** SHOW of these is for the catalogue: the Redshift driver's metadata. */
  private static final Set<String> SHOWN_BY_CATALOG =
      Set.of(
          "databases",
          "schemas",
          "tables",
          "columns",
          "constraints",
          "grants",
          "column",
          "procedures",
          "functions",
          "parameters");

  private static final Set<String> WRITES =
      Set.of(
          "insert",
          "update",
          "delete",
          "merge",
          "create",
          "drop",
          "alter",
          "truncate",
          "grant",
          "revoke",
          "vacuum",
          "analyze",
          "comment",
          "reindex",
          "cluster",
          "refresh",
          "call",
          "do",
          "lock",
          "unload",
          "import",
          "export",
          "attach",
          "detach",
          "install",
          "load",
          "use",
          "checkpoint",
          "pragma",
          "replace",
          "security",
          "reassign",
          "notify",
          "listen",
          "append");

  private static final Set<String> BACKWARD =
      Set.of("prior", "first", "last", "absolute", "relative", "backward");

  private final SessionState session;

  CommandParser(SessionState session) {
    this.session = session;
  }

  /**
   * Understands one statement.
   *
   * @param types of parameters that the client has named, 0 for those that it has not
   */
  Command parse(String sql, int[] types) throws SqlError {
    CommandText text = new CommandText(sql);
    if (text.isEmpty()) {
      return new Command.Empty();
    }
    String first = text.first();
    if (session.transaction() == SessionState.FAILED
        && !Set.of("rollback", "abort", "commit", "end").contains(first)) {
      throw inFailed();
    }
    if (WRITES.contains(first)) {
      throw SqlError.of(
          "25006",
          "cannot execute %s in a read-only transaction; this server reads the warehouse alone"
              .formatted(text));
    }
    return switch (first) {
      case "begin", "start" -> begin(text);
      case "commit", "end" -> new Command.End(true);
      case "rollback", "abort" -> rollback(text);
      case "savepoint" -> savepoint(text);
      case "release" -> release(text);
      case "set" -> set(text);
      case "reset" -> reset(text);
      case "show" -> show(text, types);
      case "discard" -> discard(text);
      case "deallocate" -> deallocate(text);
      case "declare" -> declare(text, types);
      case "fetch", "move" -> fetch(text);
      case "close" -> close(text);
      case "copy" -> copy(text, types);
      case "explain" -> explain(text, types);
      case "prepare" -> prepare(text);
      case "execute" -> execute(text);
      case "unlisten" -> action("UNLISTEN", () -> {});
      default -> new Command.Query(query(sql, types, 0));
    };
  }

  private PreparedQuery query(String sql, int[] types, int start) throws SqlError {
    return session.engine().prepare(session.connections(), sql, types, start);
  }

  /** A query that is the rest of a statement. */
  private PreparedQuery rest(CommandText text, int[] types) throws SqlError {
    String sql = text.rest();
    return query(sql, types, text.sql().length() - sql.length());
  }

  /** Something that has no value. */
  @FunctionalInterface
  private interface Step {
    void run() throws SqlError;
  }

  private static Command action(String tag, Step step) {
    return new Command.Action(
        values -> {
          step.run();
          return tag;
        });
  }

  static SqlError inFailed() {
    return SqlError.of(
        "25P02", "current transaction is aborted, commands ignored until end of transaction block");
  }

  private Command savepoint(CommandText text) throws SqlError {
    text.raw();
    String name = named(text, "SAVEPOINT name");
    return action("SAVEPOINT", () -> session.savepoint(name));
  }

  private Command release(CommandText text) throws SqlError {
    text.raw();
    text.skip("savepoint");
    String name = named(text, "RELEASE name");
    return action("RELEASE", () -> session.release(name));
  }

  private static String named(CommandText text, String expected) throws SqlError {
    String name = text.name();
    if (name.isEmpty()) {
      throw SqlError.syntax("expected " + expected);
    }
    return name;
  }

  private Command begin(CommandText text) {
    boolean starts = text.first().equals("start");
    return action(starts ? "START TRANSACTION" : "BEGIN", session::begin);
  }

  private Command rollback(CommandText text) throws SqlError {
    text.raw();
    if (!text.skip("work")) {
      text.skip("transaction");
    }
    if (!text.skip("to")) {
      return new Command.End(false);
    }
    text.skip("savepoint");
    return new Command.RollbackTo(named(text, "ROLLBACK TO name"));
  }

  private Command set(CommandText text) throws SqlError {
    text.raw();
    boolean local = text.skip("local");
    if (text.skip("session", "characteristics") || text.skip("transaction")) {
      return action("SET", () -> {});
    }
    if (text.skip("session", "authorization") || text.skip("role")) {
      return action("SET", () -> {});
    }
    text.skip("session");
    String name;
    if (text.skip("time", "zone")) {
      name = "TimeZone";
    } else if (text.skip("names")) {
      name = "client_encoding";
    } else {
      name = qualified(text);
      if (!text.skipSymbol("=") && !text.skip("to")) {
        throw SqlError.syntax("expected SET name = value");
      }
    }
    String value = text.list();
    return action(
        "SET",
        () -> {
          if (local && session.transaction() == SessionState.IDLE) {
            // It would end with the transaction, and there is none.
            return;
          }
          if (value.equalsIgnoreCase(DEFAULT)) {
            session.settings().reset(name);
          } else {
            session.settings().set(name, value, local);
          }
        });
  }

  private static String qualified(CommandText text) {
    StringBuilder name = new StringBuilder(text.value());
    while (text.skipSymbol(".")) {
      name.append('.').append(text.value());
    }
    return name.toString();
  }

  private Command reset(CommandText text) {
    text.raw();
    String name = text.skip("time", "zone") ? "TimeZone" : qualified(text);
    return action(
        "RESET",
        () -> {
          if (name.equalsIgnoreCase("all")) {
            session.settings().resetAll();
          } else {
            session.settings().reset(name);
          }
        });
  }

  private Command show(CommandText text, int[] types) throws SqlError {
    text.raw();
    if (text.isNext("all")) {
      return new Command.Rows(
          List.of(
              ResultColumn.text("name"),
              ResultColumn.text("setting"),
              ResultColumn.text("description")),
          this::allSettings,
          "SHOW");
    }
    String name =
        text.skip("time", "zone")
            ? "TimeZone"
            : text.skip("transaction", "isolation", "level")
                ? "transaction_isolation"
                : text.skip("session", "authorization") ? "session_authorization" : qualified(text);
    if (SHOWN_BY_CATALOG.contains(name.toLowerCase(Locale.ROOT))) {
      return new Command.Query(query(text.sql(), types, 0));
    }
    session.settings().show(name);
    return new Command.Rows(
        List.of(ResultColumn.text(name)),
        () -> StaticRows.one(name, session.settings().show(name)),
        "SHOW");
  }

  private StaticRows allSettings() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    session.settings().all().forEach((name, value) -> rows.add(new Object[] {name, value, ""}));
    return new StaticRows(
        List.of(
            ResultColumn.text("name"),
            ResultColumn.text("setting"),
            ResultColumn.text("description")),
        rows);
  }

  private Command discard(CommandText text) {
    text.raw();
    boolean all = text.isNext("all");
    return action(
        all ? "DISCARD ALL" : "DISCARD",
        () -> {
          if (all) {
            session.closeAllCursors();
            session.statements().clear();
            session.settings().resetAll();
          }
        });
  }

  private Command deallocate(CommandText text) throws SqlError {
    text.raw();
    text.skip("prepare");
    boolean all = text.isNext("all");
    String name = text.name();
    return action(
        all ? "DEALLOCATE ALL" : "DEALLOCATE",
        () -> {
          if (all) {
            session.statements().keySet().removeIf(one -> !one.isEmpty());
          } else if (session.statements().remove(name) == null) {
            throw noStatement(name);
          }
        });
  }

  static SqlError noStatement(String name) {
    return SqlError.of("26000", "prepared statement \"" + name + "\" does not exist");
  }

  private Command declare(CommandText text, int[] types) throws SqlError {
    text.raw();
    String name = text.name();
    boolean scroll = false;
    while (!text.atEnd() && !text.isNext("cursor")) {
      if (text.isNext("binary")) {
        throw SqlError.unsupported("cursors have the format that FETCH asks for; leave BINARY out");
      }
      if (!text.skip("no", "scroll")) {
        scroll |= text.raw().equalsIgnoreCase("scroll");
      }
    }
    text.skip("cursor");
    boolean holds = text.skip("with", "hold");
    text.skip("without", "hold");
    if (!text.skip("for") || name.isEmpty()) {
      throw SqlError.syntax("expected DECLARE name CURSOR FOR query");
    }
    if (scroll) {
      throw SqlError.unsupported("cursors scan forward alone; declare it without SCROLL");
    }
    PreparedQuery query = rest(text, types);
    return new Command.Action(
        query.parameters(),
        values -> {
          if (session.transaction() == SessionState.IDLE && !holds) {
            throw SqlError.of("25P01", "DECLARE CURSOR can only be used in transaction blocks");
          }
          if (session.cursors().containsKey(name)) {
            throw SqlError.of("42P03", "cursor \"" + name + "\" already exists");
          }
          session.declare(name, session.rows(query, values), holds);
          return "DECLARE CURSOR";
        });
  }

  private Command fetch(CommandText text) throws SqlError {
    boolean sends = text.first().equals("fetch");
    text.raw();
    long rows = 1;
    text.skip("forward");
    if (BACKWARD.stream().anyMatch(text::isNext) || text.isNextSymbol("-")) {
      throw SqlError.of("55000", "cursor can only scan forward");
    }
    if (text.skip("all")) {
      rows = Long.MAX_VALUE;
    } else if (!text.skip("next") && !text.isNext("from") && !text.isNext("in")) {
      String number = text.raw();
      if (text.isNext("from") || text.isNext("in")) {
        try {
          rows = Long.parseLong(number);
        } catch (NumberFormatException e) {
          throw SqlError.of("55000", "cursor can only scan forward");
        }
      } else {
        return new Command.Fetch(number.toLowerCase(Locale.ROOT), 1, sends);
      }
    }
    if (!text.skip("from")) {
      text.skip("in");
    }
    return new Command.Fetch(text.name(), rows, sends);
  }

  private Command close(CommandText text) throws SqlError {
    text.raw();
    boolean all = text.isNext("all");
    String name = text.name();
    return action(
        all ? "CLOSE CURSOR ALL" : "CLOSE CURSOR",
        () -> {
          if (all) {
            session.closeAllCursors();
          } else {
            session.cursor(name);
            session.closeCursor(name);
          }
        });
  }

  private Command copy(CommandText text, int[] types) throws SqlError {
    text.raw();
    String query;
    if (text.isNextSymbol("(")) {
      query = text.parenthesis();
    } else {
      StringBuilder table = new StringBuilder(text.raw());
      while (text.skipSymbol(".")) {
        table.append('.').append(text.raw());
      }
      query = "SELECT " + (text.isNextSymbol("(") ? text.parenthesis() : "*") + " FROM " + table;
    }
    if (!text.skip("to")) {
      throw SqlError.of(
          "25006",
          "cannot execute COPY FROM in a read-only transaction; COPY (query) TO STDOUT works");
    }
    if (!text.skip("stdout")) {
      throw SqlError.of("42501", "COPY writes to the client alone: COPY (query) TO STDOUT");
    }
    CopyFormat format = CopyFormat.of(text);
    return new Command.Copy(query(query, types, Math.max(text.sql().indexOf(query), 0)), format);
  }

  private Command explain(CommandText text, int[] types) throws SqlError {
    text.raw();
    boolean analyze = false;
    if (text.isNextSymbol("(")) {
      analyze = text.parenthesis().toLowerCase(Locale.ROOT).contains("analyze");
    }
    while (text.isNext("analyze") || text.isNext("verbose")) {
      analyze |= text.raw().equalsIgnoreCase("analyze");
    }
    return new Command.Explain(
        session.engine().prepareExplain(session.connections(), text.rest(), analyze, types));
  }

  private Command prepare(CommandText text) throws SqlError {
    text.raw();
    String name = text.name();
    if (text.isNextSymbol("(")) {
      text.parenthesis();
    }
    if (!text.skip("as")) {
      throw SqlError.syntax("expected PREPARE name AS query");
    }
    Command prepared = new Command.Query(rest(text, NO_TYPES));
    return action(
        "PREPARE",
        () -> {
          if (session.statements().putIfAbsent(name, prepared) != null) {
            throw SqlError.of("42P05", "prepared statement \"" + name + "\" already exists");
          }
        });
  }

  /** Values become part of the text of a query that reads them, so their types are the engine's. */
  private Command execute(CommandText text) throws SqlError {
    text.raw();
    String name = text.name();
    Command prepared = session.statements().get(name);
    if (prepared == null) {
      throw noStatement(name);
    }
    if (!(prepared instanceof Command.Query query)) {
      throw SqlError.unsupported("EXECUTE runs queries alone");
    }
    List<@Nullable String> values = new ArrayList<>();
    if (text.skipSymbol("(")) {
      while (!text.atEnd() && !text.skipSymbol(")")) {
        boolean minus = text.skipSymbol("-");
        boolean absent = text.isNext("null");
        String value = text.value();
        values.add(absent ? null : minus ? "-" + value : value);
        text.skipSymbol(",");
      }
    }
    if (values.size() != query.parameters().size()) {
      throw SqlError.of(
          "42601",
          "wrong number of parameters for prepared statement \"%s\": expected %d, found %d"
              .formatted(name, query.parameters().size(), values.size()));
    }
    List<@Nullable Object> bound = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      bound.add(Binding.text(values.get(i), query.parameters().get(i), session.settings().zone()));
    }
    return new Command.Rows(
        query.query().columns(), () -> session.rows(query.query(), bound), Command.SELECT);
  }
}

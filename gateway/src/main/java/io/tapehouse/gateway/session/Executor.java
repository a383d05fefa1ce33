package io.tapehouse.gateway.session;

import io.tapehouse.gateway.encoding.ResultColumn;
import io.tapehouse.gateway.engine.PreparedQuery;
import io.tapehouse.gateway.engine.RowSource;
import io.tapehouse.gateway.engine.SqlError;
import io.tapehouse.gateway.engine.StaticRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Carries out statements and sends their results. For one thread. */
final class Executor {

  private static final List<ResultColumn> PLAN = List.of(ResultColumn.text("QUERY PLAN"));

  private final SessionState state;
  private final WireOutput out;
  private final SessionLimits limits;

  Executor(SessionState state, WireOutput out, SessionLimits limits) {
    this.state = state;
    this.out = out;
    this.limits = limits;
  }

  /** The columns of a statement's rows; null: it has none. */
  @Nullable List<ResultColumn> columns(Command command) throws SqlError {
    if (command instanceof Command.Query query) {
      return query.query().columns();
    }
    if (command instanceof Command.Explain) {
      return PLAN;
    }
    if (command instanceof Command.Rows rows) {
      return rows.columns();
    }
    if (command instanceof Command.Fetch fetch && fetch.sends()) {
      return state.cursor(fetch.cursor()).rows().columns();
    }
    return null;
  }

  /**
   * Runs a portal, or goes on with one that was suspended.
   *
   * @param most rows that are sent
   */
  void run(Portal portal, long most) throws IOException, SqlError {
    Future<?> timeout = arm();
    try {
      carryOut(portal, most);
    } finally {
      if (timeout != null) {
        timeout.cancel(false);
      }
    }
  }

  private @Nullable Future<?> arm() {
    Duration own = state.settings().statementTimeout();
    Duration server = limits.statementTimeout();
    Duration shorter =
        own.isZero() || (!server.isZero() && server.compareTo(own) < 0) ? server : own;
    return shorter.isZero()
        ? null
        : limits
            .timer()
            .schedule(
                () -> state.watch().cancel("canceling statement due to statement timeout"),
                shorter.toMillis(),
                TimeUnit.MILLISECONDS);
  }

  private void carryOut(Portal portal, long most) throws IOException, SqlError {
    Command command = portal.command();
    if (portal.isComplete()) {
      out.commandComplete("SELECT 0");
    } else if (command instanceof Command.Query query) {
      if (portal.rows() == null) {
        portal.rows(state.rows(query.query(), portal.values()));
      }
      send(portal, most, Command.SELECT);
    } else if (command instanceof Command.Rows rows) {
      if (portal.rows() == null) {
        portal.rows(rows.rows().make());
      }
      send(portal, most, rows.tag());
    } else if (command instanceof Command.Explain explain) {
      if (portal.rows() == null) {
        portal.rows(plan(explain.query(), portal));
      }
      send(portal, most, "EXPLAIN");
    } else if (command instanceof Command.Fetch fetch) {
      fetch(fetch, portal);
    } else if (command instanceof Command.Copy copy) {
      copy(copy, portal);
      portal.complete();
    } else if (command instanceof Command.Action action) {
      out.commandComplete(action.deed().run(portal.values()));
      portal.complete();
    } else if (command instanceof Command.End end) {
      boolean failed = state.transaction() == SessionState.FAILED;
      state.end(end.commits());
      out.commandComplete(end.commits() && !failed ? "COMMIT" : "ROLLBACK");
      portal.complete();
    } else if (command instanceof Command.RollbackTo back) {
      state.rollBackTo(back.savepoint());
      out.commandComplete("ROLLBACK");
    } else {
      out.empty('I');
    }
  }

  private void send(Portal portal, long most, String tag) throws IOException, SqlError {
    RowSource rows = Objects.requireNonNull(portal.rows());
    long sent =
        rows.send(portal.formats(rows.columns().size()), state.settings().zone(), out, most);
    if (sent == most) {
      out.empty('s');
      return;
    }
    portal.complete();
    out.commandComplete(tag.equals(Command.SELECT) ? tag + " " + sent : tag);
  }

  private void fetch(Command.Fetch fetch, Portal portal) throws IOException, SqlError {
    RowSource rows = state.cursor(fetch.cursor()).rows();
    if (fetch.rows() < 0) {
      throw SqlError.of("55000", "cursor can only scan forward");
    }
    int[] formats = portal.formats(rows.columns().size());
    long sent;
    if (fetch.sends()) {
      sent = rows.send(formats, state.settings().zone(), out, fetch.rows());
    } else {
      sent =
          rows.send(
              new int[formats.length],
              state.settings().zone(),
              new TextRows(values -> {}),
              fetch.rows());
    }
    out.commandComplete((fetch.sends() ? "FETCH " : "MOVE ") + sent);
    portal.complete();
  }

  private void copy(Command.Copy copy, Portal portal) throws IOException, SqlError {
    List<ResultColumn> columns = copy.query().columns();
    out.buffer().begin('H').octet(0).int16(columns.size());
    columns.forEach(column -> out.buffer().int16(0));
    out.buffer().end();
    if (copy.format().header()) {
      byte[][] names = new byte[columns.size()][];
      for (int i = 0; i < names.length; i++) {
        names[i] = columns.get(i).name().getBytes(StandardCharsets.UTF_8);
      }
      line(copy.format(), names);
    }
    try (RowSource rows = state.rows(copy.query(), portal.values())) {
      long sent =
          rows.send(
              new int[columns.size()],
              state.settings().zone(),
              new TextRows(values -> line(copy.format(), values)),
              Long.MAX_VALUE);
      out.empty('c');
      out.commandComplete("COPY " + sent);
    }
  }

  private void line(CopyFormat format, byte @Nullable [][] values) throws IOException {
    out.buffer().begin('d');
    format.line(values, out.buffer());
    out.buffer().end();
    out.rowWritten();
  }

  /** DuckDB draws plans; PostgreSQL's tools show a line a row. */
  private RowSource plan(PreparedQuery query, Portal portal) throws IOException, SqlError {
    List<@Nullable Object[]> lines = new ArrayList<>();
    try (RowSource rows = query.run(portal.values(), state.watch())) {
      rows.send(
          new int[query.columns().size()],
          state.settings().zone(),
          new TextRows(
              values -> {
                byte[] drawn = values[values.length - 1];
                if (drawn != null) {
                  new String(drawn, StandardCharsets.UTF_8)
                      .lines()
                      .forEach(line -> lines.add(new Object[] {line}));
                }
              }),
          Long.MAX_VALUE);
    }
    return new StaticRows(PLAN, lines);
  }
}

package io.tapehouse.gateway.session;

import io.tapehouse.gateway.encoding.ResultColumn;
import io.tapehouse.gateway.engine.PreparedQuery.ParameterType;
import io.tapehouse.gateway.engine.SqlError;
import io.tapehouse.gateway.wire.Message;
import io.tapehouse.gateway.wire.MessageReader;
import io.tapehouse.gateway.wire.ProtocolException;
import io.tapehouse.sql.dialect.SqlTokens;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One client's session after its start: reads a message, answers, reads the next. One thread serves
 * it; {@link #cancel} may come from any.
 */
public final class ClientSession implements AutoCloseable {

  private final DataInputStream in;
  private final WireOutput out;
  private final SessionLimits limits;
  private final SessionState state;
  private final CommandParser parser;
  private final Executor executor;
  private final Map<String, Portal> portals = new HashMap<>();
  private boolean skipping;

  ClientSession(DataInputStream in, WireOutput out, SessionLimits limits, SessionState state) {
    this.in = in;
    this.out = out;
    this.limits = limits;
    this.state = state;
    this.parser = new CommandParser(state);
    this.executor = new Executor(state, out, limits);
  }

  /** Cancels the statement that runs, if one does. */
  public void cancel(String why) {
    state.watch().cancel(why);
  }

  /**
   * Serves until the client leaves.
   *
   * @throws IOException when the connection breaks, or the client breaks the protocol
   */
  public void serve() throws IOException {
    ready();
    while (true) {
      Message message = Message.read(in, limits.messageBytes());
      if (message.type() == 'X') {
        return;
      }
      take(message);
    }
  }

  private void take(Message message) throws IOException {
    MessageReader reader = message.reader();
    switch (message.type()) {
      case 'Q' -> {
        if (!skipping) {
          simple(reader);
        }
      }
      case 'F' -> {
        if (!skipping) {
          // A client that calls one waits for ReadyForQuery and sends no Sync.
          failed(SqlError.unsupported("function calls by number are not supported"));
          ready();
        }
      }
      case 'S' -> {
        skipping = false;
        ready();
      }
      case 'H' -> out.flush();
      // Of a COPY FROM that was refused: PostgreSQL ignores them too.
      case 'd', 'c', 'f' -> {}
      case 'P', 'B', 'D', 'E', 'C' -> {
        if (!skipping) {
          extended(message.type(), reader);
        }
      }
      default ->
          throw new ProtocolException(
              "expected a message of a client, found type " + (int) message.type());
    }
  }

  private void ready() throws IOException {
    if (state.transaction() == SessionState.IDLE) {
      closePortals();
    }
    out.buffer().begin('Z').octet(state.transaction()).end();
    out.flush();
  }

  private void failed(SqlError error) {
    state.fail();
    error.write(out.buffer());
  }

  // simple query

  private void simple(MessageReader reader) throws IOException {
    String sql = reader.text();
    reader.end("Query");
    portal("", null);
    state.statements().remove("");
    List<String> statements = SqlTokens.statements(sql);
    if (statements.isEmpty()) {
      out.empty('I');
    }
    int start = 0;
    try {
      for (String one : statements) {
        start = sql.indexOf(one, start);
        simple(one);
        start += one.length();
      }
    } catch (SqlError e) {
      int before = start;
      failed(e.at(position -> position < 0 ? -1 : before + position));
    }
    ready();
  }

  private void simple(String sql) throws IOException, SqlError {
    Command command = parser.parse(sql, new int[0]);
    if (!command.parameters().isEmpty()) {
      throw SqlError.of("42P02", "there is no parameter $1");
    }
    try (Portal portal = new Portal(command, List.of(), new int[0])) {
      List<ResultColumn> columns = executor.columns(command);
      if (columns != null) {
        ResultColumn.describe(columns, portal.formats(columns.size()), out.buffer());
      }
      executor.run(portal, Long.MAX_VALUE);
    }
  }

  // extended query

  private void extended(char type, MessageReader reader) throws IOException {
    try {
      switch (type) {
        case 'P' -> parse(reader);
        case 'B' -> bind(reader);
        case 'D' -> describe(reader);
        case 'E' -> execute(reader);
        case 'C' -> close(reader);
        default -> throw new IllegalArgumentException("a message " + type);
      }
    } catch (SqlError e) {
      failed(e);
      skipping = true;
    } catch (ProtocolException e) {
      failed(SqlError.of("08P01", String.valueOf(e.getMessage())));
      skipping = true;
    }
  }

  private void parse(MessageReader reader) throws ProtocolException, SqlError {
    String name = reader.text();
    String sql = reader.text();
    int[] types = new int[reader.count(Integer.BYTES)];
    for (int i = 0; i < types.length; i++) {
      types[i] = reader.int32();
    }
    reader.end("Parse");
    List<String> statements = SqlTokens.statements(sql);
    if (statements.size() > 1) {
      throw SqlError.syntax("cannot insert multiple commands into a prepared statement");
    }
    if (name.isEmpty()) {
      state.statements().remove(name);
    } else if (state.statements().containsKey(name)) {
      throw SqlError.of("42P05", "prepared statement \"" + name + "\" already exists");
    }
    if (!state.statements().containsKey(name) && state.statements().size() >= limits.statements()) {
      throw SqlError.of(
          "53400", "a session may have %d prepared statements".formatted(limits.statements()));
    }
    state
        .statements()
        .put(name, parser.parse(statements.isEmpty() ? "" : statements.get(0), types));
    out.empty('1');
  }

  private void bind(MessageReader reader) throws ProtocolException, SqlError {
    String portalName = reader.text();
    String statementName = reader.text();
    int[] parameterFormats = formats(reader);
    int count = reader.count(Integer.BYTES);
    List<byte @Nullable []> sent = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      sent.add(reader.value());
    }
    int[] resultFormats = formats(reader);
    reader.end("Bind");
    Command command = statement(statementName);
    refuseInFailed(command);
    List<ParameterType> types = command.parameters();
    if (types.size() != count) {
      throw SqlError.of(
          "08P01",
          "bind message supplies %d parameters, but prepared statement \"%s\" requires %d"
              .formatted(count, statementName, types.size()));
    }
    if (parameterFormats.length > 1 && parameterFormats.length != count) {
      throw SqlError.of(
          "08P01",
          "bind message has %d parameter formats but %d parameters"
              .formatted(parameterFormats.length, count));
    }
    List<@Nullable Object> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      byte[] value = sent.get(i);
      int format =
          parameterFormats.length == 0 ? 0 : parameterFormats[parameterFormats.length == 1 ? 0 : i];
      values.add(
          value == null
              ? null
              : Binding.of(value, types.get(i), format != 0, state.settings().zone()));
    }
    Portal portal = new Portal(command, values, resultFormats);
    List<ResultColumn> columns = executor.columns(command);
    int width = columns == null ? 0 : columns.size();
    if (resultFormats.length > 1 && columns != null && resultFormats.length != width) {
      throw SqlError.of(
          "08P01",
          "bind message has %d result formats but query has %d columns"
              .formatted(resultFormats.length, width));
    }
    if (!portalName.isEmpty() && portals.containsKey(portalName)) {
      throw SqlError.of("42P03", "portal \"" + portalName + "\" already exists");
    }
    if (portals.size() >= limits.statements()) {
      throw SqlError.of("53400", "a session may have %d portals".formatted(limits.statements()));
    }
    portal(portalName, portal);
    out.empty('2');
  }

  private static int[] formats(MessageReader reader) throws ProtocolException, SqlError {
    int[] formats = new int[reader.count(Short.BYTES)];
    for (int i = 0; i < formats.length; i++) {
      formats[i] = reader.int16();
      if (formats[i] != 0 && formats[i] != 1) {
        throw SqlError.of("08P01", "unsupported format code: " + formats[i]);
      }
    }
    return formats;
  }

  private Command statement(String name) throws SqlError {
    Command command = state.statements().get(name);
    if (command == null) {
      throw CommandParser.noStatement(name);
    }
    return command;
  }

  private Portal portal(String name) throws SqlError {
    Portal portal = portals.get(name);
    if (portal == null && state.cursors().containsKey(name)) {
      // A cursor that was declared is a portal too.
      return new Portal(new Command.Fetch(name, Long.MAX_VALUE, true), List.of(), new int[0]);
    }
    if (portal == null) {
      throw SqlError.of("34000", "portal \"" + name + "\" does not exist");
    }
    return portal;
  }

  /** Of a transaction that has failed nothing is left but its end. */
  private void refuseInFailed(Command command) throws SqlError {
    if (state.transaction() == SessionState.FAILED && !command.endsFailure()) {
      throw CommandParser.inFailed();
    }
  }

  private void describe(MessageReader reader) throws ProtocolException, SqlError {
    char kind = reader.octet();
    String name = reader.text();
    reader.end("Describe");
    switch (kind) {
      case 'S' -> {
        Command command = statement(name);
        out.buffer().begin('t').int16(command.parameters().size());
        command.parameters().forEach(type -> out.buffer().int32(type.oid()));
        out.buffer().end();
        List<ResultColumn> columns = executor.columns(command);
        describe(columns, columns == null ? new int[0] : new int[columns.size()]);
      }
      case 'P' -> {
        Portal portal = portal(name);
        List<ResultColumn> columns = executor.columns(portal.command());
        describe(columns, columns == null ? new int[0] : portal.formats(columns.size()));
      }
      default -> throw new ProtocolException("expected S or P in a Describe, found " + (int) kind);
    }
  }

  private void describe(@Nullable List<ResultColumn> columns, int[] formats) {
    if (columns == null) {
      out.empty('n');
    } else {
      ResultColumn.describe(columns, formats, out.buffer());
    }
  }

  private void execute(MessageReader reader) throws IOException, SqlError {
    String name = reader.text();
    int most = reader.int32();
    reader.end("Execute");
    Portal portal = portal(name);
    refuseInFailed(portal.command());
    executor.run(portal, most <= 0 ? Long.MAX_VALUE : most);
  }

  private void close(MessageReader reader) throws ProtocolException {
    char kind = reader.octet();
    String name = reader.text();
    reader.end("Close");
    switch (kind) {
      case 'S' -> state.statements().remove(name);
      case 'P' -> {
        portal(name, null);
        state.closeCursor(name);
      }
      default -> throw new ProtocolException("expected S or P in a Close, found " + (int) kind);
    }
    out.empty('3');
  }

  private void portal(String name, @Nullable Portal portal) {
    Portal before = portal == null ? portals.remove(name) : portals.put(name, portal);
    if (before != null) {
      before.close();
    }
  }

  private void closePortals() {
    portals.values().forEach(Portal::close);
    portals.clear();
  }

  @Override
  public void close() {
    closePortals();
    state.close();
  }
}

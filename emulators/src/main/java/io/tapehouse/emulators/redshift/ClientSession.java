package io.tapehouse.emulators.redshift;

import io.tapehouse.gateway.wire.Message;
import io.tapehouse.gateway.wire.MessageBuffer;
import io.tapehouse.gateway.wire.MessageReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One client's session, after its start: reads a message, has it carried out, answers, reads the
 * next. One thread carries it; only {@link #close} may come from another.
 */
final class ClientSession implements Closeable {

  private record Prepared(String sql, Plan plan) {}

  /** A bound statement, of which a client may fetch rows several times. */
  private static final class Portal {
    private final Prepared prepared;
    private boolean started;

    Portal(Prepared prepared) {
      this.prepared = prepared;
    }
  }

  private final Pipe client;
  private final Server server;
  private final Faults faults;
  private final Consumer<SentStatement> record;
  private final Copying copying;
  private final Map<String, Prepared> statements = new HashMap<>();
  private final Map<String, Portal> portals = new HashMap<>();

  ClientSession(
      Pipe client,
      Server server,
      Faults faults,
      Consumer<SentStatement> record,
      ParquetSource source) {
    this.client = client;
    this.server = server;
    this.faults = faults;
    this.record = record;
    copying = new Copying(server, source);
  }

  /** Returns when the client leaves, or its connection breaks. */
  void serve() throws IOException {
    try {
      for (Message message = client.read(); message.type() != 'X'; message = client.read()) {
        take(message);
      }
    } catch (EOFException | SocketException | ConnectionLostException e) {
      // The client is gone, or was cut off; with the server's session its transaction ends.
    }
  }

  private void take(Message message) throws IOException {
    switch (message.type()) {
      case 'Q' -> {
        simple(message.reader().text());
        client.flush();
      }
      case 'S' -> {
        server.sync(client::write);
        client.flush();
      }
      case 'H' -> client.flush();
      default -> {
        if (!server.skipping()) {
          extended(message);
        }
      }
    }
  }

  private void extended(Message message) throws IOException {
    MessageReader reader = message.reader();
    switch (message.type()) {
      case 'P' -> parse(reader.text(), reader.text(), reader.rest());
      case 'B' -> {
        String portal = reader.text();
        Prepared prepared = statements.get(reader.text());
        if (server.exchange(message, client::write) && prepared != null) {
          portals.put(portal, new Portal(prepared));
        }
      }
      case 'E' -> execute(message, reader.text());
      case 'D' -> server.exchange(message, client::write);
      case 'C' -> {
        (reader.octet() == 'S' ? statements : portals).remove(reader.text());
        server.exchange(message, client::write);
      }
      default -> throw new IOException("a client sent a message " + message.type());
    }
  }

  private void parse(String name, String sql, byte[] types) throws IOException {
    Plan plan;
    try {
      plan = Translation.of(sql, server.inBlock());
    } catch (ServerError refusal) {
      record.accept(new SentStatement(server.group(), sql));
      server.fail(refusal, client::write);
      return;
    }
    statements.put(name, new Prepared(sql, plan));
    server.exchange(
        new MessageBuffer().text(name).text(plan.sql()).bytes(types).toMessage('P'), client::write);
  }

  private void execute(Message message, String name) throws IOException {
    Portal portal = portals.get(name);
    if (portal == null || portal.started) {
      server.exchange(message, client::write);
      return;
    }
    portal.started = true;
    String sql = portal.prepared.sql();
    Plan plan = portal.prepared.plan();
    record.accept(new SentStatement(server.group(), sql));
    Optional<StatementFault> fault = faults.take(sql);
    try {
      if (fault.isPresent() && !before(fault.get(), sql)) {
        return;
      }
      if (fault.isPresent() && fault.get().kind() == StatementFault.Kind.LOST_AFTER) {
        run(message, plan, Server.Listener.NOBODY);
        server.sync(Server.Listener.NOBODY);
        throw new ConnectionLostException(fault.get());
      }
      run(message, plan, client::write);
    } catch (ServerError e) {
      server.fail(e, client::write);
    }
  }

  private void run(Message message, Plan plan, Server.Listener listener)
      throws IOException, ServerError {
    if (plan instanceof Plan.Copy copy) {
      copying.run(copy.command(), listener);
    } else if (server.exchange(message, listener) && plan instanceof Plan.Group set) {
      server.group(set.group());
    }
  }

  private void simple(String sql) throws IOException {
    record.accept(new SentStatement(server.group(), sql));
    try {
      List<Plan> plans = Translation.all(sql, server.inBlock());
      Optional<StatementFault> fault = faults.take(sql);
      if (fault.isPresent() && !before(fault.get(), sql)) {
        server.sync(client::write);
        return;
      }
      boolean lost = fault.isPresent() && fault.get().kind() == StatementFault.Kind.LOST_AFTER;
      runSimple(plans, lost ? Server.Listener.NOBODY : client::write);
      if (lost) {
        throw new ConnectionLostException(fault.get());
      }
    } catch (ServerError e) {
      server.failSimple(e, client::write);
    }
  }

  private void runSimple(List<Plan> plans, Server.Listener listener)
      throws IOException, ServerError {
    if (plans.size() == 1 && plans.get(0) instanceof Plan.Copy copy) {
      try {
        copying.run(copy.command(), listener);
      } catch (ServerError e) {
        server.fail(e, listener);
      }
      server.sync(listener);
      return;
    }
    server.simple(String.join(";", plans.stream().map(Plan::sql).toList()), listener);
    for (Plan plan : plans) {
      if (plan instanceof Plan.Group set) {
        server.group(set.group());
      }
    }
  }

  /** What goes wrong before a statement is carried out; false where it is not to be carried out. */
  private boolean before(StatementFault fault, String sql) throws IOException, ServerError {
    switch (fault.kind()) {
      case LOST_BEFORE -> throw new ConnectionLostException(fault);
      case SERIALIZATION -> {
        if (Translation.isCommit(sql)) {
          server.own("ROLLBACK", Server.Listener.NOBODY);
        }
        throw ServerError.serialization(
            "100167, transactions forming the cycle are: 5705701, 5705754 (pid:16606)");
      }
      case EXPIRED_CREDENTIALS ->
          throw ParquetSource.refused("The provided token has expired.", 400, "ExpiredToken", sql);
      case SLOW -> {
        String seconds = Double.toString(fault.delay().toMillis() / 1000.0);
        return server.own("SELECT pg_sleep(" + seconds + ")", client::write);
      }
      case LOST_AFTER -> {
        return true;
      }
    }
    throw new IllegalStateException("an unknown fault " + fault);
  }

  @Override
  public void close() throws IOException {
    try (client) {
      server.close();
    }
  }
}

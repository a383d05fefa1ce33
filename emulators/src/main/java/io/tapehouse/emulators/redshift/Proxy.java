package io.tapehouse.emulators.redshift;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Listens on loopback; a thread for each client. */
final class Proxy implements Closeable {

  private final ServerSocket socket;
  private final int postgresPort;
  private final String user;
  private final String password;
  private final ParquetSource source;
  private final Faults faults = new Faults();
  private final Queue<SentStatement> statements = new ConcurrentLinkedQueue<>();
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refusals = new AtomicInteger();

  Proxy(int postgresPort, String user, String password, ParquetSource source) throws IOException {
    this.postgresPort = postgresPort;
    this.user = user;
    this.password = password;
    this.source = source;
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("redshift-proxy", this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  Faults faults() {
    return faults;
  }

  Queue<SentStatement> statements() {
    return statements;
  }

  void refuse(int connections) {
    refusals.set(connections);
  }

  /** Cuts off all clients that are connected now. */
  void cut() {
    for (Closeable connection : open) {
      try {
        connection.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        start("redshift-client-" + client.getPort(), () -> serve(client));
      } catch (SocketException e) {
        // Closed: the loop ends.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void serve(Socket client) {
    open.add(client);
    try (client;
        Pipe pipe = new Pipe(client)) {
      greet(pipe);
    } catch (EOFException | SocketException e) {
      // The client left before it had a session, or was cut off.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      open.remove(client);
    }
  }

  private void greet(Pipe client) throws IOException {
    Greeting.Request request = Greeting.read(client);
    if (request.cancels()) {
      try (Pipe server = postgres()) {
        server.writeFirst(request.raw());
      }
      return;
    }
    if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      end(client, "53300", "connection limit \"500\" exceeded for non-bootstrap users");
    } else if (Greeting.proves(client, request.parameters(), user, password)) {
      session(client, request);
    } else {
      String who = request.parameters().getOrDefault("user", "");
      end(client, "28000", "password authentication failed for user \"" + who + "\"");
    }
  }

  private static void end(Pipe client, String code, String message) throws IOException {
    client.write(ServerError.fatal(code, message).message());
    client.flush();
  }

  private void session(Pipe client, Greeting.Request request) throws IOException {
    try (Pipe behind = postgres();
        Server server = new Server(behind);
        ClientSession session =
            new ClientSession(client, server, faults, statements::add, source)) {
      open.add(session);
      try {
        server.start(request.forServer(), client::write);
        client.flush();
        session.serve();
      } finally {
        client.flush();
        open.remove(session);
      }
    }
  }

  private Pipe postgres() throws IOException {
    return new Pipe(new Socket(InetAddress.getLoopbackAddress(), postgresPort));
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    try (socket) {
      cut();
    }
  }
}

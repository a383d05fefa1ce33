package io.tapehouse.gateway;

import io.tapehouse.gateway.catalog.Catalog;
import io.tapehouse.gateway.catalog.CatalogSession;
import io.tapehouse.gateway.engine.Engine;
import io.tapehouse.gateway.engine.SqlError;
import io.tapehouse.gateway.session.ClientSession;
import io.tapehouse.gateway.session.SessionLimits;
import io.tapehouse.gateway.session.Sessions;
import io.tapehouse.gateway.startup.Handshake;
import io.tapehouse.gateway.wire.MessageBuffer;
import io.tapehouse.gateway.wire.ProtocolException;
import io.tapehouse.sql.duckdb.QueryEngine;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server of SQL that speaks PostgreSQL's protocol, version 3, over the embedded warehouse: a
 * thread for each connection. Safe for use by many threads.
 */
public final class Gateway implements AutoCloseable {

  /** The one database, as clients name it. */
  public static final String DATABASE = "tapehouse";

  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private static final Duration SIGN_IN = Duration.ofSeconds(60);
  private static final int BACKLOG = 256;

  /** A query of a megabyte is one that a program made; a bound value may be as long. */
  private static final int MESSAGE_BYTES = 1 << 26;

  private static final int STATEMENTS = 10_000;

  /** Beyond its sessions a server answers so many more connections, to cancel and to refuse. */
  private static final int STARTING = 64;

  private record Open(Socket socket, int key, ClientSession session) {}

  private final GatewaySettings settings;
  private final Catalog catalog;
  private final Engine engine;
  private final ServerSocket listener;
  private final Handshake handshake;
  private final Semaphore places;
  private final Semaphore starting;
  private final Map<Integer, Open> open = new ConcurrentHashMap<>();
  private final Map<Socket, Boolean> sockets = new ConcurrentHashMap<>();
  private final AtomicInteger processes = new AtomicInteger();
  private final SecureRandom random = new SecureRandom();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "gateway-timer"));
  private volatile boolean closing;

  private Gateway(
      GatewaySettings settings, QueryEngine warehouse, Catalog catalog, ServerSocket listener) {
    this.settings = settings;
    this.catalog = catalog;
    this.engine = new Engine(warehouse, catalog);
    this.listener = listener;
    this.handshake = new Handshake(settings.users(), DATABASE, settings.tls(), this::cancel);
    this.places = new Semaphore(settings.connections());
    this.starting = new Semaphore(STARTING);
  }

  /**
   * Listens. The caller closes it, and then the catalogue and the warehouse.
   *
   * @param catalog filled with the warehouse's relations
   * @throws IOException when the port is taken: which, and how to choose another
   */
  public static Gateway open(GatewaySettings settings, QueryEngine warehouse, Catalog catalog)
      throws IOException {
    ServerSocket listener = new ServerSocket();
    try {
      listener.setReuseAddress(true);
      listener.bind(new InetSocketAddress(settings.address(), settings.port()), BACKLOG);
    } catch (IOException e) {
      listener.close();
      throw new IOException(
          "cannot listen for SQL on %s:%d (%s); set gateway.port to a port that is free"
              .formatted(settings.address().getHostAddress(), settings.port(), e.getMessage()),
          e);
    }
    Gateway gateway = new Gateway(settings, warehouse, catalog, listener);
    daemon(gateway::accept, "gateway").start();
    return gateway;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** The port on which it listens. */
  public int port() {
    return listener.getLocalPort();
  }

  /** How many sessions there are. */
  public int sessions() {
    return open.size();
  }

  private void accept() {
    while (!closing) {
      try {
        Socket socket = listener.accept();
        sockets.put(socket, true);
        if (!starting.tryAcquire()) {
          // Nothing is read from one for which there is no thread.
          end(socket);
          continue;
        }
        daemon(() -> serve(socket), "gateway-client-" + port()).start();
      } catch (IOException e) {
        if (!closing) {
          LOG.warn("a connection could not be accepted: {}", e.getMessage());
        }
      }
    }
  }

  private void serve(Socket socket) {
    boolean started = false;
    try {
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      socket.setSoTimeout((int) SIGN_IN.toMillis());
      Optional<Handshake.Client> client = handshake.with(socket);
      starting.release();
      started = true;
      if (client.isPresent()) {
        socket.setSoTimeout(0);
        session(socket, client.get());
      }
    } catch (EOFException | SocketException | SocketTimeoutException | SSLException e) {
      LOG.debug("a connection ended: {}", e.getMessage());
    } catch (IOException | RuntimeException e) {
      LOG.warn("a connection was given up: {}", e.toString());
    } finally {
      if (!started) {
        starting.release();
      }
      end(socket);
    }
  }

  private void session(Socket socket, Handshake.Client client) throws IOException {
    if (!places.tryAcquire()) {
      fatal(client, "53300", "sorry, too many clients already (gateway.max-connections)");
      return;
    }
    int process = processes.incrementAndGet();
    int key = random.nextInt();
    try (CatalogSession reads = Sessions.catalog(catalog, client, process);
        ClientSession session =
            Sessions.open(
                client,
                engine,
                reads,
                new SessionLimits(
                    settings.statementTimeout(), settings.rows(), MESSAGE_BYTES, STATEMENTS, timer),
                process,
                key)) {
      open.put(process, new Open(socket, key, session));
      session.serve();
    } catch (ProtocolException e) {
      fatal(client, "08P01", String.valueOf(e.getMessage()));
    } catch (SqlError e) {
      fatal(client, e.sqlState(), String.valueOf(e.getMessage()));
    } catch (SQLException e) {
      LOG.warn("a session ended: {}", e.getMessage());
    } finally {
      open.remove(process);
      places.release();
    }
  }

  private static void fatal(Handshake.Client client, String sqlState, String message)
      throws IOException {
    MessageBuffer buffer = new MessageBuffer();
    SqlError.writeFatal(buffer, sqlState, message);
    buffer.drainTo(client.out());
    client.out().flush();
  }

  /** A wrong key does nothing, and nobody hears of it. */
  private void cancel(int process, int key) {
    Open session = open.get(process);
    if (session != null && session.key == key) {
      session.session.cancel("canceling statement due to user request");
    }
  }

  private void end(Socket socket) {
    sockets.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone.
    }
  }

  /** Ends all sessions; queries that run are cancelled. */
  @Override
  public void close() throws IOException {
    closing = true;
    listener.close();
    for (Open one : open.values()) {
      one.session.cancel("terminating connection due to administrator command");
    }
    sockets.keySet().forEach(this::end);
    timer.shutdownNow();
    try {
      // Sessions give their connections to the warehouse back before it is closed.
      places.tryAcquire(settings.connections(), 10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

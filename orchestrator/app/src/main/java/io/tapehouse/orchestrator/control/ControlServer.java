package io.tapehouse.orchestrator.control;

import com.sun.net.httpserver.HttpServer;
import io.tapehouse.orchestrator.home.Home;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The endpoint of a home's owner: on 127.0.0.1, for users who may read {@code control.json} of the
 * home. Open it when everything that the handlers need is there, and close it before that goes.
 */
public final class ControlServer implements AutoCloseable {

  static final byte[] LOOPBACK = {127, 0, 0, 1};

  private static final int THREADS = 16;
  private static final int WAITING = 64;
  private static final int TOKEN_BYTES = 32;
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Home home;
  private final HttpServer http;
  private final ThreadPoolExecutor threads;
  private final ControlRequests requests;
  private final ControlFile file;
  private final Duration grace;

  private ControlServer(Home home, Map<String, ControlHandler> handlers, Duration grace)
      throws IOException {
    this.home = home;
    this.grace = grace;
    byte[] token = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(token);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    http = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0), WAITING);
    file = new ControlFile(http.getAddress().getPort(), text, ProcessHandle.current().pid());
    requests = new ControlRequests(file, Map.copyOf(handlers));
    threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            GRACE.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            work -> {
              Thread thread = new Thread(work, "control");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    http.setExecutor(threads);
    http.createContext("/", requests);
  }

  /**
   * Serves a home that the caller owns.
   *
   * @param handlers by the names of what they do, as in {@code POST /<name>}
   */
  public static ControlServer open(Home home, Map<String, ControlHandler> handlers)
      throws IOException {
    return open(home, handlers, GRACE);
  }

  /** The same, giving streams at its end so much time and no more. */
  static ControlServer open(Home home, Map<String, ControlHandler> handlers, Duration grace)
      throws IOException {
    ControlServer server = new ControlServer(home, handlers, grace);
    server.http.start();
    try {
      server.file.write(home);
    } catch (IOException | RuntimeException e) {
      server.stop();
      throw e;
    }
    return server;
  }

  /**
   * Accepts no more requests, waits a while for answers that are being given, and breaks off the
   * rest; their clients notice.
   */
  @Override
  public void close() throws IOException {
    try {
      file.remove(home);
    } finally {
      requests.end(grace);
      stop();
    }
  }

  private void stop() {
    http.stop(0);
    threads.shutdownNow();
  }
}

package io.tapehouse.simulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server on 127.0.0.1 that answers as TAIFEX, TWSE, FinMind and HKEX's CCASS search do. The first
 * element of a path is the host that is meant: {@code
 * http://127.0.0.1:PORT/www.taifex.com.tw/file/...} stands for {@code
 * https://www.taifex.com.tw/file/...}.
 *
 * <p>All simulated publishers show the same market on the same open days, so that their files agree
 * with one another. Safe for many threads.
 */
public final class ExchangeSimulator implements AutoCloseable {

  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int THREADS = 8;

  private final HttpServer server;
  private final ExecutorService threads;
  private final FaultDesk faults;
  private final Traffic traffic;
  private final CountDownLatch closed;

  private ExchangeSimulator(
      HttpServer server,
      ExecutorService threads,
      FaultDesk faults,
      Traffic traffic,
      CountDownLatch closed) {
    this.server = server;
    this.threads = threads;
    this.faults = faults;
    this.traffic = traffic;
    this.closed = closed;
  }

  /**
   * Starts a simulator on a free port.
   *
   * @throws UncheckedIOException when there is none
   */
  public static ExchangeSimulator start(SimulatorConfig config) {
    CountDownLatch closed = new CountDownLatch(1);
    FaultDesk faults = new FaultDesk(config.faults());
    Traffic traffic = new Traffic();
    FrontDesk desk =
        new FrontDesk(
            faults,
            new Newsroom(config),
            new CcassDesk(config),
            traffic,
            config.slowness(),
            closed);
    // Headers and body leave in two packets: without this each answer waits 40 ms for an
    // acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer server;
    try {
      InetAddress loopback = InetAddress.getByAddress(LOOPBACK);
      server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("no port on 127.0.0.1 for the exchange simulator", e);
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS, ExchangeSimulator::daemon);
    server.setExecutor(threads);
    server.createContext("/", desk);
    server.start();
    return new ExchangeSimulator(server, threads, faults, traffic, closed);
  }

  /** Where it listens, {@code http://127.0.0.1:PORT/}. */
  public URI baseUri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /**
   * How many requests for a dataset have come in so far, those that went wrong included.
   *
   * @throws IllegalArgumentException for a dataset that it does not have
   */
  public int requests(String dataset) {
    return faults.requests(SimulatedDataset.named(dataset));
  }

  /**
   * How many requests for a dataset, or for all datasets of a publisher, were being worked on at
   * once, at most: from the moment that one has come in until its answer is about to be sent. Slow
   * answers make it sure to show.
   *
   * @param name {@code hkex.ccass_shareholding}, or {@code hkex} for all of them
   * @throws IllegalArgumentException for a name that it does not have
   */
  public int mostAtOnce(String name) {
    return traffic.mostAtOnce(name);
  }

  /**
   * When requests came in, in their order, since the simulator was started.
   *
   * @param name {@code hkex.ccass_shareholding}, or {@code hkex} for all of them
   * @throws IllegalArgumentException for a name that it does not have
   */
  public List<Duration> moments(String name) {
    return traffic.moments(name);
  }

  /** Stops at once. Answers under way are broken off. */
  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "exchange-simulator");
    thread.setDaemon(true);
    return thread;
  }
}

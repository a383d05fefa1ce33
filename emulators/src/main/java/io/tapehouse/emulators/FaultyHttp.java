package io.tapehouse.emulators;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Stands before an HTTP/1.1 server on loopback, carries each request on byte for byte (its Host
 * header too, so a signature stays good: clients sign for {@link #endpoint}), and does to those it
 * is notified of what networks and services do. Keeps whole messages in memory. Safe for use by
 * many threads.
 */
public final class FaultyHttp implements AutoCloseable {

  private final URI upstream;
  private final ServerSocket server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "faulty-http");
            thread.setDaemon(true);
            return thread;
          });
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final List<HttpMessage> seen = new CopyOnWriteArrayList<>();

  private final BiConsumer<HttpMessage, HttpMessage> exchanges;
  private final boolean records;

  private FaultyHttp(URI upstream, BiConsumer<HttpMessage, HttpMessage> exchanges, boolean records)
      throws IOException {
    this.upstream = upstream;
    this.exchanges = exchanges;
    this.records = records;
    this.server = new ServerSocket(0, 100, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    threads.execute(this::accept);
  }

  /** Starts one before {@code upstream}, a plain HTTP address without a path. */
  public static FaultyHttp before(URI upstream) throws IOException {
    return new FaultyHttp(upstream, (request, answer) -> {}, true);
  }

  /**
   * The same for many requests, of which it keeps none: {@link #seen} stays empty.
   *
   * @param exchanges notified of each request that was carried on and of its answer, on many
   *     threads, before the client has the answer
   */
  public static FaultyHttp before(URI upstream, BiConsumer<HttpMessage, HttpMessage> exchanges)
      throws IOException {
    return new FaultyHttp(upstream, exchanges, false);
  }

  /** Where clients are to go. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /**
   * Does something to the next requests of a kind. Of rules that fit, the one made first that has
   * not done its work goes.
   *
   * @param which the requests
   * @param times how many of them
   */
  public Rule next(Predicate<HttpMessage> which, int times, HttpFault fault) {
    Rule rule = new Rule(which, times, fault);
    rules.add(rule);
    return rule;
  }

  /** Carries on everything from now on. */
  public void heal() {
    rules.clear();
  }

  /** The requests that came, in their order, those that a fault fell upon too. */
  public List<HttpMessage> seen() {
    return List.copyOf(seen);
  }

  /** Forgets the requests that came. */
  public void forget() {
    seen.clear();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
  }

  /** What is to be done to some requests, and how often it was. */
  public static final class Rule {
    private final Predicate<HttpMessage> which;
    private final int times;
    private final HttpFault fault;
    private final AtomicInteger taken = new AtomicInteger();

    private Rule(Predicate<HttpMessage> which, int times, HttpFault fault) {
      this.which = which;
      this.times = times;
      this.fault = fault;
    }

    /** How many requests it fell upon. */
    public int hits() {
      return Math.min(times, taken.get());
    }

    private boolean takes(HttpMessage request) {
      return which.test(request) && taken.getAndIncrement() < times;
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        client.setTcpNoDelay(true);
        sockets.add(client);
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      OutputStream out = client.getOutputStream();
      while (true) {
        HttpMessage request = HttpMessage.readRequest(in, out);
        if (request == null) {
          return;
        }
        if (records) {
          seen.add(request.forRecord());
        }
        HttpFault fault = faultFor(request);
        if (!answer(request, fault, client, in, out)) {
          return;
        }
      }
    } catch (IOException e) {
      // Either side hung up, which both sides learn by the end of this connection.
    } finally {
      sockets.remove(client);
    }
  }

  private @Nullable HttpFault faultFor(HttpMessage request) {
    for (Rule rule : rules) {
      if (rule.takes(request)) {
        return rule.fault;
      }
    }
    return null;
  }

  /** Whether the connection goes on. */
  private boolean answer(
      HttpMessage request,
      @Nullable HttpFault fault,
      Socket client,
      InputStream in,
      OutputStream out)
      throws IOException {
    if (fault == null) {
      return pass(exchange(request), out);
    } else if (fault instanceof HttpFault.Answered answered) {
      out.write(bytes(answered, request.method().equals("HEAD")));
      out.flush();
      return true;
    } else if (fault instanceof HttpFault.RequestLost) {
      return false;
    } else if (fault instanceof HttpFault.AnswerLost) {
      exchange(request);
      return false;
    } else if (fault instanceof HttpFault.AnswerNever) {
      exchange(request);
      while (in.read() >= 0) {
        // Until the client gives up.
      }
      return false;
    } else if (fault instanceof HttpFault.AnswerCut) {
      HttpMessage answer = exchange(request);
      byte[] head = answer.rawHead();
      byte[] body = answer.rawBody();
      out.write(head, 0, body.length == 0 ? head.length / 2 : head.length);
      out.write(body, 0, body.length / 2);
      out.flush();
      return false;
    } else if (fault instanceof HttpFault.DeliveredTwice) {
      exchange(request);
      return pass(exchange(request), out);
    }
    throw new IllegalStateException("no such fault: " + fault + " for " + client);
  }

  private static boolean pass(HttpMessage answer, OutputStream out) throws IOException {
    out.write(answer.rawHead());
    out.write(answer.rawBody());
    out.flush();
    return answer.keepsConnection();
  }

  private HttpMessage exchange(HttpMessage request) throws IOException {
    try (Socket socket = new Socket(upstream.getHost(), upstream.getPort())) {
      socket.setTcpNoDelay(true);
      sockets.add(socket);
      try {
        OutputStream out = socket.getOutputStream();
        out.write(request.rawHead());
        out.write(request.rawBody());
        out.flush();
        HttpMessage answer =
            HttpMessage.readAnswer(
                new BufferedInputStream(socket.getInputStream()), request.method());
        exchanges.accept(request, answer);
        return answer;
      } finally {
        sockets.remove(socket);
      }
    }
  }

  private static byte[] bytes(HttpFault.Answered answered, boolean headOnly) {
    List<String> lines = new ArrayList<>();
    lines.add("HTTP/1.1 " + answered.status() + " Faulty");
    for (Map.Entry<String, String> header : answered.headers().entrySet()) {
      lines.add(header.getKey() + ": " + header.getValue());
    }
    byte[] text = answered.body().getBytes(StandardCharsets.UTF_8);
    lines.add("Content-Length: " + text.length);
    byte[] head = (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    byte[] body = headOnly ? new byte[0] : text;
    byte[] all = java.util.Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }
}

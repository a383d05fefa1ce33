package io.tapehouse.emulators.emr;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * What the two fakes have in common: a server on loopback, the record of all requests, faults to
 * order, and threads that run work. State is guarded by this object's lock.
 */
abstract class AwsFake implements AutoCloseable {

  static final JsonMapper JSON = new JsonMapper();

  private final String service;
  private final HttpServer server;
  private final ExecutorService answering = Executors.newCachedThreadPool(AwsFake::daemon);
  final WorkThreads works;
  private final List<String> requests = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, Deque<RequestFault>> faults = new HashMap<>();
  private CountDownLatch held = new CountDownLatch(1);

  AwsFake(String service, Runner runner) {
    this.service = service;
    this.works = new WorkThreads(runner);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(answering);
  }

  final void start() {
    server.start();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "fake-aws");
    thread.setDaemon(true);
    return thread;
  }

  /** Where to send requests to. */
  public final URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Spoils the next requests for an operation that no other fault was ordered for. */
  public final synchronized void fault(String operation, RequestFault fault, int times) {
    Deque<RequestFault> queue = faults.computeIfAbsent(operation, key -> new ArrayDeque<>());
    for (int i = 0; i < times; i++) {
      queue.add(fault);
    }
  }

  /** How many ordered faults have not happened yet. */
  public final synchronized int faultsLeft() {
    return faults.values().stream().mapToInt(Deque::size).sum();
  }

  /** Sends the answers that {@link RequestFault#HELD_ANSWER} keeps. */
  public final synchronized void release() {
    held.countDown();
    held = new CountDownLatch(1);
  }

  /**
   * All requests so far, each a line of JSON: {@code {"service", "operation", "input"}}, where the
   * input has the names of the service's own model.
   */
  public final synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  /** How many requests for an operation came, spoilt ones included. */
  public final synchronized int count(String operation) {
    return counts.getOrDefault(operation, 0);
  }

  /** Ends all work and the server. */
  @Override
  public void close() {
    release();
    server.stop(0);
    answering.shutdownNow();
    works.close();
  }

  /**
   * What is asked for.
   *
   * @param operation its name in the service's model
   * @param input its parameters
   */
  record Call(String operation, ObjectNode input) {}

  /** An answer with its status. */
  record Answer(int status, ObjectNode body, @Nullable String error) {
    static Answer ok(ObjectNode body) {
      return new Answer(200, body, null);
    }

    static Answer error(int status, String code, String message) {
      ObjectNode body = JSON.createObjectNode();
      body.put("__type", code);
      body.put("message", message);
      body.put("Message", message);
      return new Answer(status, body, code);
    }
  }

  /** What the request asks for. */
  abstract Call call(HttpExchange exchange, byte[] body) throws IOException;

  /** Does what is asked; called with the lock held. */
  abstract Answer answer(Call call);

  /** Status of a throttled answer, which differs between the services. */
  abstract int throttledStatus();

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Call call = call(exchange, exchange.getRequestBody().readAllBytes());
      RequestFault fault;
      synchronized (this) {
        ObjectNode line = JSON.createObjectNode();
        line.put("service", service);
        line.put("operation", call.operation());
        line.set("input", call.input());
        requests.add(line.toString());
        counts.merge(call.operation(), 1, Integer::sum);
        Deque<RequestFault> ordered = faults.get(call.operation());
        fault = ordered == null ? null : ordered.poll();
      }
      Answer answer = spoil(call, fault);
      if (answer != null) {
        send(exchange, answer);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable Answer spoil(Call call, @Nullable RequestFault fault)
      throws InterruptedException {
    if (fault == null) {
      return carryOut(call);
    }
    return switch (fault) {
      case THROTTLED ->
          Answer.error(throttledStatus(), "ThrottlingException", "Rate exceeded (ordered)");
      case INTERNAL_ERROR -> internal();
      case EXPIRED_CREDENTIALS ->
          Answer.error(
              403,
              "ExpiredTokenException",
              "The security token included in the request is expired");
      case BROKEN_BEFORE -> null;
      case LOST_ANSWER -> {
        carryOut(call);
        yield null;
      }
      case INTERNAL_ERROR_AFTER -> {
        carryOut(call);
        yield internal();
      }
      case DELIVERED_TWICE -> {
        carryOut(call);
        yield carryOut(call);
      }
      case HELD_ANSWER -> {
        CountDownLatch latch;
        Answer answer;
        synchronized (this) {
          latch = held;
          answer = answer(call);
        }
        latch.await();
        yield answer;
      }
    };
  }

  private static Answer internal() {
    return Answer.error(500, "InternalServerException", "An error of the service (ordered)");
  }

  private synchronized Answer carryOut(Call call) {
    return answer(call);
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(answer.body());
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    if (answer.error() != null) {
      exchange.getResponseHeaders().add("x-amzn-ErrorType", answer.error());
    }
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}

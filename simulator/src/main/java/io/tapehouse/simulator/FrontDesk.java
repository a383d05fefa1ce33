package io.tapehouse.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Takes requests and sends answers, spoiled where the fault is one of the connection. */
final class FrontDesk implements HttpHandler {

  private static final String NO_TOKEN =
      "{\"msg\":\"Your level is register. Please update your user level."
          + " Detail information:https://finmindtrade.com/analysis/#/Sponsor/sponsor\",\"status\":400}";

  private final FaultDesk faults;
  private final Newsroom newsroom;
  private final Duration slowness;
  private final CountDownLatch closed;

  /**
   * @param closed ends the waiting of slow answers when it is counted down
   */
  FrontDesk(FaultDesk faults, Newsroom newsroom, Duration slowness, CountDownLatch closed) {
    this.faults = faults;
    this.newsroom = newsroom;
    this.slowness = slowness;
    this.closed = closed;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("GET")) {
        send(exchange, Reply.page(405, "Method Not Allowed"));
        return;
      }
      Optional<Asked> asked = Addresses.parse(exchange.getRequestURI());
      if (asked.isPresent()) {
        answer(exchange, asked.get());
      } else {
        // The futures exchange answers unknown addresses with a page like any other.
        boolean taifex = exchange.getRequestURI().getPath().startsWith(Addresses.TAIFEX);
        send(exchange, Reply.page(taifex ? 200 : 404, "Not Found"));
      }
    }
  }

  private void answer(HttpExchange exchange, Asked asked) throws IOException {
    Turn turn = faults.next(asked);
    Fault fault = turn.fault().orElse(null);
    if (fault == null) {
      send(exchange, reply(exchange, asked, turn));
      return;
    }
    switch (fault) {
      case HTTP_429 -> {
        exchange.getResponseHeaders().set("Retry-After", "1");
        send(exchange, Reply.page(429, "Too Many Requests"));
      }
      case HTTP_403 -> send(exchange, Reply.page(403, "Forbidden"));
      case HTTP_500 -> send(exchange, Reply.page(500, "Internal Server Error"));
      case HTTP_503 -> send(exchange, Reply.page(503, "Service Unavailable"));
      case RESET -> exchange.close();
      case SLOW -> {
        dawdle();
        send(exchange, reply(exchange, asked, turn));
      }
      case CUT_SHORT -> sendPart(exchange, reply(exchange, asked, turn));
      default -> send(exchange, reply(exchange, asked, turn));
    }
  }

  private Reply reply(HttpExchange exchange, Asked asked, Turn turn) {
    if (asked.dataset() == Dataset.STOCK_TICK && !hasToken(exchange)) {
      byte[] refusal = NO_TOKEN.getBytes(StandardCharsets.UTF_8);
      return new Reply(400, "application/json", refusal);
    }
    return newsroom.answer(asked, turn);
  }

  private static boolean hasToken(HttpExchange exchange) {
    String authorization =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
    return (authorization.startsWith("Bearer ") && !authorization.substring(7).isBlank())
        || !Addresses.parameters(exchange.getRequestURI()).getOrDefault("token", "").isBlank();
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", reply.contentType());
    int length = reply.body().length;
    // To the server of the JDK a length of 0 means unknown, and -1 means none.
    exchange.sendResponseHeaders(reply.status(), length == 0 ? -1 : length);
    if (length > 0) {
      exchange.getResponseBody().write(reply.body());
    }
  }

  private static void sendPart(HttpExchange exchange, Reply reply) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", reply.contentType());
    int length = reply.body().length;
    exchange.sendResponseHeaders(reply.status(), length + 1L);
    exchange.getResponseBody().write(reply.body(), 0, length / 2);
    exchange.getResponseBody().flush();
    // Closing the exchange with bytes outstanding closes the connection.
  }

  private void dawdle() {
    try {
      closed.await(slowness.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

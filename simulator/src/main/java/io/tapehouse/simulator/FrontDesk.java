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

  private static final int TOO_MANY = 429;
  private static final int LONGEST_FORM = 10_000;

  private final FaultDesk faults;
  private final Newsroom newsroom;
  private final CcassDesk ccass;
  private final Traffic traffic;
  private final Duration slowness;
  private final CountDownLatch closed;

  /**
   * @param closed ends the waiting of slow answers when it is counted down
   */
  FrontDesk(
      FaultDesk faults,
      Newsroom newsroom,
      CcassDesk ccass,
      Traffic traffic,
      Duration slowness,
      CountDownLatch closed) {
    this.faults = faults;
    this.newsroom = newsroom;
    this.ccass = ccass;
    this.traffic = traffic;
    this.slowness = slowness;
    this.closed = closed;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      boolean isGet = exchange.getRequestMethod().equals("GET");
      boolean isForm =
          exchange.getRequestMethod().equals("POST")
              && (ccass.takesForms(path) || Addresses.takesForms(path));
      if (!isGet && !isForm) {
        send(exchange, SimulatedReply.page(405, "Method Not Allowed"));
        return;
      }
      Optional<Call> call = isGet ? look(exchange) : submission(exchange, path);
      if (call.isPresent()) {
        answer(exchange, call.get());
      } else {
        // The futures exchange answers unknown addresses with a page like any other.
        boolean taifex = path.startsWith(Addresses.TAIFEX);
        send(exchange, SimulatedReply.page(taifex ? 200 : 404, "Not Found"));
      }
    }
  }

  private Optional<Call> look(HttpExchange exchange) {
    Optional<Call> call = ccass.look(exchange);
    return call.isPresent()
        ? call
        : Addresses.parse(exchange.getRequestURI())
            .map(asked -> Call.of(asked, turn -> reply(exchange, asked, turn)));
  }

  private Optional<Call> submission(HttpExchange exchange, String path) throws IOException {
    if (!Addresses.takesForms(path)) {
      return ccass.submission(exchange);
    }
    byte[] body = exchange.getRequestBody().readNBytes(LONGEST_FORM);
    return Addresses.parseForm(path, new String(body, StandardCharsets.UTF_8))
        .map(asked -> Call.of(asked, turn -> reply(exchange, asked, turn)));
  }

  private void answer(HttpExchange exchange, Call call) throws IOException {
    SimulatedDataset dataset = call.asked().dataset();
    Optional<PublisherFault> fault;
    Optional<SimulatedReply> reply;
    traffic.arrives(dataset);
    try {
      Turn turn = faults.next(call.asked(), call.canShow());
      fault = turn.fault();
      reply = reply(call, turn);
    } finally {
      traffic.isAnswered(dataset);
    }
    if (reply.isEmpty()) {
      exchange.close();
    } else if (fault.filter(some -> some == PublisherFault.CUT_SHORT).isPresent()) {
      sendPart(exchange, reply.get());
    } else {
      if (reply.get().status() == TOO_MANY) {
        exchange.getResponseHeaders().set("Retry-After", "1");
      }
      send(exchange, reply.get());
    }
  }

  /** The answer, or nothing where the connection is to break. */
  private Optional<SimulatedReply> reply(Call call, Turn turn) {
    PublisherFault fault = turn.fault().orElse(null);
    if (fault == null) {
      return Optional.of(call.answer().apply(turn));
    }
    return switch (fault) {
      case HTTP_429 -> Optional.of(SimulatedReply.page(TOO_MANY, "Too Many Requests"));
      case HTTP_403 -> Optional.of(SimulatedReply.page(403, "Forbidden"));
      case HTTP_500 -> Optional.of(SimulatedReply.page(500, "Internal Server Error"));
      case HTTP_503 -> Optional.of(SimulatedReply.page(503, "Service Unavailable"));
      case RESET -> Optional.empty();
      case SLOW -> {
        dawdle();
        yield Optional.of(call.answer().apply(turn));
      }
      default -> Optional.of(call.answer().apply(turn));
    };
  }

  private SimulatedReply reply(HttpExchange exchange, Asked asked, Turn turn) {
    if (asked.dataset() == SimulatedDataset.STOCK_TICK && !hasToken(exchange)) {
      byte[] refusal = NO_TOKEN.getBytes(StandardCharsets.UTF_8);
      return new SimulatedReply(400, "application/json", refusal);
    }
    return newsroom.answer(asked, turn);
  }

  private static boolean hasToken(HttpExchange exchange) {
    String authorization =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
    return (authorization.startsWith("Bearer ") && !authorization.substring(7).isBlank())
        || !Addresses.parameters(exchange.getRequestURI()).getOrDefault("token", "").isBlank();
  }

  private static void send(HttpExchange exchange, SimulatedReply reply) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", reply.contentType());
    int length = reply.body().length;
    // To the server of the JDK a length of 0 means unknown, and -1 means none.
    exchange.sendResponseHeaders(reply.status(), length == 0 ? -1 : length);
    if (length > 0) {
      exchange.getResponseBody().write(reply.body());
    }
  }

  private static void sendPart(HttpExchange exchange, SimulatedReply reply) throws IOException {
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

package io.tapehouse.orchestrator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets in whom it should, and gives each request to its handler. */
final class ControlRequests implements HttpHandler {

  /** No request comes near this; a query of a megabyte is a mistake. */
  static final int MOST_BYTES = 1 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(ControlRequests.class);

  private final ControlFile file;
  private final byte[] authorization;
  private final Set<String> hosts;
  private final Map<String, ControlHandler> handlers;
  private final ObjectMapper mapper = new ObjectMapper();
  private final PendingAnswers answering = new PendingAnswers();

  ControlRequests(ControlFile file, Map<String, ControlHandler> handlers) {
    this.file = file;
    this.handlers = handlers;
    this.authorization = ("Bearer " + file.token()).getBytes(StandardCharsets.UTF_8);
    this.hosts =
        Set.of("127.0.0.1", "localhost", "127.0.0.1:" + file.port(), "localhost:" + file.port());
  }

  @Override
  public void handle(HttpExchange exchange) {
    try (exchange) {
      HttpReply reply = new HttpReply(exchange, mapper, answering);
      String refusal = refusal(exchange, reply);
      if (refusal != null) {
        reply.refuse(refusal);
        return;
      }
      if (!answering.begin()) {
        reply.refuse(PendingAnswers.ENDING);
        return;
      }
      try {
        answer(exchange, reply);
      } finally {
        reply.over();
        answering.end();
      }
    } catch (IOException e) {
      // The client has gone: no one reads the answer.
      LOG.debug("control endpoint: a client went away", e);
    }
  }

  /** Why a request is not let in; null: it is. */
  private @Nullable String refusal(HttpExchange exchange, HttpReply reply) {
    // A page in a browser that names its own host 127.0.0.1.
    String host = exchange.getRequestHeaders().getFirst("Host");
    if (host == null || !hosts.contains(host)) {
      reply.status(403);
      return "expected a request to 127.0.0.1, found one to " + host;
    }
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    if (given == null
        || !MessageDigest.isEqual(authorization, given.getBytes(StandardCharsets.UTF_8))) {
      reply.status(403);
      return "expected the token in control.json of the home, found another one or none";
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      reply.status(405);
      return "expected POST, found " + exchange.getRequestMethod();
    }
    return null;
  }

  private void answer(HttpExchange exchange, HttpReply reply) throws IOException {
    String name = exchange.getRequestURI().getPath().substring(1);
    ControlHandler handler = handlers.get(name);
    if (handler == null) {
      reply.status(404);
      reply.refuse(
          "process %d, which has the home, does not know '%s'; is it of another version?"
              .formatted(file.pid(), name));
      return;
    }
    byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      reply.status(413);
      reply.refuse("expected at most %d bytes of request, found more".formatted(MOST_BYTES));
      return;
    }
    JsonNode request;
    try {
      request = body.length == 0 ? mapper.createObjectNode() : mapper.readTree(body);
    } catch (JsonProcessingException e) {
      reply.status(400);
      reply.refuse("expected JSON, found " + e.getOriginalMessage());
      return;
    }
    handle(handler, request, reply);
  }

  private void handle(ControlHandler handler, JsonNode request, HttpReply reply)
      throws IOException {
    try {
      handler.handle(request, reply);
      reply.done();
    } catch (Exception | StackOverflowError e) {
      Optional<FailureMessage> known = FailureMessage.of(e);
      if (known.isEmpty()) {
        LOG.error("control endpoint: a defect", e);
      }
      reply.fail(
          known.orElseGet(
              () ->
                  new FailureMessage(
                      FailureMessage.Kind.FAILURE,
                      "a defect of Tapehouse, in process %d: %s".formatted(file.pid(), e))));
    }
  }

  /** Waits for what is being answered, then breaks off what is left. */
  void end(Duration grace) {
    answering.stop(grace);
  }
}

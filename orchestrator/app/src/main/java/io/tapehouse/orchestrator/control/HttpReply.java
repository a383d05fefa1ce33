package io.tapehouse.orchestrator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The answer to one request. */
final class HttpReply implements ControlReply {

  static final String JSON = "application/json";
  static final String STREAM = "application/octet-stream";

  private final HttpExchange exchange;
  private final ObjectMapper mapper;
  private final PendingAnswers answering;
  private int refusalStatus = 503;
  private @Nullable AnswerStream stream;
  private boolean sent;

  HttpReply(HttpExchange exchange, ObjectMapper mapper, PendingAnswers answering) {
    this.exchange = exchange;
    this.mapper = mapper;
    this.answering = answering;
  }

  @Override
  public void json(JsonNode answer) throws IOException {
    send(200, mapper.writeValueAsBytes(answer));
  }

  @Override
  public AnswerStream stream() throws IOException {
    AnswerStream opened =
        new AnswerStream(
            () -> {
              exchange.getResponseHeaders().set("Content-Type", STREAM);
              exchange.sendResponseHeaders(200, 0);
              return exchange.getResponseBody();
            });
    answering.add(opened);
    stream = opened;
    opened.watch();
    return opened;
  }

  void status(int status) {
    refusalStatus = status;
  }

  /** Answers a request that comes to no handler. */
  void refuse(String words) throws IOException {
    send(refusalStatus, trouble(new FailureMessage(FailureMessage.Kind.FAILURE, words)));
  }

  /** The handler returned. */
  void done() throws IOException {
    if (stream != null) {
      stream.succeed();
    } else if (!sent) {
      json(mapper.nullNode());
    }
  }

  /** The handler threw. */
  void fail(FailureMessage trouble) throws IOException {
    FailureMessage reported = trouble;
    AnswerStream open = stream;
    if (open != null) {
      // The cause of its end, not the error of the engine that followed.
      String brokenOff = open.brokenOff();
      reported =
          brokenOff == null ? trouble : new FailureMessage(FailureMessage.Kind.FAILURE, brokenOff);
      open.over();
      if (open.fail(trouble(reported))) {
        return;
      }
    }
    if (!sent) {
      send(reported.kind() == FailureMessage.Kind.USAGE ? 400 : 500, trouble(reported));
    }
  }

  /** Whatever came of it. */
  void over() {
    AnswerStream open = stream;
    if (open != null) {
      open.over();
      answering.remove(open);
    }
  }

  private byte[] trouble(FailureMessage trouble) throws IOException {
    ObjectNode node = mapper.createObjectNode();
    node.put("kind", trouble.kind().name().toLowerCase(Locale.ROOT));
    node.put("message", trouble.message());
    return mapper.writeValueAsBytes(node);
  }

  private void send(int status, byte[] json) throws IOException {
    sent = true;
    exchange.getResponseHeaders().set("Content-Type", JSON);
    exchange.sendResponseHeaders(status, json.length);
    exchange.getResponseBody().write(json);
  }
}

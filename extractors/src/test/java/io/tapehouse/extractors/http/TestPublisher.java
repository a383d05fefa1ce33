package io.tapehouse.extractors.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A publisher on 127.0.0.1: gives the prepared answers in order, the last one for ever. */
public final class TestPublisher implements AutoCloseable {

  private final HttpServer server;
  private final Deque<Reply> replies = new ArrayDeque<>();
  private final List<Asked> asked = new ArrayList<>();

  /** What to say. */
  public static final class Reply {

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    /** Status, headers and body. */
    public Reply(int status, Map<String, String> headers, byte[] body) {
      this.status = status;
      this.headers = headers;
      this.body = body.clone();
    }

    /** A text. */
    public static Reply of(int status, String contentType, String body) {
      return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes. */
    public static Reply of(int status, String contentType, byte[] body) {
      return new Reply(status, Map.of("Content-Type", contentType), body);
    }

    /** A status with a header. */
    public static Reply with(int status, String header, String value) {
      return new Reply(status, Map.of(header, value), new byte[0]);
    }
  }

  /** What was asked. */
  public record Asked(String method, String path, Map<String, List<String>> headers, String body) {}

  /** Opens. */
  public TestPublisher() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  /** Says this next. */
  public synchronized TestPublisher answersWith(Reply reply) {
    replies.add(reply);
    return this;
  }

  /** Says this next, as JSON with status 200. */
  public TestPublisher answersWithJson(String json) {
    return answersWith(Reply.of(200, "application/json;charset=UTF-8", json));
  }

  /** Everything that was asked. */
  public synchronized List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** Its root. */
  public URI root() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private synchronized Reply next(HttpExchange exchange) throws IOException {
    asked.add(
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            Map.copyOf(exchange.getRequestHeaders()),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    return replies.size() > 1 ? replies.remove() : replies.element();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply = next(exchange);
      reply.headers.forEach(exchange.getResponseHeaders()::set);
      int length = reply.body.length;
      exchange.sendResponseHeaders(reply.status, length == 0 ? -1 : length);
      exchange.getResponseBody().write(reply.body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

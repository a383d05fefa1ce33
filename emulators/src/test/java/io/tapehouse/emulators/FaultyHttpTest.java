package io.tapehouse.emulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the faults do to a client and what the server behind hears of it. */
class FaultyHttpTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private HttpServer server;
  private FaultyHttp faulty;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          heard.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Host")
                  + " "
                  + new String(body, java.nio.charset.StandardCharsets.UTF_8));
          byte[] answer =
              ("answer " + heard.size()).getBytes(java.nio.charset.StandardCharsets.UTF_8);
          // Without a length every second time: chunked.
          exchange.sendResponseHeaders(200, heard.size() % 2 == 0 ? 0 : answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    faulty = FaultyHttp.before(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void stop() throws IOException {
    faulty.close();
    server.stop(0);
  }

  @Test
  void requestsAreCarriedOnWithTheirHost() throws Exception {
    assertThat(put("/a%20b?x=1", PATIENCE).body()).isEqualTo("answer 1");
    assertThat(put("/b", PATIENCE).body()).isEqualTo("answer 2");
    String host = faulty.endpoint().getAuthority();
    assertThat(heard)
        .containsExactly("PUT /a%20b?x=1 " + host + " body", "PUT /b " + host + " body");
    assertThat(faulty.seen()).extracting(HttpMessage::path).containsExactly("/a%20b", "/b");
    assertThat(faulty.seen().get(0).query()).containsEntry("x", "1");
    assertThat(faulty.seen().get(0).text()).isEqualTo("body");
    assertThat(faulty.seen().get(0).header("CONTENT-LENGTH")).contains("4");
  }

  @Test
  void anErrorIsAnsweredSoOftenAndTheServerHearsNothing() throws Exception {
    FaultyHttp.Rule rule =
        faulty.next(
            request -> request.path().equals("/b"),
            2,
            HttpFault.error(AwsError.THROTTLED, AwsError.Format.REST_XML));
    assertThat(put("/a", PATIENCE).statusCode()).isEqualTo(200);
    assertThat(put("/b", PATIENCE).statusCode()).isEqualTo(503);
    assertThat(put("/b", PATIENCE).body()).contains("<Code>SlowDown</Code>");
    assertThat(put("/b", PATIENCE).statusCode()).isEqualTo(200);
    assertThat(heard).hasSize(2);
    assertThat(rule.hits()).isEqualTo(2);
  }

  @Test
  void errorsOfJsonServices() throws Exception {
    faulty.next(r -> true, 1, HttpFault.error(AwsError.EXPIRED_TOKEN, AwsError.Format.JSON));
    HttpResponse<String> answer = put("/", PATIENCE);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("ExpiredTokenException");
    assertThat(answer.body()).contains("\"__type\":\"ExpiredTokenException\"");
  }

  @Test
  void aLostRequestIsNotHeard() {
    faulty.next(r -> true, 1, new HttpFault.RequestLost());
    assertThatIOException().isThrownBy(() -> put("/", PATIENCE));
    assertThat(heard).isEmpty();
  }

  @Test
  void whatWasCarriedOutMayHaveNoAnswer() {
    faulty.next(r -> true, 1, new HttpFault.AnswerLost());
    assertThatIOException().isThrownBy(() -> put("/", PATIENCE));
    assertThat(heard).hasSize(1);
    faulty.next(r -> true, 1, new HttpFault.AnswerNever());
    assertThatIOException()
        .isThrownBy(() -> put("/", Duration.ofMillis(300)))
        .isInstanceOf(HttpTimeoutException.class);
    assertThat(heard).hasSize(2);
    faulty.next(r -> true, 1, new HttpFault.AnswerCut());
    assertThatIOException().isThrownBy(() -> put("/", PATIENCE));
    assertThat(heard).hasSize(3);
  }

  @Test
  void aRequestMayBeDeliveredTwice() throws Exception {
    faulty.next(r -> true, 1, new HttpFault.DeliveredTwice());
    assertThat(put("/", PATIENCE).body()).isEqualTo("answer 2");
    assertThat(heard).hasSize(2).allMatch(line -> line.endsWith(" body"));
  }

  @Test
  void aHealedOneCarriesOn() throws Exception {
    faulty.next(r -> true, 99, HttpFault.error(AwsError.INTERNAL_ERROR, AwsError.Format.JSON));
    assertThat(put("/", PATIENCE).statusCode()).isEqualTo(500);
    faulty.heal();
    assertThat(put("/", PATIENCE).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> put(String path, Duration timeout) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(faulty.endpoint() + path))
            .PUT(BodyPublishers.ofString("body"))
            .timeout(timeout)
            .build(),
        BodyHandlers.ofString());
  }
}

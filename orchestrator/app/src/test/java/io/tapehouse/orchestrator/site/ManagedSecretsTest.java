package io.tapehouse.orchestrator.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tapehouse.orchestrator.aws.AwsClients;
import io.tapehouse.store.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Against a server that speaks the protocol of Secrets Manager. */
class ManagedSecretsTest {

  private final Map<String, String> kept = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HandMovedClock clock = new HandMovedClock();
  private HttpServer server;
  private AwsClients clients;
  private ManagedSecrets secrets;

  /** Goes on when the test allows it. */
  private static final class HandMovedClock extends Clock {
    private Instant now = Instant.parse("2026-11-22T00:00:00Z");

    void pass(long seconds) {
      now = now.plusSeconds(seconds);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new IllegalStateException("nobody asks for the zone");
    }
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    clients =
        new AwsClients(
            AwsClients.Settings.of("eu-west-1")
                .at(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"))));
    secrets = new ManagedSecrets(clients::secrets, clock);
  }

  @AfterEach
  void stop() {
    clients.close();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode request = Json.MAPPER.readTree(exchange.getRequestBody());
    String id = request.path("SecretId").asText();
    asked.add(id);
    String text = kept.get(id);
    byte[] body =
        (text == null
                ? "{\"__type\":\"ResourceNotFoundException\",\"Message\":\"no such secret\"}"
                : Json.MAPPER
                    .createObjectNode()
                    .put("Name", id)
                    .put("SecretString", text)
                    .toString())
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(text == null ? 400 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void aSecretIsAskedForOnceAMinute() throws IOException {
    kept.put("db", "first");
    assertThat(secrets.secret("db")).isEqualTo("first");
    kept.put("db", "rotated");
    clock.pass(59);
    assertThat(secrets.secret("db")).isEqualTo("first");
    clock.pass(2);
    assertThat(secrets.secret("db")).isEqualTo("rotated");
    assertThat(asked).containsExactly("db", "db");
  }

  @Test
  void oneThatIsNotThereIsNamedByTheService() {
    assertThatThrownBy(() -> secrets.secret("nothing"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Secrets Manager: no such secret");
  }
}

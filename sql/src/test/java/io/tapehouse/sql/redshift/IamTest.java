package io.tapehouse.sql.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The driver's way of IAM: it asks an API of AWS, here a fake, for a password of some minutes. With
 * it the driver insists on TLS, which the stand-in has not: so this shows that the driver finds its
 * classes of the SDK and asks what it should, not that it comes in.
 */
class IamTest {

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer api;

  @BeforeEach
  void start() throws IOException {
    System.setProperty("aws.accessKeyId", "AKIAEXAMPLE");
    System.setProperty("aws.secretAccessKey", "example");
    api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
          asked.add(target + " " + new String(body, StandardCharsets.UTF_8));
          byte[] answer =
              "{\"dbUser\":\"IAMR:loader\",\"dbPassword\":\"some-minutes\",\"expiration\":4102444800}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
          exchange.sendResponseHeaders(200, answer.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(answer);
          }
        });
    api.start();
  }

  @AfterEach
  void stop() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    api.stop(0);
  }

  @Test
  void theDriverAsksForThePasswordOfAWorkgroup() throws IOException {
    int nobody;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = free.getLocalPort();
    }
    RedshiftSettings settings =
        RedshiftSettings.of(
            "jdbc:redshift:iam://127.0.0.1:%d/tapehouse?EndpointUrl=http://127.0.0.1:%d"
                .formatted(nobody, api.getAddress().getPort()),
            new RedshiftAuthentication.Iam("us-east-1", Optional.of("loads"), Optional.empty()),
            "arn:aws:iam::123456789012:role/copy");
    DriverSource source = new DriverSource(settings);

    assertThatThrownBy(source::getConnection)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("refused");
    assertThat(asked).anyMatch(one -> one.contains("GetCredentials") && one.contains("\"loads\""));
  }
}

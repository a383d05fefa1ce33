package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tapehouse.sql.redshift.RedshiftAuthentication;
import io.tapehouse.sql.redshift.RedshiftSettings;
import io.tapehouse.sql.redshift.RedshiftWarehouse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The driver's way of IAM: it asks an API of AWS, here a fake, for a password of some minutes. */
class RedshiftIamTest {

  private final List<String> asked = new CopyOnWriteArrayList<>();

  @Test
  void theRolesPasswordIsThatOfTheApi() throws IOException {
    RedshiftRoom room = RedshiftRoom.get();
    String database = room.standIn().newDatabase();
    HttpServer api = api(room);
    try {
      String url =
          room.standIn().jdbcUrl(database).replace("jdbc:redshift://", "jdbc:redshift:iam://")
              + "&EndpointUrl=http://127.0.0.1:"
              + api.getAddress().getPort();
      RedshiftSettings real =
          RedshiftSettings.of(
              url,
              new RedshiftAuthentication.Iam(
                  "us-east-1", Optional.of("tapehouse"), Optional.empty()),
              RedshiftRoom.ROLE);
      System.setProperty("aws.accessKeyId", "AKIAEXAMPLE");
      System.setProperty("aws.secretAccessKey", "example");
      try (RedshiftWarehouse warehouse = RedshiftWarehouse.open(real, room.newLake())) {
        warehouse.migrate();
        assertThat(warehouse.highestFence()).isZero();
      }
      assertThat(asked).isNotEmpty().allMatch(one -> one.contains("tapehouse"));
    } finally {
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
      api.stop(0);
    }
  }

  /** GetCredentials of Redshift Serverless. */
  private HttpServer api(RedshiftRoom room) throws IOException {
    HttpServer api =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          asked.add(exchange.getRequestHeaders().getFirst("X-Amz-Target") + " " + body);
          byte[] answer =
              "{\"dbUser\":\"%s\",\"dbPassword\":\"%s\",\"expiration\":4102444800}"
                  .formatted(room.standIn().user(), room.standIn().password())
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
          exchange.sendResponseHeaders(200, answer.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(answer);
          }
        });
    api.start();
    return api;
  }
}

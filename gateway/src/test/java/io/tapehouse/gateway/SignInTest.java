package io.tapehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.gateway.startup.KeyStores;
import io.tapehouse.gateway.startup.Users;
import io.tapehouse.gateway.wire.Message;
import io.tapehouse.gateway.wire.MessageBuffer;
import io.tapehouse.gateway.wire.MessageReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may sign in, and how: with TLS and without, by the drivers and message by message. */
class SignInTest {

  private static final String PASSWORD = "pässword \"1\"";
  private static final Users USERS = Users.of(Map.of("analyst", PASSWORD));

  @TempDir static Path folder;
  private static TestGateway plain;
  private static TestGateway secured;
  private static SSLSocketFactory trusting;

  @BeforeAll
  static void open() throws Exception {
    Path store = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    plain = TestGateway.open(USERS, Optional.empty(), 10, 0);
    secured = TestGateway.open(USERS, Optional.of(KeyStores.tls(store, "changeit")), 10, 0);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      trusted.load(in, "changeit".toCharArray());
    }
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, null);
    certificates.setCertificateEntry("server", trusted.getCertificate("server"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(certificates);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    trusting = context.getSocketFactory();
  }

  @AfterAll
  static void close() throws Exception {
    plain.close();
    secured.close();
  }

  private static Properties as(String user, String password, String... more) {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    for (int i = 0; i < more.length; i += 2) {
      properties.setProperty(more[i], more[i + 1]);
    }
    return properties;
  }

  private static void works(Connection connection) throws SQLException {
    try (connection;
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM sample")) {
      row.next();
      assertThat(row.getInt(1)).isEqualTo(1001);
    }
  }

  private static void fails(TestGateway gateway, Properties properties, String sqlState) {
    assertThatThrownBy(() -> gateway.connect(properties))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(sqlState));
  }

  private static Connection redshift(TestGateway gateway, Properties properties)
      throws SQLException {
    Connection connection =
        new com.amazon.redshift.jdbc.Driver()
            .connect("jdbc:redshift://127.0.0.1:" + gateway.port() + "/tapehouse", properties);
    assertThat(connection).isNotNull();
    return connection;
  }

  @Test
  void byScramWithoutTls() throws SQLException {
    works(plain.connect(as("analyst", PASSWORD, "sslmode", "disable")));
    fails(plain, as("analyst", "other", "sslmode", "disable"), "28P01");
    fails(plain, as("nobody", PASSWORD, "sslmode", "disable"), "28P01");
    fails(plain, as("analyst", PASSWORD, "sslmode", "require"), "08004");
  }

  @Test
  void byScramUnderTls() throws SQLException {
    works(secured.connect(as("analyst", PASSWORD, "sslmode", "require")));
    fails(secured, as("analyst", "other", "sslmode", "require"), "28P01");
    fails(secured, as("analyst", PASSWORD, "sslmode", "disable"), "28000");
  }

  @Test
  void theRedshiftDriverByMd5AndByClearTextUnderTls() throws SQLException {
    works(redshift(plain, as("analyst", PASSWORD, "ssl", "false")));
    works(
        redshift(
            secured,
            as(
                "analyst",
                PASSWORD,
                "ssl",
                "true",
                "sslfactory",
                "com.amazon.redshift.ssl.NonValidatingFactory")));
    for (Properties wrong :
        List.of(as("analyst", "other", "ssl", "false"), as("nobody", PASSWORD, "ssl", "false"))) {
      assertThatThrownBy(() -> redshift(plain, wrong))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    }
    assertThatThrownBy(
            () ->
                redshift(
                    secured,
                    as(
                        "analyst",
                        "other",
                        "ssl",
                        "true",
                        "sslfactory",
                        "com.amazon.redshift.ssl.NonValidatingFactory")))
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void theRedshiftDriverReadsTheCatalogue() throws SQLException {
    try (Connection connection = redshift(plain, as("analyst", PASSWORD, "ssl", "false"))) {
      var metadata = connection.getMetaData();
      List<String> found = new ArrayList<>();
      try (ResultSet tables = metadata.getTables("tapehouse", "public", "futures%", null)) {
        while (tables.next()) {
          found.add(tables.getString("TABLE_NAME"));
        }
      }
      assertThat(found).isNotEmpty().allMatch(name -> name.startsWith("futures"));
      try (ResultSet columns = metadata.getColumns("tapehouse", "public", found.get(0), "%")) {
        assertThat(columns.next()).isTrue();
      }
      try (ResultSet schemas = metadata.getSchemas()) {
        assertThat(schemas.next()).isTrue();
      }
    }
  }

  /** The same messages for a wrong password, a user who is not there, and one who is. */
  @Test
  void anUnknownUserIsAskedLikeAnyOther() throws IOException {
    List<List<String>> seen = new ArrayList<>();
    for (String user : List.of("analyst", "nobody")) {
      List<String> salts = new ArrayList<>();
      for (int time = 0; time < 2; time++) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), plain.port())) {
          socket.setSoTimeout(20_000);
          DataInputStream in = new DataInputStream(socket.getInputStream());
          byte[] start =
              new MessageBuffer()
                  .int32(3 << 16)
                  .text("user")
                  .text(user)
                  .text("database")
                  .text("tapehouse")
                  .octet(0)
                  .toBytes();
          socket
              .getOutputStream()
              .write(new MessageBuffer().int32(start.length + 4).bytes(start).toBytes());
          MessageReader mechanisms = Message.read(in).reader();
          assertThat(mechanisms.int32()).isEqualTo(10);
          assertThat(mechanisms.text()).isEqualTo("SCRAM-SHA-256");
          byte[] first = "n,,n=,r=abcdef".getBytes(StandardCharsets.US_ASCII);
          new MessageBuffer()
              .text("SCRAM-SHA-256")
              .int32(first.length)
              .bytes(first)
              .toMessage('p')
              .write(socket.getOutputStream());
          MessageReader challenge = Message.read(in).reader();
          assertThat(challenge.int32()).isEqualTo(11);
          String[] parts = new String(challenge.rest(), StandardCharsets.US_ASCII).split(",");
          assertThat(parts).hasSize(3);
          assertThat(parts[0]).startsWith("r=abcdef").hasSize(32);
          assertThat(parts[2]).isEqualTo("i=4096");
          salts.add(parts[1]);
          String last = "c=biws," + parts[0] + ",p=" + "A".repeat(43) + "=";
          new MessageBuffer().chars(last).toMessage('p').write(socket.getOutputStream());
          Message error = Message.read(in);
          assertThat(error.type()).isEqualTo('E');
          assertThat(error.reader().fields())
              .containsEntry('C', "28P01")
              .containsEntry('M', "password authentication failed for user \"" + user + '"');
          assertThat(in.read()).isEqualTo(-1);
        }
      }
      // A user's salt stays: one that changes would show that there is none.
      assertThat(salts.get(0)).isEqualTo(salts.get(1));
      seen.add(salts);
    }
    assertThat(seen.get(0)).isNotEqualTo(seen.get(1));
  }

  @Test
  void whatIsNoScramIsRefused() throws IOException {
    for (String first :
        List.of("", "x", "n,,", "p=tls-unique,,n=,r=a", "n,,n=", "y", ",,,,", "n,a=b,n=,x=1")) {
      try (RawClient client = RawClient.connect(plain.port())) {
        client.start(3 << 16).send();
        assertThat(client.next()).isEqualTo("R(10)");
        byte[] bytes = first.getBytes(StandardCharsets.US_ASCII);
        client.message(
            'p', new MessageBuffer().text("SCRAM-SHA-256").int32(bytes.length).bytes(bytes));
        assertThat(client.answers()).as(first).containsExactly("E(FATAL 08P01)", "end");
      }
    }
    try (RawClient client = RawClient.connect(plain.port())) {
      client.start(3 << 16).query("SELECT 1");
      assertThat(client.answers()).containsExactly("R(10)", "E(FATAL 08P01)", "end");
    }
  }

  @Test
  void tlsFromTheFirstByte() throws Exception {
    try (SSLSocket socket = (SSLSocket) trusting.createSocket("127.0.0.1", secured.port())) {
      var parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"postgresql"});
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      assertThat(socket.getApplicationProtocol()).isEqualTo("postgresql");
      try (RawClient client = new RawClient(socket)) {
        client.start(3 << 16, "driver_version", "x").send();
        assertThat(client.next()).isEqualTo("R(3)");
        client.message('p', new MessageBuffer().text(PASSWORD));
        assertThat(client.answers()).last().isEqualTo("Z(I)");
        assertThat(client.ask("SELECT 1 AS a")).contains("D(1)");
      }
    }
  }

  /** What stands in clear behind the request may not count as encrypted. */
  @Test
  void bytesInClearBehindTheRequestAreDropped() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), secured.port());
        RawClient clear = new RawClient(socket)) {
      clear.first(new MessageBuffer().int32(80877103).toBytes());
      clear.start(3 << 16, "driver_version", "x", "user", "injected").send();
      assertThat(clear.octet()).isEqualTo('S');
      try (SSLSocket inner = (SSLSocket) trusting.createSocket(socket, "127.0.0.1", 0, false);
          RawClient client = new RawClient(inner)) {
        client.start(3 << 16, "driver_version", "x").send();
        assertThat(client.next()).isEqualTo("R(3)");
        client.message('p', new MessageBuffer().text(PASSWORD));
        assertThat(client.answers()).last().isEqualTo("Z(I)");
      }
    }
  }

  @Test
  void otherMachinesNeedUsersAndTls() throws Exception {
    InetAddress any = InetAddress.getByName("0.0.0.0");
    for (GatewaySettingsOf settings :
        List.<GatewaySettingsOf>of(
            () -> settings(any, Users.anyone(), Optional.empty()),
            () -> settings(any, USERS, Optional.empty()),
            () -> settings(any, Users.anyone(), Optional.of(trusting)))) {
      assertThatThrownBy(settings::make)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("gateway.users")
          .hasMessageContaining("gateway.tls");
    }
    assertThat(settings(any, USERS, Optional.of(trusting)).port()).isZero();
  }

  @FunctionalInterface
  private interface GatewaySettingsOf {
    GatewaySettings make();
  }

  private static GatewaySettings settings(
      InetAddress address, Users users, Optional<SSLSocketFactory> tls) {
    return new GatewaySettings(address, 0, users, tls, 1, Duration.ZERO, 0);
  }

  @Test
  void aKeyStoreThatCannotBeReadIsNamed() throws IOException {
    Path none = Files.writeString(folder.resolve("none.p12"), "no key store");
    assertThatThrownBy(() -> KeyStores.tls(none, "changeit"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(none.toString())
        .hasMessageContaining("PKCS12");
  }
}

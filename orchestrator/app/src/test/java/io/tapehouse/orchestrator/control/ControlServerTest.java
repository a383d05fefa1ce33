package io.tapehouse.orchestrator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.TextNode;
import io.tapehouse.orchestrator.home.Home;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real sockets: who is let in, and how answers and troubles arrive. */
class ControlServerTest {

  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  private final Map<String, ControlHandler> handlers = new HashMap<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch began = new CountDownLatch(1);
  private Home home;
  private ControlServer server;

  @BeforeEach
  void open() throws IOException {
    home = new Home(folder);
    handlers.put(
        "greet",
        (request, reply) ->
            reply.json(TextNode.valueOf("you are " + request.path("who").asText())));
    handlers.put(
        "usage",
        (request, reply) -> {
          throw new IllegalArgumentException("no DAG 'x'");
        });
    handlers.put(
        "missing",
        (request, reply) -> {
          throw new NoSuchFileException("there is no such thing");
        });
    handlers.put(
        "defect",
        (request, reply) -> {
          throw new IllegalStateException("a defect");
        });
    handlers.put(
        "early",
        (request, reply) -> {
          reply.stream().write("never seen".getBytes(StandardCharsets.UTF_8));
          throw new IOException("it went wrong at once");
        });
    handlers.put(
        "late",
        (request, reply) -> {
          AnswerStream out = reply.stream();
          out.write("a beginning\n".getBytes(StandardCharsets.UTF_8));
          out.flush();
          throw new IOException("it went wrong after a while");
        });
    handlers.put(
        "short",
        (request, reply) -> reply.stream().write("an answer\n".getBytes(StandardCharsets.UTF_8)));
    handlers.put(
        "long",
        (request, reply) -> {
          AnswerStream out = reply.stream();
          byte[] line = "0123456789abcdef\n".getBytes(StandardCharsets.UTF_8);
          for (int i = 0; i < 100_000; i++) {
            out.write(line);
          }
        });
    handlers.put(
        "hang",
        (request, reply) -> {
          AnswerStream out = reply.stream();
          out.onBroken(release::countDown);
          out.write("so far\n".getBytes(StandardCharsets.UTF_8));
          out.flush();
          began.countDown();
          release.await();
          out.write(1);
        });
    server = ControlServer.open(home, handlers, Duration.ZERO);
  }

  @AfterEach
  void close() throws IOException {
    release.countDown();
    server.close();
  }

  @Test
  void theFileIsForItsOwnerAloneAndGoesWithTheServer() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.controlFile())))
        .isEqualTo("rw-------");
    ControlFile file = file();
    assertThat(file.pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(file.token()).hasSize(43);
    assertThat(file.toString()).doesNotContain(file.token());
    server.close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theFileOfAnotherOneStays() throws IOException {
    ControlFile other = new ControlFile(1, "token", 1);
    other.write(home);
    server.close();
    assertThat(ControlFile.read(home)).contains(other);
  }

  @Test
  void aValueComesBack() throws IOException {
    byte[] answer = client().call("greet", "{\"who\":\"臺灣\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(new String(answer, StandardCharsets.UTF_8)).isEqualTo("\"you are 臺灣\"");
  }

  @Test
  void whoHasNotTheTokenIsNotLetIn() throws IOException {
    ControlFile file = file();
    // Tokens are random: a fixed first character would be the token's own in one run of 64.
    String other = (file.token().startsWith("A") ? "B" : "A") + file.token().substring(1);
    ControlFile wrong = new ControlFile(file.port(), other, 0);
    assertThatThrownBy(() -> ControlClient.connect(wrong).call("greet", NOTHING))
        .isInstanceOf(OwnerFailureException.class)
        .hasMessageContaining("token");
    assertThat(raw("POST /greet HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"))
        .startsWith("HTTP/1.1 403 ");
  }

  @Test
  void aNameThatPointsHereIsNotUs() throws IOException {
    assertThat(request("POST", "greet", "attacker.example:" + file().port(), ""))
        .startsWith("HTTP/1.1 403 ")
        .contains("attacker.example");
    assertThat(request("POST", "greet", "localhost:" + file().port(), ""))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void onlyPostIsAnswered() throws IOException {
    assertThat(request("GET", "greet", "127.0.0.1", "")).startsWith("HTTP/1.1 405 ");
  }

  @Test
  void whatIsTooLargeOrNoJsonIsRefused() throws IOException {
    byte[] large = new byte[ControlRequests.MOST_BYTES + 1];
    java.util.Arrays.fill(large, (byte) ' ');
    assertThatThrownBy(() -> client().call("greet", large))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("at most 1048576 bytes");
    assertThatThrownBy(() -> client().call("greet", "{\"who\":".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(OwnerFailureException.class)
        .hasMessageContaining("expected JSON");
  }

  @Test
  void anUnknownOperationIsNamed() {
    assertThatThrownBy(() -> client().call("sing", NOTHING))
        .isInstanceOf(OwnerFailureException.class)
        .hasMessageContaining("does not know 'sing'");
  }

  @Test
  void troublesAreOfTheSameKindAndInTheSameWords() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client().call("usage", NOTHING))
        .withMessage("no DAG 'x'");
    assertThatThrownBy(() -> client().call("missing", NOTHING))
        .isInstanceOf(OwnerFailureException.class)
        .hasMessage("there is no such thing");
    assertThatThrownBy(() -> client().call("defect", NOTHING))
        .isInstanceOf(OwnerFailureException.class)
        .hasMessageContaining("a defect of Tapehouse");
  }

  @Test
  void aTroubleBeforeTheFirstByteLeavesNoByte() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatThrownBy(() -> client().stream("early", NOTHING, out))
        .isInstanceOf(OwnerFailureException.class)
        .hasMessage("it went wrong at once");
    // On a machine that stands still for a second, the heartbeat sends what there is.
    assertThat(out.toString(StandardCharsets.UTF_8)).isIn("", "never seen");
  }

  @Test
  void aTroubleAfterTheFirstByteIsToldAllTheSame() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatThrownBy(() -> client().stream("late", NOTHING, out))
        .isInstanceOf(OwnerFailureException.class)
        .hasMessage("it went wrong after a while");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a beginning\n");
  }

  @Test
  void aLongStreamArrivesWhole() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    client().stream("long", NOTHING, out);
    assertThat(out.size()).isEqualTo(1_700_000);
  }

  @Test
  void aStreamThatIsTornOffNeverLooksWhole() throws IOException {
    byte[] whole = rawBytes("POST /short HTTP/1.0\r\n" + credentials() + "\r\n");
    for (int cut = 1; cut < whole.length; cut++) {
      try (TornAnswer torn = TornAnswer.serve(java.util.Arrays.copyOf(whole, cut))) {
        ControlFile file = new ControlFile(torn.port(), "t", 7);
        assertThatThrownBy(
                () ->
                    ControlClient.connect(file).stream(
                        "short", NOTHING, OutputStream.nullOutputStream()))
            .as("cut at %d", cut)
            .isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void anOwnerThatEndsBreaksItsStreamsOff() throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Future<?> asked =
          threads.submit(
              () -> {
                client().stream("hang", NOTHING, out);
                return null;
              });
      began.await();
      server.close();
      assertThatThrownBy(() -> asked.get(20, TimeUnit.SECONDS))
          .hasRootCauseInstanceOf(OwnerFailureException.class)
          .hasMessageContaining("about to end");
      assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("so far\n");
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aClientThatGoesAwayEndsTheWork() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), file().port())) {
      socket
          .getOutputStream()
          .write(
              ("POST /hang HTTP/1.0\r\n" + credentials() + "\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      began.await();
    }
    assertThat(release.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void manyStreamsLeaveRoomForAWord() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < PendingAnswers.MOST_STREAMS; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), file().port());
        sockets.add(socket);
        socket
            .getOutputStream()
            .write(
                ("POST /hang HTTP/1.0\r\n" + credentials() + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        assertThat(socket.getInputStream().read()).isEqualTo('H');
      }
      assertThat(client().call("greet", NOTHING)).isNotEmpty();
      assertThatThrownBy(() -> client().stream("long", NOTHING, OutputStream.nullOutputStream()))
          .isInstanceOf(OwnerFailureException.class)
          .hasMessageContaining("12 answers already");
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
    release.countDown();
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .untilAsserted(() -> client().stream("long", NOTHING, OutputStream.nullOutputStream()));
  }

  private ControlFile file() throws IOException {
    return ControlFile.read(home).orElseThrow();
  }

  private ControlClient client() throws IOException {
    return ControlClient.connect(file());
  }

  private String credentials() throws IOException {
    return "Host: 127.0.0.1\r\nAuthorization: Bearer %s\r\nContent-Length: 0\r\n"
        .formatted(file().token());
  }

  private String request(String method, String operation, String host, String body)
      throws IOException {
    return raw(
        "%s /%s HTTP/1.0\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(method, operation, host, file().token(), body.length(), body));
  }

  private String raw(String request) throws IOException {
    return new String(rawBytes(request), StandardCharsets.UTF_8);
  }

  private byte[] rawBytes(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), file().port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      try (InputStream in = socket.getInputStream()) {
        return in.readAllBytes();
      }
    }
  }
}

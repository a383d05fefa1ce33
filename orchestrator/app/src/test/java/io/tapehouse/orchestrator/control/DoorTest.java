package io.tapehouse.orchestrator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.home.HomeInUseException;
import io.tapehouse.orchestrator.home.OwnedHome;
import io.tapehouse.orchestrator.source.DataKind;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets into a home, and how. */
class DoorTest {

  private static final Map<String, ControlHandler> GREET =
      Map.of("greet", (request, reply) -> reply.json(TextNode.valueOf("hello")));

  @TempDir private Path folder;

  @Test
  void aHomeWithoutOwnerIsOpen() throws IOException {
    assertThat(HomeOwner.open(new Home(folder.resolve("none")))).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatAKilledOwnerLeftIsNothing() throws IOException {
    Home home = new Home(folder);
    int port;
    try (ServerSocket somebodyElse = new ServerSocket(0)) {
      port = somebodyElse.getLocalPort();
      new ControlFile(port, "token", 1).write(home);
      assertThat(HomeOwner.open(home)).isEmpty();
      try (OwnedHome owned = OwnedHome.take(home, DataKind.SIMULATED, "a test")) {
        assertThat(owned.home().controlFile()).doesNotExist();
      }
    }
  }

  @Test
  void anOwnerIsAsked() throws IOException {
    Home home = new Home(folder);
    try (OwnedHome owned = OwnedHome.take(home, DataKind.SIMULATED, "a test");
        ControlServer server = ControlServer.open(owned.home(), GREET)) {
      assertThat(server).isNotNull();
      try (ControlClient client = HomeOwner.open(home).orElseThrow()) {
        assertThat(client.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(client.call("greet", "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
            .asString()
            .isEqualTo("\"hello\"");
      }
    }
    assertThat(HomeOwner.open(home)).isEmpty();
  }

  @Test
  void anOwnerThatOnlyBeginsIsWaitedFor() throws Exception {
    Home home = new Home(folder);
    try (OwnedHome owned = OwnedHome.take(home, DataKind.SIMULATED, "a test")) {
      // Its port is nobody's: an owner before this one was killed.
      int port;
      try (ServerSocket gone = new ServerSocket(0)) {
        port = gone.getLocalPort();
      }
      new ControlFile(port, "token", 1).write(home);
      CompletableFuture<Boolean> opened = open(home);
      try (ControlServer server = ControlServer.open(owned.home(), GREET)) {
        assertThat(server).isNotNull();
        assertThat(opened.get()).isTrue();
      }
    }
  }

  @Test
  void anOwnerThatEndsMeanwhileIsNone() throws Exception {
    Home home = new Home(folder);
    CompletableFuture<Boolean> opened;
    try (OwnedHome owned = OwnedHome.takeAsItIs(home, "a test")) {
      assertThat(owned).isNotNull();
      opened = open(home);
    }
    assertThat(opened.get()).isFalse();
  }

  @Test
  void anOwnerThatDoesNotAnswerIsNamed() throws IOException {
    Home home = new Home(folder);
    try (OwnedHome owned = OwnedHome.take(home, DataKind.SIMULATED, "a quiet test")) {
      assertThat(owned).isNotNull();
      assertThatThrownBy(() -> HomeOwner.open(home, Duration.ofMillis(100)))
          .isInstanceOf(HomeInUseException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("a quiet test");
    }
  }

  @Test
  void twoOwnersAreOneTooMany() throws IOException {
    Home home = new Home(folder);
    try (OwnedHome owned = OwnedHome.take(home, DataKind.SIMULATED, "tapehouse scheduler")) {
      assertThat(owned).isNotNull();
      assertThatThrownBy(() -> OwnedHome.take(home, DataKind.SIMULATED, "tapehouse run"))
          .isInstanceOf(HomeInUseException.class)
          .hasMessageContaining(": tapehouse scheduler.");
      assertThatThrownBy(() -> OwnedHome.takeAsItIs(home, "tapehouse dags list"))
          .isInstanceOf(HomeInUseException.class);
    }
  }

  @Test
  void whoLooksForTheOwnerKeepsNobodyOut() throws Exception {
    Home home = new Home(folder);
    OwnedHome.takeAsItIs(home, "the first").close();
    CompletableFuture<Integer> looks =
        CompletableFuture.supplyAsync(
            () -> {
              int looked = 0;
              try {
                for (; looked < 300; looked++) {
                  OwnedHome.owner(home);
                }
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
              return looked;
            });
    for (int i = 0; i < 100; i++) {
      OwnedHome.take(home, DataKind.SIMULATED, "one of many").close();
    }
    assertThat(looks.get()).isEqualTo(300);
  }

  private static CompletableFuture<Boolean> open(Home home)
      throws InterruptedException, ExecutionException {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return HomeOwner.open(home).isPresent();
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
  }
}

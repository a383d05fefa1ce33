package io.tapehouse.store.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EtlRepliesTest {

  private EtlReplies replies;
  private Process process;

  @BeforeEach
  void open() throws IOException {
    replies = EtlReplies.open();
    // Something that lives until it is killed.
    process = new ProcessBuilder("cat").start();
  }

  @AfterEach
  void close() throws InterruptedException {
    replies.close();
    process.destroyForcibly().waitFor();
  }

  @Test
  void linesComeThroughAndEndWithTheConnection() throws Exception {
    try (PrintStream sender = EtlReplies.connect(environment())) {
      sender.println("行 1");
      sender.println("2");
    }
    try (BufferedReader reader = replies.accept(process)) {
      assertThat(reader.lines()).containsExactly("行 1", "2");
    }
  }

  @Test
  void strangersAreNotHeardAndDoNotHoldItUp() throws Exception {
    int port = Integer.parseInt(replies.address().split(":", 2)[0]);
    try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), port);
        Socket liar = new Socket(InetAddress.getLoopbackAddress(), port)) {
      liar.getOutputStream()
          .write(("0".repeat(64) + "\nnot from it\n").getBytes(StandardCharsets.UTF_8));
      new Socket(InetAddress.getLoopbackAddress(), port).close();
      try (PrintStream sender = EtlReplies.connect(environment())) {
        sender.println("from it");
      }
      try (BufferedReader reader = replies.accept(process)) {
        assertThat(reader.lines()).containsExactly("from it");
      }
      assertThat(silent.getInputStream().read()).as("closed").isNegative();
    }
  }

  @Test
  void aProcessThatEndsBeforeItHasConnectedIsNotWaitedFor() {
    CompletableFuture<BufferedReader> accepted =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return replies.accept(process);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    process.destroyForcibly();
    assertThatThrownBy(accepted::join).hasRootCauseInstanceOf(IOException.class);
  }

  @Test
  void aProcessThatWasStartedByNobodySaysSo() {
    assertThatThrownBy(() -> EtlReplies.connect(Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(EtlReplies.VARIABLE);
  }

  private Map<String, String> environment() {
    return Map.of(EtlReplies.VARIABLE, replies.address());
  }
}

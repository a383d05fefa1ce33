package io.tapehouse.emulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S3Proxy starts, checks signatures and ends. */
class S3ProxyServerTest {

  @TempDir Path folder;

  @BeforeEach
  void library() {
    Assumptions.assumeTrue(
        S3ProxyServer.classPathFolder().isPresent(), "the build has not fetched S3Proxy's jars");
  }

  @Test
  void itMakesBucketsAndRefusesStrangers() throws Exception {
    try (S3ProxyServer server = S3ProxyServer.start(folder)) {
      server.createBucket("a-bucket");
      assertThat(folder.resolve("a-bucket")).isDirectory();
      assertThatIOException()
          .isThrownBy(() -> server.createBucket("a-bucket"))
          .withMessageContaining("made no bucket a-bucket: 409");
      assertThat(
              HttpClient.newHttpClient()
                  .send(HttpRequest.newBuilder(server.endpoint()).build(), BodyHandlers.ofString())
                  .statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void itEndsWhenClosed() throws IOException, InterruptedException {
    ProcessHandle process;
    try (S3ProxyServer server = S3ProxyServer.start(folder)) {
      process = ProcessHandle.of(server.pid()).orElseThrow();
      assertThat(process.isAlive()).isTrue();
    }
    assertThat(process.onExit().orTimeout(30, TimeUnit.SECONDS))
        .succeedsWithin(java.time.Duration.ofSeconds(30));
  }
}

package io.tapehouse.orchestrator.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapehouse.emulators.S3ProxyServer;
import io.tapehouse.orchestrator.config.Configuration;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.home.WrongHomeException;
import io.tapehouse.orchestrator.source.DataKind;
import io.tapehouse.store.archive.Archive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwsSiteTest {

  @TempDir private Path folder;
  private S3ProxyServer s3;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(
        S3ProxyServer.classPathFolder().isPresent(), "skipped: the build has not fetched S3Proxy");
    s3 = S3ProxyServer.start(folder.resolve("s3"));
    s3.createBucket("tapehouse");
    // Where the SDK looks first; a test has no environment of its own.
    System.setProperty("aws.accessKeyId", s3.accessKey());
    System.setProperty("aws.secretAccessKey", s3.secretKey());
  }

  @AfterEach
  void stop() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    if (s3 != null) {
      s3.close();
    }
  }

  private AwsSite site(String prefix) {
    return new AwsSite(
        new Home(folder.resolve("home")),
        Configuration.load(
            Optional.empty(),
            Map.of(
                "TAPEHOUSE_AWS_REGION",
                s3.region(),
                "TAPEHOUSE_AWS_S3_ENDPOINT",
                s3.endpoint().toString(),
                "TAPEHOUSE_AWS_ARCHIVE",
                "s3://tapehouse/" + prefix + "/archive",
                "TAPEHOUSE_AWS_LAKE",
                "s3://tapehouse/" + prefix + "/lake")));
  }

  @Test
  void anArchiveHoldsOneKindOfDataWhoeverComes() throws IOException {
    try (AwsSite first = site("a");
        AwsSite second = site("a");
        AwsSite other = site("b")) {
      first.keep(DataKind.SIMULATED);
      first.keep(DataKind.SIMULATED);
      assertThatThrownBy(() -> second.keep(DataKind.REAL))
          .isInstanceOf(WrongHomeException.class)
          .hasMessage(
              "s3://tapehouse/a/archive holds simulated data, and this run would bring real data.");
      other.keep(DataKind.REAL);
      assertThat(new Archive(first.archive(), Clock.systemUTC()).datasets()).isEmpty();
      assertThat(first.name()).isEqualTo(second.name()).isNotEqualTo(other.name());
    }
  }

  @Test
  void archiveAndLakeLieWhereTheEtlFindsThem() throws IOException {
    try (AwsSite site = site("a")) {
      assertThat(site.lake().putIfAbsent("t/x", "1".getBytes(StandardCharsets.UTF_8))).isTrue();
      assertThat(site.lake().location("t/x")).isEqualTo(site.lakeLocation() + "/t/x");
      site.sweep();
      assertThat(site.lake().stat("t/x")).isPresent();
    }
  }

  @Test
  void withoutARegionItIsSaidWhatToSet() {
    try (AwsSite site = new AwsSite(new Home(folder), Configuration.defaults())) {
      assertThatThrownBy(() -> site.store("s3://tapehouse/x"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("set aws.region");
    }
  }
}

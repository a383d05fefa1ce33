package io.tapehouse.store.s3;

import io.tapehouse.emulators.S3ProxyServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** One S3Proxy for all tests of this process; each test has a bucket of its own. */
public final class S3Server {

  private static @org.jspecify.annotations.Nullable S3ProxyServer running;

  private S3Server() {}

  /** The server; the test is skipped where the build has not fetched it. */
  public static synchronized S3ProxyServer get() throws IOException {
    Optional<Path> library = S3ProxyServer.classPathFolder();
    Assumptions.assumeTrue(library.isPresent(), "the build has not fetched S3Proxy's jars");
    if (running == null) {
      // It ends with this process.
      Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "s3proxy");
      running = S3ProxyServer.start(folder);
    }
    return running;
  }

  /** An empty bucket. */
  public static String newBucket() throws IOException {
    String name = "tapehouse-" + UUID.randomUUID();
    get().createBucket(name);
    return name;
  }

  /** Small parts, and patience for seconds rather than minutes. */
  public static S3Settings settings(URI endpoint) throws IOException {
    return S3Settings.of(get().region())
        .withEndpoint(endpoint)
        .withParts(6L << 20, 5L << 20)
        .withPatience(Duration.ofSeconds(5), Duration.ofSeconds(20), 4);
  }

  /** The server's credentials. */
  public static AwsCredentialsProvider credentials() throws IOException {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(get().accessKey(), get().secretKey()));
  }
}

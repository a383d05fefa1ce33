package io.tapehouse.store.s3;

import io.tapehouse.store.ObjectStore;
import io.tapehouse.store.ObjectStoreContract;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/** {@link S3ObjectStore} keeps the contract on LocalStack, where there is Docker. */
class LocalStackObjectStoreTest extends ObjectStoreContract {

  /** The last that asks for no account. */
  private static final String IMAGE = "localstack/localstack:4.4.0";

  private static @Nullable LocalStackContainer container;
  private static @Nullable S3Client client;
  private static @Nullable S3Settings settings;
  private @Nullable S3Location location;

  @BeforeAll
  static void start() {
    Assumptions.assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "LocalStack needs Docker, which is not here");
    LocalStackContainer started =
        new LocalStackContainer(DockerImageName.parse(IMAGE)).withServices("s3");
    container = started;
    started.start();
    S3Settings there =
        S3Settings.of(started.getRegion())
            .withEndpoint(started.getEndpoint())
            .withParts(6L << 20, 5L << 20)
            .withPatience(Duration.ofSeconds(10), Duration.ofSeconds(60), 4);
    settings = there;
    client =
        S3Clients.of(
            there,
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(started.getAccessKey(), started.getSecretKey())));
  }

  @AfterAll
  static void stop() {
    if (client != null) {
      client.close();
    }
    if (container != null) {
      container.stop();
    }
  }

  @Override
  protected ObjectStore open() {
    if (client == null || settings == null) {
      throw new IllegalStateException("LocalStack was not started");
    }
    if (location == null) {
      location = new S3Location("tapehouse-" + UUID.randomUUID(), "some/where/");
      client.createBucket(request -> request.bucket(location.bucket()));
    }
    return new S3ObjectStore(client, location, settings);
  }
}

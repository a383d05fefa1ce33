package io.tapehouse.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.store.archive.KilledWriterContract;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.s3.S3Client;

/** A process that is killed while it adds to S3, in parts; its uploads can be swept away. */
class S3KilledWriterTest extends KilledWriterContract {

  private S3Settings settings;
  private S3Location location;
  private S3Client client;

  @BeforeEach
  void connect() throws IOException {
    settings = S3Server.settings(S3Server.get().endpoint());
    location = new S3Location(S3Server.newBucket(), "archive/");
    client = S3Clients.of(settings, S3Server.credentials());
  }

  @AfterEach
  void sweepAndDisconnect() throws IOException {
    open().abortUploadsBegunBefore(Instant.now().plusSeconds(60));
    assertThat(bytesAreComing()).isFalse();
    client.close();
  }

  @Override
  protected S3ObjectStore open() {
    return new S3ObjectStore(client, location, settings);
  }

  @Override
  protected List<String> place() throws IOException {
    return List.of(
        location.toString(),
        S3Server.get().endpoint().toString(),
        S3Server.get().accessKey(),
        S3Server.get().secretKey());
  }

  @Override
  protected int kills() {
    return 4; // once at each moment
  }

  @Override
  protected boolean bytesAreComing() {
    return !client
        .listMultipartUploads(request -> request.bucket(location.bucket()))
        .uploads()
        .isEmpty();
  }
}

package io.tapehouse.store.s3;

import io.tapehouse.store.ObjectStore;
import io.tapehouse.store.archive.ConcurrentArchivesContract;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.s3.S3Client;

/** Archives in one bucket. */
class S3ArchiveTest extends ConcurrentArchivesContract {

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
  void disconnect() {
    client.close();
  }

  @Override
  protected ObjectStore open() {
    return new S3ObjectStore(client, location, settings);
  }
}

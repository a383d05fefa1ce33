package io.tapehouse.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.Partition;
import io.tapehouse.store.ObjectStore;
import io.tapehouse.store.ObjectStoreContract;
import io.tapehouse.store.lake.Lake;
import io.tapehouse.store.lake.Manifest;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** {@link S3ObjectStore} keeps the contract on S3Proxy. */
class S3ObjectStoreTest extends ObjectStoreContract {

  private S3Client client;
  private S3Location location;
  private S3Settings settings;

  @BeforeEach
  void connect() throws IOException {
    settings();
  }

  private synchronized S3Settings settings() throws IOException {
    if (settings == null) {
      location = new S3Location(S3Server.newBucket(), "some/where/");
      settings = S3Server.settings(S3Server.get().endpoint());
      client = S3Clients.of(settings, S3Server.credentials());
    }
    return settings;
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  @Override
  protected ObjectStore open() throws IOException {
    S3Settings mine = settings();
    return new S3ObjectStore(client, location, mine);
  }

  /** S3Proxy writes {@code key-<uuid>} beside the object and lists it; S3 shows no such thing. */
  @Override
  protected boolean isOfTheServer(String key) {
    return key.matches(".*-\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
  }

  @Test
  void attemptsOfTheLakeAreFoundAndRemoved() throws IOException {
    Lake lake = new Lake(open());
    LocalDate date = LocalDate.of(2021, 7, 26);
    lake.store().putIfAbsent("bar/x/2021-07-26/a1/part-1.parquet", new byte[] {1, 2});
    lake.publish(new Manifest("bar", new Partition("x", date), "a1", List.of()));
    lake.store().putIfAbsent("bar/x/2021-07-26/a2/part-1.parquet", new byte[] {1, 2});
    lake.store().putIfAbsent("_jobs/a1/job.json", new byte[] {1});
    assertThat(lake.attempts())
        .extracting(Lake.StoredAttempt::attemptId, Lake.StoredAttempt::files)
        .containsExactly(Tuple.tuple("a1", 2), Tuple.tuple("a2", 1));
    lake.delete("bar", "x", date, "a1");
    assertThat(lake.attempts()).extracting(Lake.StoredAttempt::attemptId).containsExactly("a2");
  }

  @Test
  void locationsAreAddresses() throws IOException {
    assertThat(open().location("a/x")).isEqualTo("s3://" + location.bucket() + "/some/where/a/x");
  }
}

package io.tapehouse.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.emulators.FaultyHttp;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.ObjectStore;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.ArchiveCopy;
import io.tapehouse.store.archive.ArchiveCopyContract;
import io.tapehouse.store.archive.CopyPlan;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** From a folder to S3 and back. */
class S3ArchiveCopyTest extends ArchiveCopyContract {

  private S3Location location;
  private S3Client client;
  private FaultyHttp recorder;
  private S3Settings settings;

  @BeforeEach
  void connect() throws IOException {
    prepare();
  }

  private void prepare() throws IOException {
    if (client == null) {
      location = new S3Location(S3Server.newBucket(), "archive/");
      recorder = FaultyHttp.before(S3Server.get().endpoint());
      settings = S3Server.settings(recorder.endpoint());
      client = S3Clients.of(settings, S3Server.credentials());
    }
  }

  @AfterEach
  void disconnect() throws IOException {
    client.close();
    recorder.close();
  }

  @Override
  protected ObjectStore open() throws IOException {
    prepare();
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

  @Test
  void whatIsThereIsNotReadAgain() throws Exception {
    Archive source =
        new Archive(new FolderObjectStore(folder.resolve("laptop")), Clock.systemUTC());
    Archive target = new Archive(open(), Clock.systemUTC());
    ArchiveCopy copy = new ArchiveCopy(source, target, folder.resolve("scratch"));
    copy.copy(CopyPlan.everything(), version -> {});
    recorder.forget();
    copy.copy(CopyPlan.everything(), version -> {});
    assertThat(recorder.seen())
        .isNotEmpty()
        .allMatch(
            request -> request.method().equals("GET") && request.path().endsWith("/_receipt.json"));
  }
}

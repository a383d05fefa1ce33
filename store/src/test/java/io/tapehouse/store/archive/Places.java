package io.tapehouse.store.archive;

import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.ObjectStore;
import io.tapehouse.store.s3.S3Clients;
import io.tapehouse.store.s3.S3Location;
import io.tapehouse.store.s3.S3ObjectStore;
import io.tapehouse.store.s3.S3Settings;
import java.net.URI;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Stores by the command line of a process. */
final class Places {

  private Places() {}

  /** A folder alone; or an address in S3, the endpoint, and both keys of its server. */
  static ObjectStore open(String[] arguments, int at) {
    if (arguments.length == at + 1) {
      return new FolderObjectStore(Path.of(arguments[at]));
    }
    S3Settings settings =
        S3Settings.of("us-east-1")
            .withEndpoint(URI.create(arguments[at + 1]))
            .withParts(6L << 20, 5L << 20);
    return new S3ObjectStore(
        S3Clients.of(
            settings,
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(arguments[at + 2], arguments[at + 3]))),
        S3Location.parse(arguments[at]),
        settings);
  }
}

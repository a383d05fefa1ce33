package io.tapehouse.emulators.redshift;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Reads manifests and files through the S3 API. Thread-safe. */
final class ParquetSource implements AutoCloseable {

  private final S3Client s3;

  ParquetSource(S3Access access) {
    s3 =
        S3Client.builder()
            .endpointOverride(access.endpoint())
            .region(Region.of(access.region()))
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(access.accessKey(), access.secretKey())))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  CopyManifest manifest(S3Object location) throws ServerError {
    byte[] json;
    try {
      json =
          s3.getObjectAsBytes(r -> r.bucket(location.bucket()).key(location.key())).asByteArray();
    } catch (S3Exception | SdkClientException e) {
      throw refused(e, "Problem reading manifest file - ", location);
    }
    return CopyManifest.parse(json);
  }

  /**
   * Fetches a file into {@code folder}; none where it is missing and need not be there.
   *
   * @throws ServerError when it is missing, cannot be read or has another length than it should
   */
  Optional<Path> fetch(CopyManifest.Entry entry, Path folder) throws ServerError {
    S3Object location = entry.location();
    Path file = folder.resolve("file.parquet");
    try {
      GetObjectResponse found =
          s3.getObject(r -> r.bucket(location.bucket()).key(location.key()), file);
      if (found.contentLength() != entry.contentLength()) {
        throw ServerError.internal(
            "Spectrum Scan Error",
            15001,
            "File '%s' has %d bytes, %d expected by its manifest"
                .formatted(location, found.contentLength(), entry.contentLength()));
      }
      return Optional.of(file);
    } catch (NoSuchKeyException e) {
      if (!entry.mandatory()) {
        return Optional.empty();
      }
      throw refused(e, "", location);
    } catch (S3Exception | SdkClientException e) {
      throw refused(e, "", location);
    }
  }

  /** In the form of Redshift's messages about S3. */
  static ServerError refused(String message, int status, String code, Object context) {
    return ServerError.internal(
        "S3ServiceException:%s,Status %d,Error %s".formatted(message, status, code),
        8001,
        String.valueOf(context));
  }

  private static ServerError refused(RuntimeException e, String where, S3Object location) {
    if (e instanceof S3Exception s3Exception) {
      @Nullable AwsErrorDetails details = s3Exception.awsErrorDetails();
      return ServerError.internal(
          "%sS3ServiceException:%s,Status %d,Error %s"
              .formatted(
                  where,
                  details == null ? e.getMessage() : details.errorMessage(),
                  s3Exception.statusCode(),
                  details == null ? "" : details.errorCode()),
          8001,
          location.toString());
    }
    return ServerError.internal(
        where + "S3CurlException: " + e.getMessage(), 9001, location.toString());
  }

  @Override
  public void close() {
    s3.close();
  }
}

package io.tapehouse.store.s3;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Makes clients of S3. They go by Apache's HTTP client: the JDK's own ({@code
 * url-connection-client}) sends a POST again by itself when a connection was closed, which for
 * CreateMultipartUpload leaves an upload that no process knows of, and it loses an answer that
 * comes before the body was sent, as 412 to a PUT does. Its fifth version, since the fourth brings
 * commons-logging.
 */
public final class S3Clients {

  private static final int CONNECTIONS = 64;

  private S3Clients() {}

  /**
   * A client with the credentials of the environment: variables, profile, container, instance. The
   * caller closes it.
   */
  public static S3Client of(S3Settings settings) {
    return of(settings, DefaultCredentialsProvider.builder().build());
  }

  /** A client; the caller closes it. It is safe for use by many threads. */
  public static S3Client of(S3Settings settings, AwsCredentialsProvider credentials) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(settings.region()))
            .credentialsProvider(credentials)
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .maxConnections(CONNECTIONS)
                    .connectionTimeout(settings.connectTimeout())
                    .socketTimeout(settings.silence()))
            // The standard mode backs off longer when throttled, and gives up early when nearly
            // everything fails.
            .overrideConfiguration(
                override ->
                    override
                        .addExecutionInterceptor(new WholeAnswers())
                        .retryStrategy(
                            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .retryOnException(WholeAnswers::isCut)
                                .maxAttempts(settings.attempts())
                                .build()));
    settings.endpoint().ifPresent(uri -> builder.endpointOverride(uri).forcePathStyle(true));
    return builder.build();
  }
}

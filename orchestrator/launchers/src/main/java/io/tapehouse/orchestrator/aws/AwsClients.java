package io.tapehouse.orchestrator.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emrserverless.EmrServerlessClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Makes clients of AWS that share one HTTP client. Safe for use by many threads. Whoever asks for a
 * client closes it, and this last.
 */
public final class AwsClients implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final Settings settings;
  private final SdkHttpClient http;

  /**
   * Where AWS is and who we are.
   *
   * @param region of all services
   * @param endpoint in place of the services' own addresses; empty: theirs
   * @param credentials asked before each request, so that temporary ones are renewed
   * @param connectTimeout for a connection
   * @param answerTimeout for each answer
   */
  public record Settings(
      String region,
      Optional<URI> endpoint,
      AwsCredentialsProvider credentials,
      Duration connectTimeout,
      Duration answerTimeout) {

    /** The services' own addresses, credentials where the SDK finds them, 5 s and 30 s. */
    public static Settings of(String region) {
      return new Settings(
          region, Optional.empty(), DefaultCredentialsProvider.builder().build(), CONNECT, ANSWER);
    }

    /** The same at another address with other credentials. */
    public Settings at(URI address, AwsCredentialsProvider others) {
      return new Settings(region, Optional.of(address), others, connectTimeout, answerTimeout);
    }

    /** The same with another time for answers. */
    public Settings withAnswerTimeout(Duration timeout) {
      return new Settings(region, endpoint, credentials, connectTimeout, timeout);
    }
  }

  /** Clients made by {@code settings}; nothing is asked yet. */
  public AwsClients(Settings settings) {
    this.settings = settings;
    this.http =
        Apache5HttpClient.builder()
            .connectionTimeout(settings.connectTimeout())
            .socketTimeout(settings.answerTimeout())
            .build();
  }

  /** EMR Serverless. It asks once: the launcher decides what may be asked again, and counts it. */
  public EmrServerlessClient emrServerless() {
    return made(EmrServerlessClient.builder(), once()).build();
  }

  /**
   * EMR on EC2. It asks once: its API has no client tokens, so a request that is repeated blindly
   * may make a second cluster.
   */
  public EmrClient emr() {
    return made(EmrClient.builder(), once()).build();
  }

  /** Secrets Manager, with the SDK's standard retries. */
  public SecretsManagerClient secrets() {
    return made(SecretsManagerClient.builder(), standard()).build();
  }

  /** The token service, with the SDK's standard retries. */
  public StsClient sts() {
    return made(StsClient.builder(), standard()).build();
  }

  /** Closes the connections of all clients. */
  @Override
  public void close() {
    http.close();
  }

  private <B extends AwsClientBuilder<B, C>, C> B made(B builder, ClientOverrideConfiguration own) {
    if (builder instanceof SdkSyncClientBuilder<?, ?> synchronous) {
      synchronous.httpClient(http);
    }
    settings.endpoint().ifPresent(builder::endpointOverride);
    return builder
        .region(Region.of(settings.region()))
        .credentialsProvider(settings.credentials())
        .overrideConfiguration(own);
  }

  private static ClientOverrideConfiguration once() {
    return ClientOverrideConfiguration.builder()
        .retryStrategy(AwsRetryStrategy.doNotRetry())
        .build();
  }

  private static ClientOverrideConfiguration standard() {
    return ClientOverrideConfiguration.builder().retryStrategy(RetryMode.STANDARD).build();
  }
}

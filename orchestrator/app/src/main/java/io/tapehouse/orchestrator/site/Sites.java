package io.tapehouse.orchestrator.site;

import io.tapehouse.orchestrator.aws.AwsClients;
import io.tapehouse.orchestrator.config.AwsConfig;
import io.tapehouse.orchestrator.config.Configuration;
import io.tapehouse.orchestrator.config.LoadedConfiguration;
import io.tapehouse.orchestrator.home.Home;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The site that a configuration wants. */
public final class Sites {

  private Sites() {}

  /** The site of a home. */
  public static Site of(Home home, Configuration configuration) {
    return switch (configuration.deployment()) {
      case LOCAL -> new LocalSite(home, configuration);
      case AWS -> new AwsSite(home, configuration);
    };
  }

  /** The same, with the Secrets Manager of the configuration. */
  public static LoadedConfiguration withSecrets(LoadedConfiguration loaded) {
    AwsConfig aws = loaded.configuration().aws();
    aws.region()
        .ifPresent(
            region ->
                loaded
                    .secrets()
                    .managedBy(
                        new ManagedSecrets(
                            () -> client(region, aws.secretsEndpoint()), Clock.systemUTC())));
    return loaded;
  }

  private static SecretsManagerClient client(String region, Optional<String> endpoint) {
    AwsClients.Settings settings = AwsClients.Settings.of(region);
    return new AwsClients(
            endpoint
                .map(address -> settings.at(URI.create(address), settings.credentials()))
                .orElse(settings))
        .secrets();
  }
}

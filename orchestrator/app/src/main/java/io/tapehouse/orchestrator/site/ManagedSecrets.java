package io.tapehouse.orchestrator.site;

import io.tapehouse.orchestrator.config.SecretStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Secrets Manager. An answer is good for a minute: connections are made in flocks, and a password
 * that was rotated has to be known soon.
 */
public final class ManagedSecrets implements SecretStore {

  private static final Duration FRESH = Duration.ofMinutes(1);

  private final Supplier<SecretsManagerClient> clients;
  private final Clock clock;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private @Nullable SecretsManagerClient client;

  private record Answer(String text, Instant until) {}

  /**
   * Secrets by a client.
   *
   * @param clients makes it when the first secret is asked for; it is kept until this process ends
   */
  public ManagedSecrets(Supplier<SecretsManagerClient> clients, Clock clock) {
    this.clients = clients;
    this.clock = clock;
  }

  @Override
  public String secret(String id) throws IOException {
    Answer known = answers.get(id);
    if (known != null && clock.instant().isBefore(known.until())) {
      return known.text();
    }
    try {
      String text = client().getSecretValue(request -> request.secretId(id)).secretString();
      if (text == null) {
        throw new IOException("it is binary, and text is expected");
      }
      answers.put(id, new Answer(text, clock.instant().plus(FRESH)));
      return text;
    } catch (SdkException e) {
      throw new IOException("Secrets Manager: " + e.getMessage(), e);
    }
  }

  private synchronized SecretsManagerClient client() {
    SecretsManagerClient made = client;
    if (made == null) {
      made = clients.get();
      client = made;
    }
    return made;
  }
}

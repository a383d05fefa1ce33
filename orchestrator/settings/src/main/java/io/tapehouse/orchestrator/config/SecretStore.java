package io.tapehouse.orchestrator.config;

import java.io.IOException;

/** A service that keeps secrets. Safe for use by many threads. */
@FunctionalInterface
public interface SecretStore {

  /**
   * The text of a secret.
   *
   * @param id its name or ARN
   * @throws IOException when it cannot be had; the message has the reason and nothing of the secret
   */
  String secret(String id) throws IOException;
}

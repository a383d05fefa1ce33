package io.tapehouse.orchestrator.config;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The values of all secrets that were resolved, so that a log filter can take them out. */
public final class Secrets {

  private final Map<String, String> environment;
  private final Set<String> values = ConcurrentHashMap.newKeySet();
  private volatile SecretStore store =
      id -> {
        throw new IOException("aws.region is not set, and Secrets Manager needs it");
      };

  Secrets(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** What was resolved until now. Safe to call from any thread. */
  public Set<String> values() {
    return Set.copyOf(values);
  }

  /** Of how many, and never which. */
  @Override
  public String toString() {
    return "Secrets[" + values.size() + " resolved]";
  }

  /** Sets the store of Secrets Manager, which is asked each time that a secret is resolved. */
  public void managedBy(SecretStore manager) {
    store = manager;
  }

  String managed(String id) throws IOException {
    return store.secret(id);
  }

  String variable(String name) {
    return environment.getOrDefault(name, "");
  }

  String remember(String value) {
    values.add(value);
    return value;
  }
}

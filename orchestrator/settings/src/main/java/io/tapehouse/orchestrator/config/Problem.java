package io.tapehouse.orchestrator.config;

/**
 * Something in the configuration that must be corrected.
 *
 * @param key the key it is about; empty if it is about none
 * @param message what was expected and what was found; never a secret
 * @param origin where it stands
 */
public record Problem(String key, String message, Origin origin) {

  /** All of it in a line. */
  public String text() {
    String about = key.isEmpty() ? "" : key + ": ";
    return origin.text() + ": " + about + message;
  }
}

package io.tapehouse.orchestrator.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A secret by reference: {@code env:NAME}, {@code file:/path} or {@code secretsmanager:ID#KEY},
 * where the key picks a member of a secret that is a JSON object. It is looked up each time that it
 * is asked for, so that it may be replaced; nothing here shows its value but {@link #resolve}. Safe
 * to use from any thread.
 */
public final class Secret {

  static final String VARIABLE = "env:";
  static final String FILE = "file:";
  static final String MANAGED = "secretsmanager:";

  private static final JsonMapper JSON = new JsonMapper();

  private final String key;
  private final String reference;
  private final Origin origin;
  private final Secrets secrets;

  Secret(String key, String reference, Origin origin, Secrets secrets) {
    this.key = key;
    this.reference = reference;
    this.origin = origin;
    this.secrets = secrets;
  }

  /** Where the value is, such as {@code env:FINMIND_TOKEN}. */
  public String reference() {
    return reference;
  }

  /**
   * The value.
   *
   * @throws UnresolvedSecretException if the variable is not set, the file cannot be read or
   *     Secrets Manager does not tell; it names the key and the reference
   */
  public String resolve() {
    String value = lookUp();
    if (value.isBlank()) {
      throw unresolved(reference.startsWith(VARIABLE) ? "is not set" : "is empty");
    }
    return secrets.remember(value);
  }

  private String lookUp() {
    if (reference.startsWith(VARIABLE)) {
      return secrets.variable(reference.substring(VARIABLE.length()));
    }
    if (reference.startsWith(FILE)) {
      return contents(Path.of(reference.substring(FILE.length())));
    }
    String[] parts = reference.substring(MANAGED.length()).split("#", 2);
    String text;
    try {
      text = secrets.managed(parts[0]);
    } catch (IOException e) {
      throw unresolved("cannot be had: " + e.getMessage());
    }
    return parts.length == 1 ? text : member(text, parts[1]);
  }

  private String member(String json, String name) {
    try {
      JsonNode value = JSON.readTree(json).path(name);
      if (value.isValueNode()) {
        return value.asText();
      }
    } catch (JsonProcessingException e) {
      // Its words would show some of the text.
      throw unresolved("is no JSON object, so it has no member " + name);
    }
    throw unresolved("has no member " + name);
  }

  /**
   * The value, or nothing if this secret is not configured and the place that is its default holds
   * none.
   *
   * @throws UnresolvedSecretException if it is configured and not there
   */
  public Optional<String> resolveIfSet() {
    try {
      return Optional.of(resolve());
    } catch (UnresolvedSecretException e) {
      if (origin instanceof Origin.Default) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private String contents(Path file) {
    try {
      // Editors and echo end a file with a line break that is no part of the secret.
      return Files.readString(file).replaceFirst("\\R\\z", "");
    } catch (IOException e) {
      // The reason is a path or a charset's words, never what is in the file.
      String reason = Files.exists(file) ? e.toString() : "there is no such file";
      throw unresolved("cannot be read: " + reason);
    }
  }

  private UnresolvedSecretException unresolved(String why) {
    return new UnresolvedSecretException(new Problem(key, reference + " " + why, origin));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.reference.equals(reference);
  }

  @Override
  public int hashCode() {
    return reference.hashCode();
  }

  /** The reference, never the value. */
  @Override
  public String toString() {
    return reference;
  }
}

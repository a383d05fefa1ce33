package io.tapehouse.gateway.startup;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who may sign in. Without users anyone may: a server does that on loopback alone. Safe for use by
 * many threads.
 */
public final class Users {

  private final Map<String, String> passwords;
  private final Map<String, ScramSecret> secrets = new HashMap<>();

  private Users(Map<String, String> passwords) {
    this.passwords = Map.copyOf(passwords);
    passwords.forEach((user, password) -> secrets.put(user, ScramSecret.of(password)));
  }

  /** Anyone, under any name, without a password. */
  public static Users anyone() {
    return new Users(Map.of());
  }

  /**
   * @param passwords by user
   */
  public static Users of(Map<String, String> passwords) {
    return new Users(passwords);
  }

  /** Whether anyone may sign in. */
  public boolean areAnyone() {
    return passwords.isEmpty();
  }

  Optional<String> password(String user) {
    return Optional.ofNullable(passwords.get(user));
  }

  /**
   * A secret for any user: one who is not known is found out at the same step as a wrong password.
   */
  ScramSecret secret(String user) {
    ScramSecret known = secrets.get(user);
    return known != null ? known : ScramSecret.pretended(user);
  }
}

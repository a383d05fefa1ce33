package io.tapehouse.orchestrator.config;

import java.util.Locale;

/** How keys are called in the environment. */
final class EnvironmentName {

  static final String PREFIX = "TAPEHOUSE_";

  private EnvironmentName() {}

  /** {@code TAPEHOUSE_A_B_C} for {@code a.b-c}. */
  static String of(String key) {
    return PREFIX + part(key);
  }

  /** {@code B_C} for {@code b-c}. */
  static String part(String name) {
    return name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
  }
}

package io.tapehouse.orchestrator.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which file is the configuration. */
public final class ConfigurationFile {

  /** The file's name in a home. */
  public static final String NAME = "tapehouse.yaml";

  static final String VARIABLE = "TAPEHOUSE_CONFIG";

  private ConfigurationFile() {}

  /**
   * The file that was named, else the one that {@code TAPEHOUSE_CONFIG} names, else {@code
   * tapehouse.yaml} of the home if there is one. A file that the user named need not exist: reading
   * it then fails.
   *
   * @param named on the command line
   * @param home the home's folder
   */
  public static Optional<Path> choose(
      @Nullable Path named, Map<String, String> environment, Path home) {
    if (named != null) {
      return Optional.of(named);
    }
    String variable = environment.getOrDefault(VARIABLE, "");
    if (!variable.isBlank()) {
      return Optional.of(Path.of(variable));
    }
    Path own = home.resolve(NAME);
    return Files.exists(own) ? Optional.of(own) : Optional.empty();
  }
}

package io.tapehouse.orchestrator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files of a test. */
final class ConfigWorkbench {

  private ConfigWorkbench() {}

  static Path file(Path folder, String yaml) {
    try {
      return Files.writeString(folder.resolve("tapehouse.yaml"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LoadedConfiguration load(Path folder, String yaml, Map<String, String> environment) {
    return LoadedConfiguration.load(Optional.of(file(folder, yaml)), environment);
  }

  static LoadedConfiguration load(Map<String, String> environment) {
    return LoadedConfiguration.load(Optional.empty(), environment);
  }

  /** What is said of a configuration that cannot be used, with the file's name alone. */
  static List<String> problems(Path folder, String yaml, Map<String, String> environment) {
    ConfigurationException refused =
        catchThrowableOfType(ConfigurationException.class, () -> load(folder, yaml, environment));
    assertThat(refused).as("accepted: %s %s", yaml, environment).isNotNull();
    return texts(folder, refused);
  }

  static List<String> texts(Path folder, ConfigurationException refused) {
    return refused.problems().stream()
        .map(problem -> problem.text().replace(folder + "/", ""))
        .toList();
  }
}

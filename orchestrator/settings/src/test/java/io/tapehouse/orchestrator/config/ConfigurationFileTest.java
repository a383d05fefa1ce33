package io.tapehouse.orchestrator.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which file is the configuration. */
class ConfigurationFileTest {

  private static final Map<String, String> VARIABLE = Map.of("TAPEHOUSE_CONFIG", "/etc/b.yaml");

  @TempDir private Path home;

  @Test
  void theOneThatIsNamedBeforeAllOthers() throws IOException {
    Files.createFile(home.resolve("tapehouse.yaml"));
    assertThat(ConfigurationFile.choose(Path.of("a.yaml"), VARIABLE, home))
        .contains(Path.of("a.yaml"));
    assertThat(ConfigurationFile.choose(null, VARIABLE, home)).contains(Path.of("/etc/b.yaml"));
    assertThat(ConfigurationFile.choose(null, Map.of("TAPEHOUSE_CONFIG", ""), home))
        .contains(home.resolve("tapehouse.yaml"));
  }

  @Test
  void noneIfTheHomeHasNone() {
    assertThat(ConfigurationFile.choose(null, Map.of(), home)).isEmpty();
  }
}

package io.tapehouse.orchestrator.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference that is checked in. */
class ConfigReferenceTest {

  private static final Path CHECKED_IN = Path.of("..", "..", "docs", "configuration.md");

  @Test
  void isTheOneThatTheRecordsMake() throws IOException {
    assertThat(Files.readString(CHECKED_IN))
        .as("make it anew: ./tapehouse config reference > docs/configuration.md")
        .isEqualTo(ConfigurationReference.markdown());
  }

  @Test
  void namesEveryKey() {
    for (String key : ConfigKeys.keys()) {
      assertThat(ConfigurationReference.markdown())
          .contains("| `" + key + "` |")
          .contains("`" + EnvironmentName.of(key) + "`");
    }
  }

  @Test
  void itsExampleCanBeUsed(@TempDir Path folder) {
    String example =
        ConfigurationReference.markdown()
            .lines()
            .filter(line -> line.startsWith("    "))
            .map(line -> line.substring(4) + "\n")
            .reduce("", String::concat);
    assertThat(ConfigWorkbench.load(folder, example, Map.of()).changes()).hasSize(6);
  }
}

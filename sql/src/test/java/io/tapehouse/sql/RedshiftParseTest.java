package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * sqlglot's Redshift dialect takes all that we send, and the check refuses what it is to refuse.
 */
class RedshiftParseTest {

  @Test
  void everyStatementParsesAndBadOnesAreRefused() throws Exception {
    Optional<String> python = python();
    assumeTrue(
        python.isPresent(), "skipped: no target/python with sqlglot; .ci/python-tools makes it");
    Process check =
        new ProcessBuilder(
                python.orElseThrow(),
                "check/redshift_statements.py",
                "redshift-statements.md",
                "check/refused.sql")
            .redirectErrorStream(true)
            .start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(check.waitFor()).as(said).isZero();
    assertThat(said).contains(" statements, ").contains(" 0 wrong");
  }

  /** The interpreter that is named, or the one of .ci/python-tools, if it has sqlglot. */
  private static Optional<String> python() throws IOException, InterruptedException {
    for (String one :
        Stream.of(System.getProperty("tapehouse.python", ""), "../target/python/bin/python")
            .toList()) {
      Path file = Path.of(one).toAbsolutePath();
      if (!one.isEmpty() && Files.isExecutable(file)) {
        Process asked =
            new ProcessBuilder(file.toString(), "-c", "import sqlglot")
                .redirectErrorStream(true)
                .start();
        asked.getInputStream().readAllBytes();
        if (asked.waitFor() == 0) {
          return Optional.of(file.toString());
        }
      }
    }
    return Optional.empty();
  }
}

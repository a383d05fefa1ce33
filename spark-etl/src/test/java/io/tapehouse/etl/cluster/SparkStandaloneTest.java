package io.tapehouse.etl.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapehouse.emulators.spark.SparkHome;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What else there is to say of it, other tests show by using it. */
@Tag("packaged")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SparkStandaloneTest {

  @TempDir Path folder;

  @Test
  void noProcessOutlivesAParentThatIsKilled() throws IOException, InterruptedException {
    assumeTrue(SparkHome.isBuilt(), "skipped: the build has not fetched S3A, or not packaged");
    Path errors = folder.resolve("errors");
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ParentOfSpark.class.getName(),
                folder.resolve("spark").toString())
            .redirectError(errors.toFile())
            .start();
    List<ProcessHandle> children;
    try (BufferedReader lines = parent.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      assertThat(line).as(Files.readString(errors)).isNotNull();
      children =
          Arrays.stream(line.split(" "))
              .map(Long::valueOf)
              .flatMap(pid -> ProcessHandle.of(pid).stream())
              .toList();
    } finally {
      parent.destroyForcibly().waitFor();
    }
    assertThat(children).as("master and worker").hasSize(2);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
  }
}

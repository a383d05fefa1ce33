package io.tapehouse.orchestrator.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.orchestrator.spark.LocalSparkLauncher.SparkSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which Java the ETL gets for how much work. */
class SparkUseTest {

  private static final String QUICK = "-XX:TieredStopAtLevel=1";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "1, PT10M, BRIEF",
    "14, PT59M59S, BRIEF",
    "15, PT10M, LASTING",
    "1, PT1H, LASTING",
    "34, PT12H, LASTING"
  })
  void aFewDaysThatAreFetchedSoonAreBrief(long days, Duration fetch, SparkUse expected) {
    assertThat(SparkUse.of(days, fetch)).isEqualTo(expected);
  }

  @Test
  void onlyABriefUseDoesWithoutTheOptimizingCompiler() {
    assertThat(SparkUse.BRIEF.jvmOptions(List.of())).containsExactly(QUICK);
    assertThat(SparkUse.LASTING.jvmOptions(List.of())).isEmpty();
  }

  /** Java takes the last of two options of one name. */
  @Test
  void optionsOfTheUserComeLast() throws Exception {
    Files.createFile(folder.resolve("etl-app.jar"));
    Files.createDirectory(folder.resolve("lib"));
    List<String> own = List.of("-XX:TieredStopAtLevel=4", "-Xmx3g");
    SparkSettings settings =
        new SparkSettings("1g", Duration.ofMinutes(1), SparkUse.BRIEF.jvmOptions(own));
    List<String> line = new EtlCommand(new EtlInstallation(folder), settings).line(folder, folder);
    assertThat(line).containsSubsequence("-Xmx1g", QUICK, own.get(0), own.get(1), "-cp");
  }
}

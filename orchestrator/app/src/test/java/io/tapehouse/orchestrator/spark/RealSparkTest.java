package io.tapehouse.orchestrator.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.Partition;
import io.tapehouse.orchestrator.spark.LocalSparkLauncher.SparkSettings;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlJob.EtlInput;
import io.tapehouse.store.job.EtlOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with Spark itself. */
@Timeout(180)
class RealSparkTest {

  @TempDir Path folder;

  @Test
  void aJobBrokenOffAJobKilledAndAJobThatEnds() throws Exception {
    try (LocalSparkLauncher launcher =
        new LocalSparkLauncher(
            new EtlInstallation(Path.of(System.getProperty("tapehouse.etl"))),
            folder.resolve("logs"),
            folder.resolve("tmp"),
            new SparkSettings("512m", Duration.ofMinutes(1), List.of("-XX:TieredStopAtLevel=1")),
            UnaryOperator.identity())) {
      Submitted brokenOff = Submitted.to(launcher, job("first"));
      brokenOff.awaitLine();
      ProcessHandle first = process(launcher);
      brokenOff.interrupt();
      assertThat(brokenOff.ending()).isInstanceOf(InterruptedException.class);
      assertThat(first.isAlive()).isFalse();

      Submitted killed = Submitted.to(launcher, job("second"));
      killed.awaitLine();
      process(launcher).destroyForcibly();
      assertThat(killed.ending())
          .isInstanceOf(SparkFailedException.class)
          .hasMessageContaining("ended with exit code 137")
          .hasMessageContaining(killed.lines.get(killed.lines.size() - 1));

      Submitted ends = Submitted.to(launcher, job("third"));
      assertThat(ends.ending()).isInstanceOf(Submitted.Ended.class);
      assertThat(ends.outcomes)
          .extracting(EtlOutcome::status)
          .as("there is no such file")
          .containsExactly(EtlOutcome.Status.FAILED);
      assertThat(ends.lines).isNotEmpty().doesNotContain("-- end of job third");
      assertThat(folder.resolve("logs").resolve("spark.log"))
          .content()
          .contains("-- end of job third")
          .contains(ends.lines);
    }
    assertThat(folder.resolve("tmp")).isEmptyDirectory();
  }

  private static ProcessHandle process(LocalSparkLauncher launcher) {
    return ProcessHandle.of(launcher.pid().orElseThrow()).orElseThrow();
  }

  private EtlJob job(String id) {
    return new EtlJob(
        id,
        folder.resolve("archive").toString(),
        folder.resolve("lake").toString(),
        List.of(1),
        Map.of(),
        List.of(
            new EtlInput(
                new Partition("taifex.futures_tick", LocalDate.of(2024, 11, 5)),
                1,
                "attempt-" + id,
                List.of(new ArchivedFile("Daily_2024_11_05.zip", 10, "00")))));
  }
}

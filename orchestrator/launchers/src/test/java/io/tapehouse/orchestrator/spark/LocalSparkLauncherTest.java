package io.tapehouse.orchestrator.spark;

import static io.tapehouse.orchestrator.spark.StandInSpark.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tapehouse.orchestrator.spark.SparkLauncher.Listener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with a child that speaks like the ETL and is up at once. */
@Timeout(120)
class LocalSparkLauncherTest {

  private static final Duration LONG = Duration.ofMinutes(10);
  private static final long MOST_LOG = 1 << 20;
  private static final Listener NOBODY = (rows, bytes) -> {};

  @TempDir Path folder;
  private LocalSparkLauncher launcher;

  @BeforeEach
  void make() {
    launcher = launcher(LONG, MOST_LOG);
  }

  @AfterEach
  void close() {
    launcher.close();
  }

  @Test
  void keepsItsProcessFromJobToJob() throws Exception {
    run("work");
    long first = launcher.pid().orElseThrow();
    run("work");
    assertThat(launcher.pid()).hasValue(first);
  }

  @Test
  void anInterruptEndsTheJobWithItsProcess() throws Exception {
    Submitted job = Submitted.to(launcher, job("end with the input"));
    job.awaitLine();
    ProcessHandle process = process();
    long begin = System.nanoTime();
    job.interrupt();
    assertThat(job.ending()).isInstanceOf(InterruptedException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    assertThat(process.isAlive()).isFalse();
    assertThat(scratch()).as("temporary files of a process that was killed").isEmpty();
    run("work");
    assertThat(launcher.pid()).isNotEmpty().isNotEqualTo(process.pid());
  }

  @Test
  void aProcessThatDoesNotEndIsKilled() throws Exception {
    Submitted job = Submitted.to(launcher, job("hang"));
    job.awaitLine();
    ProcessHandle process = process();
    job.interrupt();
    assertThat(job.ending()).isInstanceOf(InterruptedException.class);
    assertThat(process.isAlive()).isFalse();
    run("work");
  }

  @Test
  void twoInterruptsLeaveNothingBehindEither() throws Exception {
    Submitted job = Submitted.to(launcher, job("hang"));
    job.awaitLine();
    ProcessHandle process = process();
    job.interrupt();
    await().until(() -> job.state() == Thread.State.TIMED_WAITING);
    job.interrupt();
    assertThat(job.ending()).isInstanceOf(InterruptedException.class);
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void whoeverWaitsForHisTurnCanBeInterruptedToo() throws Exception {
    Submitted first = Submitted.to(launcher, job("hang"));
    first.awaitLine();
    ProcessHandle process = process();
    Submitted second = Submitted.to(launcher, job("work"));
    await().until(() -> second.state() == Thread.State.WAITING);
    second.interrupt();
    assertThat(second.ending()).isInstanceOf(InterruptedException.class);
    assertThat(process.isAlive()).as("the other's job goes on").isTrue();
  }

  @Test
  void aJobThatIsLongerThanThePipeCanBeInterruptedBeforeItIsRead() throws Exception {
    Submitted first = Submitted.to(launcher, job("hang"));
    first.awaitLine();
    first.interrupt();
    assertThat(first.ending()).isInstanceOf(InterruptedException.class);
    LocalSparkLauncher deaf =
        new LocalSparkLauncher(
            (events, scratch) ->
                List.of("/bin/sh", "-c", "sleep 600 & while :; do echo deaf >&2; done"),
            folder.resolve("logs"),
            folder.resolve("tmp"),
            LONG,
            MOST_LOG,
            UnaryOperator.identity());
    try (deaf) {
      Integer[] many = IntStream.range(0, 200_000).boxed().toArray(Integer[]::new);
      Submitted job = Submitted.to(deaf, job("work", many));
      job.awaitLine();
      long pid = deaf.pid().orElseThrow();
      job.interrupt();
      assertThat(job.ending()).isInstanceOf(InterruptedException.class);
      assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }
  }

  @Test
  void anIdleProcessIsStoppedAndStartedAgain() throws Exception {
    LocalSparkLauncher hasty = launcher(Duration.ofMillis(150), MOST_LOG);
    try (hasty) {
      hasty.run(job("work"), outcome -> {}, NOBODY);
      ProcessHandle first = ProcessHandle.of(hasty.pid().orElseThrow()).orElseThrow();
      await().until(() -> !first.isAlive() && hasty.pid().isEmpty());
      await().until(() -> scratch().isEmpty());
      hasty.run(job("work"), outcome -> {}, NOBODY);
      ProcessHandle second = ProcessHandle.of(hasty.pid().orElseThrow()).orElseThrow();
      assertThat(second).isNotEqualTo(first);
      await().until(() -> !second.isAlive());
      hasty.warmUp();
      ProcessHandle third = ProcessHandle.of(hasty.pid().orElseThrow()).orElseThrow();
      await("warm, and not wanted after all").until(() -> !third.isAlive());
    }
  }

  @Test
  void aJobIsNoIdleness() throws Exception {
    LocalSparkLauncher hasty = launcher(Duration.ofMillis(100), MOST_LOG);
    try (hasty) {
      Submitted job = Submitted.to(hasty, job("hang"));
      job.awaitLine();
      ProcessHandle process = ProcessHandle.of(hasty.pid().orElseThrow()).orElseThrow();
      await().during(Duration.ofMillis(500)).until(process::isAlive);
      job.interrupt();
      assertThat(job.ending()).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void jobsThatComeJustWhenItIsStoppedForIdlenessAllSucceed() throws Exception {
    LocalSparkLauncher hasty = launcher(Duration.ofMillis(1), MOST_LOG);
    Set<Long> pids = new HashSet<>();
    Random random = new Random(1);
    try (hasty) {
      for (int i = 0; i < 20; i++) {
        // Around the moment at which it is stopped.
        long until = System.nanoTime() + random.nextInt(4_000_000);
        while (System.nanoTime() < until) {
          Thread.onSpinWait();
        }
        if (random.nextBoolean()) {
          hasty.warmUp();
        }
        hasty.run(job("count", i), outcome -> {}, NOBODY);
        hasty.pid().ifPresent(pids::add);
      }
    }
    assertThat(pids).as("it was stopped now and then").hasSizeGreaterThan(1);
    assertThat(pids.stream().map(ProcessHandle::of).flatMap(Optional::stream))
        .noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void aProcessThatIsKilledWithinAJobFailsItWithTheEndOfItsLog() throws Exception {
    Submitted job = Submitted.to(launcher, job("hang"));
    job.awaitLine();
    process().destroyForcibly();
    assertThat(job.ending())
        .isInstanceOf(SparkFailedException.class)
        .hasMessageContaining("ended with exit code 137")
        .hasMessageContaining("spark.log")
        .hasMessageContaining("hanging");
    run("work");
  }

  @Test
  void aProcessThatIsKilledBetweenJobsIsReplaced() throws Exception {
    run("work");
    ProcessHandle process = process();
    process.destroyForcibly();
    await().until(() -> !process.isAlive());
    run("work");
    assertThat(scratch()).hasSize(1);
  }

  @Test
  void aCrashIsReportedWithWhatTheProcessSaidLast() {
    assertThatThrownBy(() -> run("crash"))
        .isInstanceOf(SparkFailedException.class)
        .hasMessageContaining("ended with exit code 9")
        .hasMessageContaining("out of luck");
  }

  @Test
  void aProcessThatCannotStartFailsTheJobAndNotForEver() throws Exception {
    try (LocalSparkLauncher broken =
        new LocalSparkLauncher(
            (events, scratch) -> List.of("/bin/sh", "-c", "echo no such Java >&2; exit 1"),
            folder.resolve("logs"),
            folder.resolve("tmp"),
            LONG,
            MOST_LOG,
            UnaryOperator.identity())) {
      broken.warmUp();
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> broken.run(job("work"), outcome -> {}, NOBODY))
            .isInstanceOf(SparkFailedException.class)
            .hasMessageContaining("exit code 1")
            .hasMessageContaining("no such Java");
      }
    }
  }

  @Test
  void whatIsNoReplyEndsTheProcess() {
    assertThatThrownBy(() -> run("gibberish"))
        .isInstanceOf(SparkFailedException.class)
        .hasMessageContaining("cannot understand");
    assertThat(launcher.pid()).isEmpty();
  }

  /** As the JVM does, which asks nobody: before, between and within the lines of others. */
  @Test
  void whatIsPrintedToStandardOutputIsLogAndNoReply() throws Exception {
    List<String> heard = new ArrayList<>();
    List<Long> rows = new ArrayList<>();
    launcher.run(
        job("junk", 1_000),
        outcome -> {},
        new Listener() {
          @Override
          public void progress(long counted, long bytes) {
            rows.add(counted);
          }

          @Override
          public void log(String line) {
            heard.add(line);
          }
        });
    assertThat(rows).containsExactlyElementsOf(LongStream.range(0, 1_000).boxed().toList());
    launcher.close();
    assertThat(Files.readAllLines(log()))
        .contains(
            "Started recording 1.",
            "{\"is\":\"done\",\"jobId\":\"junk\"}",
            "the last half of a line");
    assertThat(heard).contains("-- on standard error");
  }

  /** The line "Started recording 1" comes before {@code main}, and from none of our classes. */
  @Test
  void aFlightRecordingIsNoTrouble() throws Exception {
    try (LocalSparkLauncher recording =
        launcher(
            (events, scratch) ->
                StandInSpark.command(
                    scratch, "-XX:StartFlightRecording=filename=" + folder.resolve("child.jfr")),
            LONG,
            MOST_LOG)) {
      recording.run(job("work"), outcome -> {}, NOBODY);
    }
    assertThat(Files.readString(log())).contains("Started recording 1");
    assertThat(folder.resolve("child.jfr")).isNotEmptyFile();
  }

  @Test
  void secretsAreInNoLogAndInNoFailure() throws Exception {
    List<String> heard = new ArrayList<>();
    launcher.run(job("secret"), outcome -> {}, listening(heard));
    assertThat(heard).containsExactly("the token is [secret].");
    assertThatThrownBy(() -> run("crash with a secret"))
        .isInstanceOf(SparkFailedException.class)
        .hasMessageContaining("refused [secret]")
        .hasMessageNotContaining(StandInSpark.SECRET);
    assertThat(Files.readString(log())).contains("[secret]").doesNotContain(StandInSpark.SECRET);
  }

  @Test
  void theProcessInheritsNoSecretOfOurEnvironment() throws Exception {
    ProcessBuilder parent =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            ParentOfStandIn.class.getName(),
            folder.resolve("parent").toString());
    parent.environment().put("FINMIND_TOKEN", StandInSpark.SECRET);
    parent.environment().put("TAPEHOUSE_RUN_STORE_PASSWORD", StandInSpark.SECRET);
    parent.environment().put("AWS_SECRET_ACCESS_KEY", StandInSpark.SECRET);
    parent.environment().put("TZ", "Asia/Taipei");
    parent.redirectErrorStream(true).redirectOutput(folder.resolve("printed").toFile());
    int exit = parent.start().waitFor();
    String printed = Files.readString(folder.resolve("printed"));
    assertThat(exit).as(printed).isZero();
    assertThat(printed)
        .contains("TZ=Asia/Taipei", "PATH=")
        .doesNotContain(StandInSpark.SECRET, "FINMIND_TOKEN", "TAPEHOUSE_RUN", "AWS_");
  }

  @Test
  void aListenerThatFailsEndsTheJobWithItsProcess() throws Exception {
    assertThatThrownBy(
            () ->
                launcher.run(
                    job("work"),
                    outcome -> {},
                    (rows, bytes) -> {
                      throw new IllegalStateException("no more");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(launcher.pid()).isEmpty();
    run("work");
  }

  @Test
  void whatAJobSaysOnStandardErrorIsWithItsListenerWhenItIsOver() throws Exception {
    for (int i = 0; i < 20; i++) {
      List<String> heard = new ArrayList<>();
      launcher.run(job("lines", 200), outcome -> {}, listening(heard));
      assertThat(heard)
          .containsExactlyElementsOf(IntStream.range(0, 200).mapToObj(n -> "行 " + n).toList());
    }
    assertThat(Files.readAllLines(log())).contains("行 199", "-- end of job lines");
  }

  @Test
  void aLogThatTakesNoLinesHoldsUpNothing() throws Exception {
    launcher.run(
        job("lines", 20_000),
        outcome -> {},
        new Listener() {
          @Override
          public void progress(long rows, long bytes) {}

          @Override
          public void log(String line) {
            throw new IllegalStateException("closed");
          }
        });
    await().until(() -> Files.readAllLines(log()).contains("行 19999"));
  }

  @Test
  void theLogIsBounded() throws Exception {
    LocalSparkLauncher terse = launcher(LONG, 10_000);
    try (terse) {
      for (int i = 0; i < 3; i++) {
        terse.run(job("lines", 2_000), outcome -> {}, NOBODY);
      }
    }
    Path old = folder.resolve("logs").resolve("spark.log.1");
    assertThat(Files.size(log())).isPositive().isLessThanOrEqualTo(10_000);
    assertThat(Files.size(old)).isPositive().isLessThanOrEqualTo(10_000);
    assertThat(Files.readAllLines(old)).last().isNotEqualTo("-- end of job lines");
    try (Stream<Path> logs = Files.list(folder.resolve("logs"))) {
      assertThat(logs.filter(Files::isRegularFile)).hasSize(2);
    }
  }

  @Test
  void callersTakeTurnsAndEachHearsOnlyItsOwn() throws Exception {
    List<Submitted> jobs = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      jobs.add(Submitted.to(launcher, job("count", i)));
    }
    for (int i = 0; i < jobs.size(); i++) {
      assertThat(jobs.get(i).ending()).isInstanceOf(Submitted.Ended.class);
      assertThat(jobs.get(i).rows).hasSize(20).containsOnly((long) i);
    }
  }

  @Test
  void closingEndsTheJobThatRunsAndThoseThatWait() throws Exception {
    Submitted first = Submitted.to(launcher, job("hang"));
    first.awaitLine();
    ProcessHandle process = process();
    Submitted second = Submitted.to(launcher, job("work"));
    await().until(() -> second.state() == Thread.State.WAITING);
    launcher.close();
    assertThat(process.isAlive()).isFalse();
    assertThat(first.ending())
        .isInstanceOf(SparkFailedException.class)
        .hasMessageContaining("stopped while the job hang ran");
    assertThat(second.ending())
        .isInstanceOf(SparkFailedException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(launcher::warmUp).isInstanceOf(SparkFailedException.class);
    assertThat(scratch()).isEmpty();
    launcher.close();
  }

  private void run(String what) throws IOException, InterruptedException {
    launcher.run(job(what), outcome -> {}, NOBODY);
  }

  private static Listener listening(List<String> heard) {
    return new Listener() {
      @Override
      public void progress(long rows, long bytes) {}

      @Override
      public void log(String line) {
        heard.add(line);
      }
    };
  }

  private LocalSparkLauncher launcher(Duration idle, long mostLog) {
    return launcher((events, scratch) -> StandInSpark.command(scratch), idle, mostLog);
  }

  private LocalSparkLauncher launcher(SparkCommand command, Duration idle, long mostLog) {
    return new LocalSparkLauncher(
        command,
        folder.resolve("logs"),
        folder.resolve("tmp"),
        idle,
        mostLog,
        line -> line.replace(StandInSpark.SECRET, "[secret]"));
  }

  private ProcessHandle process() {
    return ProcessHandle.of(launcher.pid().orElseThrow()).orElseThrow();
  }

  private Path log() {
    return folder.resolve("logs").resolve("spark.log");
  }

  private List<Path> scratch() throws IOException {
    Path tmp = folder.resolve("tmp");
    if (!Files.exists(tmp)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(tmp)) {
      return files.toList();
    }
  }
}

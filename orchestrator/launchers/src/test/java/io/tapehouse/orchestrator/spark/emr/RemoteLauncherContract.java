package io.tapehouse.orchestrator.spark.emr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tapehouse.dictionary.Partition;
import io.tapehouse.emulators.emr.RequestFault;
import io.tapehouse.orchestrator.aws.AwsClients;
import io.tapehouse.orchestrator.spark.SparkFailedException;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.orchestrator.spark.emr.EtlActor.Mood;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.ObjectStore;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlJob.EtlInput;
import io.tapehouse.store.job.EtlOutcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What a launcher on EMR does, whichever it is, with a service that fails to order. */
abstract class RemoteLauncherContract {

  static final JobSettings JOB =
      new JobSettings(
          "s3://tapehouse-code/spark-etl.jar",
          "s3://tapehouse-logs/emr",
          Workers.STANDARD,
          new Times(Duration.ofMinutes(30), Duration.ofSeconds(15), Duration.ofMinutes(1)),
          "tapehouse-test",
          Map.of("stage", "test", "dag", "taiwan_index"),
          Map.of());

  static final String ROLE = "arn:aws:iam::123456789012:role/tapehouse-etl";

  private static final Logger LOG = LoggerFactory.getLogger(RemoteLauncherContract.class);

  /** One class of tests after the other. */
  private static final Set<String> asked = new LinkedHashSet<>();

  @TempDir Path folder;
  final TestTime time = new TestTime();
  ObjectStore lake;
  ObjectStore logs;
  EtlActor actor;
  AwsClients clients;

  /** Starts the fake. */
  abstract void open(EtlActor etl) throws IOException;

  abstract URI endpoint();

  /** A new launcher, as a new process would have it. */
  abstract SparkLauncher launcher();

  abstract String driverLog(String group, String id);

  abstract void fault(String operation, RequestFault fault, int times);

  abstract int faultsLeft();

  abstract String startOperation();

  abstract String statusOperation();

  abstract String cancelOperation();

  /** How often the request for work may have this fault before something else happens. */
  abstract int repeated(RequestFault fault);

  /** How often the request for work is sent when it never arrives. */
  abstract int tries();

  /** How many names a job has until it has its id. */
  abstract int names();

  /** Work does not begin to run. */
  abstract void holdBeforeRunning();

  abstract void letGo();

  /** Sends answers that were held back. */
  abstract void releaseAnswers();

  /** Work that has not ended. */
  abstract int active();

  /** Work that was ever begun. */
  abstract int begun();

  abstract boolean cancelled(int index);

  abstract List<String> requests();

  abstract void close();

  /** Every request of every test is what AWS's own model of the service allows. */
  @AfterAll
  static void holdRequestsAgainstTheModel() throws IOException {
    List<String> distinct = List.copyOf(asked);
    asked.clear();
    Optional<PythonTools> tools = PythonTools.find();
    if (tools.isEmpty()) {
      LOG.warn("requests are not held against AWS's models: {}", PythonTools.ABSENT);
      return;
    }
    assertThat(distinct).isNotEmpty();
    assertThat(tools.get().judge(distinct)).allMatch("ok"::equals);
  }

  @BeforeEach
  void open() throws IOException {
    lake = new FolderObjectStore(Files.createDirectories(folder.resolve("lake")));
    logs = new FolderObjectStore(Files.createDirectories(folder.resolve("logs")));
    actor = new EtlActor(lake, logs, submission -> driverLog(submission.group(), submission.id()));
    open(actor);
    clients =
        new AwsClients(
            AwsClients.Settings.of("us-east-1")
                .at(
                    endpoint(),
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"))));
  }

  /** Nothing may be left running, and every ordered fault must have happened. */
  @AfterEach
  void leaveNothing() throws IOException {
    try {
      assertThat(active()).as("work left running").isZero();
      assertThat(faultsLeft()).as("faults that did not happen").isZero();
      asked.addAll(requests());
    } finally {
      clients.close();
      close();
    }
  }

  static EtlJob job(String id) {
    return new EtlJob(
        id,
        "s3://tapehouse/archive",
        "s3://tapehouse/lake",
        List.of(1, 60),
        Map.of("TWSE", Map.of(LocalDate.of(2024, 10, 10), false)),
        List.of(input("taifex.futures_tick", 5), input("taifex.options_tick", 6)));
  }

  private static EtlInput input(String dataset, int day) {
    return new EtlInput(
        new Partition(dataset, LocalDate.of(2024, 11, day)),
        1,
        "attempt-" + day,
        List.of(new ArchivedFile(dataset + ".zip", 1_000, "00")));
  }

  Heard run(SparkLauncher launcher, EtlJob job) {
    return Heard.when(heard -> launcher.run(job, heard.outcomes::add, heard));
  }

  Heard resume(SparkLauncher launcher, String reference) {
    return Heard.when(heard -> launcher.resume(reference, heard.outcomes::add, heard));
  }

  static void assertDone(Heard heard) throws Exception {
    assertThat(heard.ending()).isNull();
    assertThat(heard.outcomes)
        .extracting(EtlOutcome::attemptId)
        .containsExactly("attempt-5", "attempt-6");
    assertThat(heard.rows).containsExactly(20L);
  }

  @Test
  void runsAJobAndHandsOutEachOutcomeOnce() throws Exception {
    try (SparkLauncher launcher = launcher()) {
      Heard heard = run(launcher, job("job-1"));
      assertDone(heard);
      assertThat(begun()).isEqualTo(1);
      assertThat(actor.ran).hasSize(1);
      assertThat(actor.ran.get(0).entryPoint()).isEqualTo(JOB.jar());
      assertThat(actor.ran.get(0).arguments())
          .containsExactly(lake.location("_jobs/job-1/job.json"));
      assertThat(actor.ran.get(0).sparkParameters())
          .containsSequence("--class", "io.tapehouse.etl.EtlApplication")
          .contains(
              "spark.hadoop.fs.s3a.committer.name=magic",
              "spark.hadoop.mapreduce.outputcommitter.factory.scheme.s3="
                  + "org.apache.hadoop.fs.s3a.commit.S3ACommitterFactory",
              "spark.dynamicAllocation.maxExecutors=8");
      assertThat(heard.lines).contains("INFO all is written");
      assertThat(heard.references).hasSizeGreaterThan(1).allMatch(text -> text.length() <= 200);
    }
  }

  @Test
  void tellsTheNameBeforeItAsksForTheWork() throws Exception {
    try (SparkLauncher launcher = launcher()) {
      Heard heard =
          Heard.when(
              me ->
                  launcher.run(
                      job("job-1"),
                      me.outcomes::add,
                      new SparkLauncher.Listener() {
                        @Override
                        public void progress(long rows, long bytes) {}

                        @Override
                        public void begins(String reference) {
                          throw new IllegalStateException("cannot be remembered");
                        }
                      }));
      assertThat(heard.ending()).isInstanceOf(IllegalStateException.class);
      assertThat(begun()).isZero();
    }
  }

  @Test
  void aJobThatFailsBringsItsLog() throws Exception {
    actor.mood(Mood.FAILS);
    try (SparkLauncher launcher = launcher()) {
      Heard heard = run(launcher, job("job-1"));
      assertThat(heard.ending())
          .isInstanceOf(SparkFailedException.class)
          .hasMessageContaining("ERROR the disk is full");
      assertThat(heard.lines).contains("INFO begins", "ERROR the disk is full");
      assertThat(heard.outcomes).isEmpty();
      assertThat(launcher.find(heard.reference())).isEmpty();
    }
  }

  @Test
  void aJobThatEndsWithoutItsAnswerHasFailed() throws Exception {
    actor.mood(Mood.SILENT);
    try (SparkLauncher launcher = launcher()) {
      Heard heard = run(launcher, job("job-1"));
      assertThat(heard.ending())
          .isInstanceOf(SparkFailedException.class)
          .hasMessageContaining("outcomes.json")
          .hasMessageContaining("INFO says nothing");
    }
  }

  @Test
  void anAnswerThatLacksAnInputHandsOutNothing() throws Exception {
    actor.mood(Mood.LACKS_ONE);
    time.pass();
    try (SparkLauncher launcher = launcher()) {
      Heard heard = run(launcher, job("job-1"));
      assertThat(heard.ending())
          .isInstanceOf(SparkFailedException.class)
          .hasMessageContaining("taifex.futures_tick 2024-11-05");
      assertThat(heard.outcomes).isEmpty();
    }
  }

  @Test
  void logsThatNeverComeAreWaitedForWithinBounds() throws Exception {
    actor.mood(Mood.LACKS_ONE);
    time.pass();
    try (SparkLauncher launcher = launcher()) {
      Heard heard = run(launcher, job("job-1"));
      assertThat(heard.ending()).isInstanceOf(SparkFailedException.class);
      assertThat(heard.lines).anyMatch(line -> line.startsWith("no log of the driver"));
    }
  }

  @Test
  void anotherJobOfTheSameIdIsRefused() throws Exception {
    try (SparkLauncher launcher = launcher()) {
      assertDone(run(launcher, job("job-1")));
      EtlJob other =
          new EtlJob("job-1", "s3://else", "s3://else", List.of(), Map.of(), job("job-1").inputs());
      assertThat(run(launcher, other).ending())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another job of the same id");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = RequestFault.class,
      names = {"EXPIRED_CREDENTIALS", "HELD_ANSWER"},
      mode = EnumSource.Mode.EXCLUDE)
  void whateverBefallsTheRequestThereIsOneRun(RequestFault fault) throws Exception {
    fault(startOperation(), fault, repeated(fault));
    // A second one that ran before it was seen would be late, not doubled; here none does.
    holdBeforeRunning();
    try (SparkLauncher launcher = launcher()) {
      Heard heard = run(launcher, job("job-1"));
      await().until(() -> heard.references.size() == names() || heard.ended());
      letGo();
      assertDone(heard);
      assertThat(actor.ran).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = RequestFault.class,
      names = {"EXPIRED_CREDENTIALS", "HELD_ANSWER"},
      mode = EnumSource.Mode.EXCLUDE)
  void whateverBefallsTheQuestionsItGoesOn(RequestFault fault) throws Exception {
    fault(statusOperation(), fault, fault == RequestFault.DELIVERED_TWICE ? 1 : 3);
    try (SparkLauncher launcher = launcher()) {
      assertDone(run(launcher, job("job-1")));
    }
    assertThat(time.slept).allMatch(pause -> pause.compareTo(Duration.ofSeconds(30)) <= 0);
  }

  @Test
  void throttlingThatDoesNotEndIsGivenUp() throws Exception {
    fault(startOperation(), RequestFault.THROTTLED, 8);
    try (SparkLauncher launcher = launcher()) {
      assertThat(run(launcher, job("job-1")).ending())
          .isInstanceOf(IOException.class)
          .hasMessageContaining(startOperation())
          .hasMessageContaining("asked 8 times");
      assertThat(begun()).isZero();
    }
  }

  @Test
  void expiredCredentialsAreToldAndTheJobIsFoundLater() throws Exception {
    holdBeforeRunning();
    fault(statusOperation(), RequestFault.EXPIRED_CREDENTIALS, 1);
    String reference;
    try (SparkLauncher launcher = launcher()) {
      Heard heard = run(launcher, job("job-1"));
      assertThat(heard.ending())
          .isInstanceOf(IOException.class)
          .hasMessageContaining(statusOperation())
          .hasMessageContaining("ExpiredTokenException")
          .hasMessageContaining("Renew the credentials");
      reference = heard.reference();
    }
    letGo();
    try (SparkLauncher next = launcher()) {
      assertThat(next.find(reference)).contains(job("job-1"));
      assertDone(resume(next, reference));
      assertThat(begun()).isEqualTo(1);
    }
  }

  @Test
  void expiredCredentialsAtTheStartBeginNothing() throws Exception {
    fault(startOperation(), RequestFault.EXPIRED_CREDENTIALS, 1);
    try (SparkLauncher launcher = launcher()) {
      assertThat(run(launcher, job("job-1")).ending())
          .isInstanceOf(IOException.class)
          .hasMessageContaining(startOperation());
      assertThat(begun()).isZero();
    }
  }

  @Test
  void anotherProcessTakesUpWhatRuns() throws Exception {
    actor.mood(Mood.GOOD);
    holdBeforeRunning();
    SparkLauncher dead = launcher();
    Heard first = run(dead, job("job-1"));
    await().until(() -> begun() == 1 && first.references.size() > 1);
    try (SparkLauncher next = launcher()) {
      assertThat(next.find(first.reference())).contains(job("job-1"));
      Heard second = resume(next, first.reference());
      letGo();
      assertDone(second);
      assertThat(begun()).isEqualTo(1);
    }
    assertDone(first);
  }

  @Test
  void anotherProcessTakesUpWhatHasEnded() throws Exception {
    String reference;
    try (SparkLauncher launcher = launcher()) {
      Heard heard = run(launcher, job("job-1"));
      assertDone(heard);
      reference = heard.reference();
    }
    try (SparkLauncher next = launcher()) {
      assertThat(next.find(reference)).contains(job("job-1"));
      assertDone(resume(next, reference));
      assertThat(begun()).isEqualTo(1);
    }
  }

  @Test
  void aCrashBeforeTheAnswerLosesAndDoublesNothing() throws Exception {
    holdBeforeRunning();
    fault(startOperation(), RequestFault.HELD_ANSWER, 1);
    SparkLauncher dead = launcher();
    Heard first = run(dead, job("job-1"));
    await().until(() -> begun() == 1);
    // As far as it came before it died.
    String reference = first.reference();
    try (SparkLauncher next = launcher()) {
      assertThat(next.find(reference)).contains(job("job-1"));
      Heard second = resume(next, reference);
      await().until(() -> !second.references.isEmpty());
      letGo();
      assertDone(second);
      assertThat(begun()).isEqualTo(1);
    }
    releaseAnswers();
    assertDone(first);
  }

  @Test
  void aCrashBeforeTheRequestIsMadeGoodOnce() throws Exception {
    holdBeforeRunning();
    fault(startOperation(), RequestFault.BROKEN_BEFORE, tries());
    String reference;
    try (SparkLauncher launcher = launcher()) {
      Heard heard = run(launcher, job("job-1"));
      assertThat(heard.ending()).isInstanceOf(IOException.class);
      reference = heard.reference();
    }
    assertThat(begun()).isZero();
    letGo();
    try (SparkLauncher next = launcher()) {
      assertThat(next.find(reference)).contains(job("job-1"));
      assertDone(resume(next, reference));
      assertThat(begun()).isEqualTo(1);
    }
  }

  @Test
  void anInterruptEndsWorkThatWaits() throws Exception {
    holdBeforeRunning();
    try (SparkLauncher launcher = launcher()) {
      Heard heard = run(launcher, job("job-1"));
      await().until(() -> begun() == 1 && heard.references.size() > 1);
      heard.interrupt();
      assertThat(heard.ending()).isInstanceOf(InterruptedException.class);
      assertThat(active()).isZero();
      assertThat(cancelled(0)).isTrue();
      assertThat(launcher.find(heard.reference())).isEmpty();
    }
  }

  @Test
  void anInterruptEndsWorkThatRuns() throws Exception {
    actor.mood(Mood.ENDLESS);
    try (SparkLauncher launcher = launcher()) {
      Heard heard = run(launcher, job("job-1"));
      await().until(() -> !actor.ran.isEmpty());
      heard.interrupt();
      heard.interrupt();
      assertThat(heard.ending()).isInstanceOf(InterruptedException.class);
      assertThat(active()).isZero();
      assertThat(cancelled(0)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = RequestFault.class,
      names = {"EXPIRED_CREDENTIALS", "HELD_ANSWER"},
      mode = EnumSource.Mode.EXCLUDE)
  void whateverBefallsTheCancelItEnds(RequestFault fault) throws Exception {
    actor.mood(Mood.ENDLESS);
    fault(cancelOperation(), fault, 1);
    try (SparkLauncher launcher = launcher()) {
      Heard heard = run(launcher, job("job-1"));
      await().until(() -> !actor.ran.isEmpty());
      heard.interrupt();
      assertThat(heard.ending()).isInstanceOf(InterruptedException.class);
      assertThat(cancelled(0)).isTrue();
    }
  }

  @Test
  void anInterruptWhileTheWorkIsAskedForLeavesNoneBehind() throws Exception {
    actor.mood(Mood.ENDLESS);
    fault(startOperation(), RequestFault.HELD_ANSWER, 1);
    try (SparkLauncher launcher = launcher()) {
      Heard heard = run(launcher, job("job-1"));
      await().until(() -> begun() == 1);
      heard.interrupt();
      releaseAnswers();
      assertThat(heard.ending()).isInstanceOf(InterruptedException.class);
      assertThat(active()).isZero();
      assertThat(begun()).isEqualTo(1);
    }
  }

  @Test
  void whatTakesTooLongIsEnded() throws Exception {
    actor.mood(Mood.ENDLESS);
    try (SparkLauncher launcher = launcher()) {
      Heard heard = run(launcher, job("job-1"));
      await().until(() -> !actor.ran.isEmpty());
      time.pass();
      assertThat(heard.ending())
          .isInstanceOf(SparkFailedException.class)
          .hasMessageContaining("minutes after it was taken");
      assertThat(active()).isZero();
    }
  }

  @Test
  void closingEndsWhatThisProcessWaitsFor() throws Exception {
    actor.mood(Mood.ENDLESS);
    SparkLauncher launcher = launcher();
    Heard heard = run(launcher, job("job-1"));
    await().until(() -> !actor.ran.isEmpty());
    launcher.close();
    assertThat(heard.ending())
        .isInstanceOf(SparkFailedException.class)
        .hasMessageContaining("launcher was closed");
    assertThat(active()).isZero();
    assertThat(run(launcher, job("job-2")).ending()).isInstanceOf(SparkFailedException.class);
    assertThat(begun()).isEqualTo(1);
  }

  @Test
  void abandonEndsTheWorkOfAnother() throws Exception {
    actor.mood(Mood.ENDLESS);
    SparkLauncher dead = launcher();
    Heard first = run(dead, job("job-1"));
    await().until(() -> !actor.ran.isEmpty());
    try (SparkLauncher next = launcher()) {
      next.abandon(first.reference());
      assertThat(active()).isZero();
      // Once more, and of what nobody knows.
      next.abandon(first.reference());
      next.abandon("something else");
    }
    assertThat(first.ending()).isInstanceOf(SparkFailedException.class);
  }

  @Test
  void abandonFindsWhatHasNoIdYet() throws Exception {
    actor.mood(Mood.ENDLESS);
    SparkLauncher dead = launcher();
    Heard first = run(dead, job("job-1"));
    await().until(() -> !actor.ran.isEmpty());
    try (SparkLauncher next = launcher()) {
      next.abandon(first.references.get(names() - 2));
      assertThat(active()).isZero();
    }
    assertThat(first.ending()).isInstanceOf(SparkFailedException.class);
  }

  @Test
  void aNameOfSomebodyElseIsUnknown() throws Exception {
    try (SparkLauncher launcher = launcher()) {
      assertThat(launcher.find("pid:17")).isEmpty();
      assertThatThrownBy(() -> launcher.resume("pid:17", outcome -> {}, (rows, bytes) -> {}))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void jobsSideBySideDoNotMix() throws Exception {
    try (SparkLauncher launcher = launcher()) {
      List<Heard> all =
          List.of(
              run(launcher, job("job-1")),
              run(launcher, job("job-2")),
              run(launcher, job("job-3")));
      for (Heard each : all) {
        assertDone(each);
      }
      assertThat(begun()).isEqualTo(3);
    }
  }
}

package io.tapehouse.orchestrator.spark.emr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tapehouse.emulators.emr.FakeEmrServerless;
import io.tapehouse.emulators.emr.FakeEmrServerless.State;
import io.tapehouse.emulators.emr.RequestFault;
import io.tapehouse.orchestrator.spark.SparkFailedException;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** EMR Serverless by its fake. */
class EmrServerlessLauncherTest extends RemoteLauncherContract {

  private FakeEmrServerless fake;

  @Override
  void open(EtlActor etl) {
    fake = new FakeEmrServerless("emr-spark-8.1.0", etl);
  }

  @Override
  URI endpoint() {
    return fake.endpoint();
  }

  @Override
  SparkLauncher launcher() {
    return launcher("emr-spark-8.1.0", Map.of());
  }

  private SparkLauncher launcher(String release, Map<String, String> conf) {
    JobSettings job =
        new JobSettings(
            JOB.jar(),
            JOB.logLocation(),
            JOB.workers(),
            JOB.times(),
            JOB.namePrefix(),
            JOB.tags(),
            conf);
    return EmrLaunchers.serverless(
        clients.emrServerless(),
        new ServerlessSettings(FakeEmrServerless.APPLICATION, ROLE, release, 20, job),
        lake,
        logs,
        time,
        time);
  }

  @Override
  String driverLog(String group, String id) {
    return "applications/%s/jobs/%s/SPARK_DRIVER/stderr.gz".formatted(group, id);
  }

  @Override
  void fault(String operation, RequestFault fault, int times) {
    fake.fault(operation, fault, times);
  }

  @Override
  int faultsLeft() {
    return fake.faultsLeft();
  }

  @Override
  String startOperation() {
    return "StartJobRun";
  }

  @Override
  String statusOperation() {
    return "GetJobRun";
  }

  @Override
  String cancelOperation() {
    return "CancelJobRun";
  }

  @Override
  int repeated(RequestFault fault) {
    return fault == RequestFault.DELIVERED_TWICE ? 1 : 2;
  }

  @Override
  int tries() {
    return 8;
  }

  @Override
  int names() {
    return 2;
  }

  @Override
  void holdBeforeRunning() {
    fake.hold(State.SUBMITTED);
  }

  @Override
  void letGo() {
    fake.open();
  }

  @Override
  void releaseAnswers() {
    fake.release();
  }

  @Override
  int active() {
    return fake.active();
  }

  @Override
  int begun() {
    return fake.jobRuns().size();
  }

  @Override
  boolean cancelled(int index) {
    return fake.state(fake.jobRuns().get(index)) == State.CANCELLED;
  }

  @Override
  List<String> requests() {
    return fake.requests();
  }

  @Override
  void close() {
    fake.close();
  }

  @Test
  void theNextRequestHasTheSameTokenAndBody() throws Exception {
    fake.fault("StartJobRun", RequestFault.LOST_ANSWER, 1);
    try (SparkLauncher launcher = launcher()) {
      assertDone(run(launcher, job("job-1")));
    }
    List<String> starts =
        fake.requests().stream().filter(line -> line.contains("\"StartJobRun\"")).toList();
    assertThat(starts).hasSize(2);
    assertThat(starts.get(0)).isEqualTo(starts.get(1)).contains("\"tapehouse:job\":\"job-1\"");
  }

  @Test
  void whatItCostIsInTheLog() throws Exception {
    try (SparkLauncher launcher = launcher()) {
      Heard heard = run(launcher, job("job-1"));
      assertDone(heard);
      assertThat(heard.lines)
          .contains("billed: 0.067 vCPU hours, 0.250 GB hours of memory, 0.000 GB hours of storage")
          .anyMatch(line -> line.contains("SUCCESS: Job completed"));
    }
  }

  @Test
  void anotherLineOfReleasesIsRefusedAndBeginsNothing() throws Exception {
    try (SparkLauncher launcher = launcher("emr-7.10.0", Map.of())) {
      assertThat(run(launcher, job("job-1")).ending())
          .isInstanceOf(SparkFailedException.class)
          .hasMessageContaining("emr-spark-8.1.0")
          .hasMessageContaining("emr-7.10.0");
      assertThat(begun()).isZero();
    }
  }

  @Test
  void warmUpStartsTheApplicationOnce() throws Exception {
    try (SparkLauncher launcher = launcher()) {
      launcher.warmUp();
      await().until(() -> fake.count("StartApplication") == 1);
      assertDone(run(launcher, job("job-1")));
      assertThat(fake.count("StartApplication")).isEqualTo(1);
    }
  }

  @Test
  void otherSettingsAfterARestartFindTheRunThatWasBegun() throws Exception {
    fake.hold(State.SUBMITTED);
    SparkLauncher dead = launcher();
    Heard first = run(dead, job("job-1"));
    await().until(() -> first.references.size() > 1);
    try (SparkLauncher next = launcher("emr-spark-8.1.0", Map.of("spark.ui.enabled", "false"))) {
      // The same job again, not the reference: the token meets another body.
      Heard second = run(next, job("job-1"));
      await().until(() -> second.references.size() > 1);
      fake.open();
      assertDone(second);
      assertThat(begun()).isEqualTo(1);
    }
    assertDone(first);
  }

  @Test
  void tokensThatTheServiceForgotDoubleNothing() throws Exception {
    fake.hold(State.SUBMITTED);
    SparkLauncher dead = launcher();
    Heard first = run(dead, job("job-1"));
    await().until(() -> first.references.size() > 1);
    fake.forgetTokens();
    try (SparkLauncher next = launcher()) {
      Heard second = resume(next, first.references.get(0));
      await().until(() -> !second.references.isEmpty());
      fake.open();
      assertDone(second);
      assertThat(begun()).isEqualTo(1);
    }
    assertDone(first);
  }

  @Test
  void anAnswerOutlivesTheServicesMemory() throws Exception {
    try (SparkLauncher launcher = launcher()) {
      Heard heard = run(launcher, job("job-1"));
      assertDone(heard);
      fake.forgetRuns();
      assertThat(launcher.find(heard.reference())).contains(job("job-1"));
      assertDone(resume(launcher, heard.reference()));
    }
  }

  @Test
  void theLogOfAnExecutorInTroubleIsBrought() throws Exception {
    actor.mood(EtlActor.Mood.FAILS);
    String folder = "applications/%s/jobs/%s/SPARK_EXECUTOR/";
    String prefix = folder.formatted(FakeEmrServerless.APPLICATION, "00fakerun0000001");
    logs.putIfAbsent(prefix + "1/stderr.gz", EtlActor.gzipped("INFO all is well"));
    logs.putIfAbsent(
        prefix + "2/stderr.gz", EtlActor.gzipped("java.lang.OutOfMemoryError: Java heap space"));
    // One that was cut off while it was written.
    byte[] whole = EtlActor.gzipped("ERROR one", "ERROR two");
    logs.putIfAbsent(prefix + "3/stderr.gz", java.util.Arrays.copyOf(whole, whole.length - 9));
    try (SparkLauncher launcher = launcher()) {
      Heard heard = run(launcher, job("job-1"));
      assertThat(heard.ending()).isInstanceOf(SparkFailedException.class);
      assertThat(heard.lines)
          .contains("java.lang.OutOfMemoryError: Java heap space")
          .doesNotContain("INFO all is well")
          .anyMatch(line -> line.startsWith("(the log breaks off here"));
    }
  }
}

package io.tapehouse.orchestrator.spark.emr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tapehouse.emulators.emr.FakeEmr;
import io.tapehouse.emulators.emr.RequestFault;
import io.tapehouse.orchestrator.spark.SparkFailedException;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.orchestrator.spark.emr.EtlActor.Mood;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.emr.EmrClient;

/** A cluster of EMR by its fake. */
class EmrClusterLauncherTest extends RemoteLauncherContract {

  static final ClusterSettings SETTINGS =
      new ClusterSettings(
          "emr-spark-8.1.0",
          "arn:aws:iam::123456789012:role/tapehouse-emr",
          "tapehouse-emr-machines",
          List.of("subnet-0123456789abcdef0"),
          Optional.of("tapehouse-encryption"),
          "m7g.xlarge",
          List.of("m7g.2xlarge", "m6g.2xlarge"),
          1,
          2,
          Duration.ofMinutes(10),
          JOB);

  private FakeEmr fake;

  @Override
  void open(EtlActor etl) {
    fake = new FakeEmr(etl);
  }

  @Override
  URI endpoint() {
    return fake.endpoint();
  }

  @Override
  SparkLauncher launcher() {
    return EmrLaunchers.cluster(clients.emr(), SETTINGS, lake, logs, time, time);
  }

  @Override
  String driverLog(String group, String id) {
    return "%s/steps/%s/stderr.gz".formatted(group, id);
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
    return "AddJobFlowSteps";
  }

  @Override
  String statusOperation() {
    return "DescribeStep";
  }

  @Override
  String cancelOperation() {
    return "CancelSteps";
  }

  @Override
  int repeated(RequestFault fault) {
    return switch (fault) {
      case LOST_ANSWER, INTERNAL_ERROR_AFTER, DELIVERED_TWICE -> 1;
      default -> 2;
    };
  }

  @Override
  int tries() {
    return 4;
  }

  @Override
  int names() {
    return 3;
  }

  @Override
  void holdBeforeRunning() {
    fake.hold();
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
    return fake.steps().size();
  }

  @Override
  boolean cancelled(int index) {
    return fake.stepState(fake.steps().get(index)).equals("CANCELLED");
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
  void aClusterIsUsedAgainAndEndedAtTheClose() throws Exception {
    try (SparkLauncher launcher = launcher()) {
      assertDone(run(launcher, job("job-1")));
      assertDone(run(launcher, job("job-2")));
      assertThat(fake.clusters()).hasSize(1);
      assertThat(fake.liveClusters()).hasSize(1);
    }
    assertThat(fake.liveClusters()).isEmpty();
  }

  @Test
  void anotherProcessUsesTheSameClusterAndTheLastEndsIt() throws Exception {
    actor.mood(Mood.ENDLESS);
    SparkLauncher first = launcher();
    Heard long1 = run(first, job("job-1"));
    await().until(() -> !actor.ran.isEmpty());
    SparkLauncher second = launcher();
    Heard waiting = run(second, job("job-2"));
    await().until(() -> begun() == 2);
    waiting.interrupt();
    assertThat(waiting.ending()).isInstanceOf(InterruptedException.class);
    second.close();
    assertThat(fake.liveClusters()).as("it has work of the first").hasSize(1);
    first.close();
    assertThat(long1.ending()).isInstanceOf(SparkFailedException.class);
    assertThat(fake.liveClusters()).isEmpty();
    assertThat(fake.clusters()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = RequestFault.class,
      names = {"EXPIRED_CREDENTIALS", "HELD_ANSWER"},
      mode = EnumSource.Mode.EXCLUDE)
  void whateverBefallsTheClustersRequestOneIsUsed(RequestFault fault) throws Exception {
    fake.fault("RunJobFlow", fault, 1);
    try (SparkLauncher launcher = launcher()) {
      assertDone(run(launcher, job("job-1")));
      assertThat(fake.liveClusters()).hasSize(1);
      assertThat(fake.clusters()).hasSize(fault == RequestFault.DELIVERED_TWICE ? 2 : 1);
    }
    assertThat(fake.liveClusters()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = RequestFault.class,
      names = {"EXPIRED_CREDENTIALS", "HELD_ANSWER"},
      mode = EnumSource.Mode.EXCLUDE)
  void whateverBefallsTheEndTheClusterEnds(RequestFault fault) throws Exception {
    fake.fault("TerminateJobFlows", fault, 1);
    fake.fault("ListClusters", fault, 1);
    fake.fault("ListSteps", fault, 1);
    try (SparkLauncher launcher = launcher()) {
      assertDone(run(launcher, job("job-1")));
    }
    assertThat(fake.liveClusters()).isEmpty();
  }

  @Test
  void aClusterThatEndsUnderAStepIsTold() throws Exception {
    fake.hold();
    try (SparkLauncher launcher = launcher()) {
      Heard heard = run(launcher, job("job-1"));
      await().until(() -> begun() == 1);
      fake.terminate(fake.clusters().get(0), "no capacity in us-east-1a");
      assertThat(heard.ending())
          .isInstanceOf(SparkFailedException.class)
          .hasMessageContaining("no capacity in us-east-1a");
    }
  }

  @Test
  void afterOneThatEndedAnotherIsMade() throws Exception {
    try (SparkLauncher launcher = launcher()) {
      assertDone(run(launcher, job("job-1")));
      fake.terminate(fake.clusters().get(0), "idle");
      assertDone(run(launcher, job("job-2")));
      assertThat(fake.clusters()).hasSize(2);
    }
    assertThat(fake.liveClusters()).isEmpty();
  }

  @Test
  void anInterruptWhileTheClusterIsAskedForLeavesNoneBehind() throws Exception {
    fake.fault("RunJobFlow", RequestFault.HELD_ANSWER, 1);
    try (SparkLauncher launcher = launcher()) {
      Heard heard = run(launcher, job("job-1"));
      await().until(() -> fake.clusters().size() == 1);
      heard.interrupt();
      fake.release();
      assertThat(heard.ending()).isInstanceOf(InterruptedException.class);
      assertThat(begun()).isZero();
    }
    assertThat(fake.liveClusters()).isEmpty();
  }

  @Test
  void otherSettingsMakeAnotherCluster() throws Exception {
    ClusterSettings other =
        new ClusterSettings(
            SETTINGS.releaseLabel(),
            SETTINGS.serviceRole(),
            SETTINGS.instanceProfile(),
            SETTINGS.subnets(),
            SETTINGS.securityConfiguration(),
            "m7g.2xlarge",
            SETTINGS.coreTypes(),
            SETTINGS.onDemand(),
            0,
            SETTINGS.idleTimeout(),
            SETTINGS.job());
    try (SparkLauncher one = launcher();
        SparkLauncher two = EmrLaunchers.cluster(clients.emr(), other, lake, logs, time, time)) {
      assertDone(run(one, job("job-1")));
      assertDone(run(two, job("job-2")));
      assertThat(fake.liveClusters()).hasSize(2);
    }
    assertThat(fake.liveClusters()).isEmpty();
  }

  @Test
  void aClientThatAsksAgainByItselfIsRefused() throws IOException {
    try (EmrClient eager = EmrClient.builder().region(Region.US_EAST_1).build()) {
      assertThatThrownBy(() -> EmrLaunchers.cluster(eager, SETTINGS, lake, logs, time, time))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("AwsClients.emr()");
    }
  }
}

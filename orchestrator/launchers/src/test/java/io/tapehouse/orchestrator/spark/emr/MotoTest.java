package io.tapehouse.orchestrator.spark.emr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tapehouse.orchestrator.aws.AwsClients;
import io.tapehouse.orchestrator.spark.SparkFailedException;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.Json;
import io.tapehouse.store.ObjectStore;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlJob.EtlInput;
import io.tapehouse.store.job.EtlOutcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emr.model.StepState;
import software.amazon.awssdk.services.emrserverless.EmrServerlessClient;
import software.amazon.awssdk.services.emrserverless.model.JobRun;

/**
 * The launchers against moto, which others wrote. It runs nothing: a job run of EMR Serverless has
 * succeeded at once, and a step of EMR runs for ever; it knows no CancelSteps.
 */
class MotoTest {

  /** The only form that moto takes. */
  private static final String RELEASE = "emr-7.10.0-20250801";

  @TempDir Path folder;
  private final TestTime time = new TestTime();
  private ObjectStore lake;
  private ObjectStore logs;
  private Process moto;
  private AwsClients clients;

  @BeforeEach
  void start() throws IOException {
    Optional<PythonTools> tools = PythonTools.find();
    Assumptions.assumeTrue(tools.isPresent(), PythonTools.ABSENT);
    lake = new FolderObjectStore(Files.createDirectories(folder.resolve("lake")));
    logs = new FolderObjectStore(Files.createDirectories(folder.resolve("logs")));
    moto = tools.get().moto();
    String port =
        new BufferedReader(new InputStreamReader(moto.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    clients =
        new AwsClients(
            AwsClients.Settings.of("us-east-1")
                .at(
                    URI.create("http://127.0.0.1:" + port),
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"))));
  }

  @AfterEach
  void stop() throws Exception {
    if (clients != null) {
      clients.close();
    }
    if (moto != null) {
      moto.destroy();
      assertThat(moto.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void emrServerlessRunsAJob() throws Exception {
    EtlJob job = RemoteLauncherContract.job("job-1");
    try (EmrServerlessClient client = clients.emrServerless()) {
      String application =
          client
              .createApplication(r -> r.name("tapehouse").releaseLabel(RELEASE).type("SPARK"))
              .applicationId();
      ServerlessSettings settings =
          new ServerlessSettings(
              application, RemoteLauncherContract.ROLE, RELEASE, 20, RemoteLauncherContract.JOB);
      try (SparkLauncher launcher =
          EmrLaunchers.serverless(client, settings, lake, logs, time, time)) {
        Heard silent = run(launcher, RemoteLauncherContract.job("job-0"), false);
        time.pass();
        assertThat(silent.ending())
            .isInstanceOf(SparkFailedException.class)
            .hasMessageContaining("outcomes.json");
        Heard heard = run(launcher, job, true);
        RemoteLauncherContract.assertDone(heard);
        String id = heard.reference().substring(heard.reference().lastIndexOf('/') + 1);
        JobRun run = client.getJobRun(r -> r.applicationId(application).jobRunId(id)).jobRun();
        assertThat(run.name()).isEqualTo("tapehouse-test-job-1");
        assertThat(run.tags())
            .containsEntry("stage", "test")
            .containsEntry("tapehouse:first-date", "2024-11-05")
            .containsEntry("tapehouse:last-date", "2024-11-06");
        assertThat(run.executionTimeoutMinutes()).isEqualTo(30);
        assertThat(run.jobDriver().sparkSubmit().entryPointArguments())
            .containsExactly(lake.location("_jobs/job-1/job.json"));
        assertThat(
                run.configurationOverrides()
                    .monitoringConfiguration()
                    .s3MonitoringConfiguration()
                    .logUri())
            .isEqualTo("s3://tapehouse-logs/emr");
        assertThat(launcher.find(heard.reference())).contains(job);
        launcher.abandon(heard.reference());
      }
    }
  }

  @Test
  void emrMakesAClusterAndAStep() throws Exception {
    try (EmrClient client = clients.emr()) {
      SparkLauncher launcher =
          EmrLaunchers.cluster(client, EmrClusterLauncherTest.SETTINGS, lake, logs, time, time);
      Heard heard = run(launcher, RemoteLauncherContract.job("job-1"), false);
      await().until(() -> heard.references.size() == 3 || heard.ended());
      assertThat(heard.references).hasSize(3);
      String[] reference = heard.reference().split("/", -1);
      await().until(() -> heard.lines.stream().anyMatch(line -> line.contains("RUNNING")));
      assertThat(client.listSteps(r -> r.clusterId(reference[2])).steps())
          .singleElement()
          .satisfies(
              step -> {
                assertThat(step.id()).isEqualTo(reference[3]);
                assertThat(step.status().state()).isEqualTo(StepState.RUNNING);
                assertThat(step.config().args())
                    .startsWith("spark-submit", "--deploy-mode", "client")
                    .endsWith(
                        "s3://tapehouse-code/spark-etl.jar", lake.location("_jobs/job-1/job.json"));
              });
      assertThat(launcher.find(heard.reference())).isPresent();
      // Another launcher finds the cluster by its name.
      SparkLauncher second =
          EmrLaunchers.cluster(client, EmrClusterLauncherTest.SETTINGS, lake, logs, time, time);
      Heard other = run(second, RemoteLauncherContract.job("job-2"), false);
      await().until(() -> other.references.size() == 3 || other.ended());
      assertThat(other.reference()).contains(reference[2]);
      // The end is not what it would be: moto does not know how to cancel a step.
      time.pass();
      heard.interrupt();
      other.interrupt();
      assertThat(heard.ending()).isInstanceOf(InterruptedException.class);
      assertThat(other.ending()).isInstanceOf(InterruptedException.class);
      second.close();
      launcher.close();
      assertThat(client.describeCluster(r -> r.clusterId(reference[2])).cluster().tags())
          .anySatisfy(
              tag -> {
                assertThat(tag.key()).isEqualTo("stage");
                assertThat(tag.value()).isEqualTo("test");
              });
      client.terminateJobFlows(r -> r.jobFlowIds(reference[2]));
    }
  }

  /** With the answer of the application left as soon as the job has a name, or none. */
  private Heard run(SparkLauncher launcher, EtlJob job, boolean answered) {
    return Heard.when(
        heard ->
            launcher.run(
                job,
                heard.outcomes::add,
                new SparkLauncher.Listener() {
                  @Override
                  public void progress(long rows, long bytes) {
                    heard.progress(rows, bytes);
                  }

                  @Override
                  public void log(String line) {
                    heard.log(line);
                  }

                  @Override
                  public void begins(String reference) {
                    heard.begins(reference);
                    if (answered) {
                      answer(job);
                    }
                  }
                }));
  }

  private void answer(EtlJob job) {
    List<EtlOutcome> outcomes = job.inputs().stream().map(MotoTest::written).toList();
    try {
      lake.putIfAbsent(
          "_jobs/" + job.jobId() + "/outcomes.json", Json.MAPPER.writeValueAsBytes(outcomes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EtlOutcome written(EtlInput input) {
    return new EtlOutcome(
        input.partition(),
        input.attemptId(),
        EtlOutcome.Status.WRITTEN,
        null,
        null,
        Map.of(),
        Map.of("derivative", new EtlOutcome.RowCounts(10, 10, 0)),
        List.of(),
        List.of(),
        1);
  }
}

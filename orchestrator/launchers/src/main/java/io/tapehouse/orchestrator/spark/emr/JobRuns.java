package io.tapehouse.orchestrator.spark.emr;

import io.tapehouse.orchestrator.spark.emr.AwsCallException.Reason;
import io.tapehouse.orchestrator.spark.emr.RemoteJob.Phase;
import io.tapehouse.orchestrator.spark.emr.RemoteJob.Status;
import io.tapehouse.store.Sha256;
import io.tapehouse.store.job.EtlJob;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emrserverless.EmrServerlessClient;
import software.amazon.awssdk.services.emrserverless.model.Application;
import software.amazon.awssdk.services.emrserverless.model.JobRun;
import software.amazon.awssdk.services.emrserverless.model.JobRunState;
import software.amazon.awssdk.services.emrserverless.model.JobRunSummary;
import software.amazon.awssdk.services.emrserverless.model.ListJobRunsResponse;
import software.amazon.awssdk.services.emrserverless.model.StartJobRunRequest;

/** The requests to EMR Serverless. */
record JobRuns(EmrServerlessClient client, AwsCalls calls, ServerlessSettings settings) {

  /** Clocks differ by less. */
  private static final Duration SKEW = Duration.ofHours(1);

  /** The application. */
  Application application() throws IOException, InterruptedException {
    return calls
        .repeatable(
            "GetApplication " + settings.applicationId(),
            () -> client.getApplication(r -> r.applicationId(settings.applicationId())))
        .application();
  }

  /** Starts the application; it may run already. */
  void startApplication() throws IOException, InterruptedException {
    calls.repeatable(
        "StartApplication " + settings.applicationId(),
        () -> client.startApplication(r -> r.applicationId(settings.applicationId())));
  }

  /**
   * The job run of a job: the same one however often this is asked, for the token is made of the
   * job's id.
   */
  String start(ServerlessReference reference, EtlJob job, String location)
      throws IOException, InterruptedException {
    StartJobRunRequest request = request(reference, job, location);
    try {
      return calls
          .repeatable("StartJobRun " + request.name(), () -> client.startJobRun(request))
          .jobRunId();
    } catch (AwsCallException e) {
      if (e.reason() == Reason.CONFLICT) {
        // The settings have changed since it was begun: the one that was begun is the one.
        Optional<String> begun = find(reference);
        if (begun.isPresent()) {
          return begun.get();
        }
      }
      throw e;
    }
  }

  private StartJobRunRequest request(ServerlessReference reference, EtlJob job, String location) {
    SparkConf conf = SparkConf.of(settings.job().workers().conf(), settings.job().conf());
    List<String> options = new ArrayList<>(conf.options());
    for (String who : List.of("driver", "executor")) {
      options.add("--conf");
      options.add("spark.emr-serverless.%s.disk=%dG".formatted(who, settings.diskGb()));
    }
    return StartJobRunRequest.builder()
        .applicationId(reference.applicationId())
        .clientToken(token(reference))
        .executionRoleArn(settings.executionRoleArn())
        .name(name(reference))
        .jobDriver(
            driver ->
                driver.sparkSubmit(
                    spark ->
                        spark
                            .entryPoint(settings.job().jar())
                            .entryPointArguments(location)
                            .sparkSubmitParameters(String.join(" ", options))))
        .configurationOverrides(
            overrides ->
                overrides.monitoringConfiguration(
                    monitoring ->
                        monitoring.s3MonitoringConfiguration(
                            s3 -> s3.logUri(settings.job().logLocation()))))
        .executionTimeoutMinutes(settings.job().times().timeout().toMinutes())
        .tags(new CostTags(settings.job().tags()).of(job))
        .build();
  }

  private static String token(ServerlessReference reference) {
    return Sha256.of(reference.applicationId() + "\n" + reference.jobId());
  }

  private String name(ServerlessReference reference) {
    return settings.job().namePrefix() + "-" + reference.jobId();
  }

  /** The job run that bears the job's name, if the service has one. */
  Optional<String> find(ServerlessReference reference) throws IOException, InterruptedException {
    String name = name(reference);
    String page = null;
    do {
      String next = page;
      ListJobRunsResponse answer =
          calls.repeatable(
              "ListJobRuns " + reference.applicationId(),
              () ->
                  client.listJobRuns(
                      r ->
                          r.applicationId(reference.applicationId())
                              .createdAtAfter(reference.since().minus(SKEW))
                              .maxResults(50)
                              .nextToken(next)));
      for (JobRunSummary run : answer.jobRuns()) {
        if (name.equals(run.name())) {
          return Optional.of(run.id());
        }
      }
      page = answer.nextToken();
    } while (page != null);
    return Optional.empty();
  }

  /** A job run of an application. */
  RemoteJob job(String applicationId, String jobRunId) {
    return new Run(this, applicationId, jobRunId);
  }

  private record Run(JobRuns runs, String applicationId, String jobRunId) implements RemoteJob {

    @Override
    public String name() {
      return "job run " + jobRunId + " of EMR Serverless application " + applicationId;
    }

    @Override
    public Status status() throws IOException, InterruptedException {
      JobRun run =
          runs.calls
              .repeatable(
                  "GetJobRun " + jobRunId,
                  () ->
                      runs.client.getJobRun(r -> r.applicationId(applicationId).jobRunId(jobRunId)))
              .jobRun();
      String details = run.stateDetails();
      return new Status(
          phase(run.state()),
          run.stateAsString() + (details == null || details.isEmpty() ? "" : ": " + details),
          run.createdAt(),
          costs(run));
    }

    private static Phase phase(JobRunState state) {
      return switch (state) {
        case SUCCESS -> Phase.SUCCEEDED;
        case FAILED -> Phase.FAILED;
        case CANCELLED -> Phase.CANCELLED;
        case CANCELLING -> Phase.ENDING;
        case SUBMITTED, PENDING, SCHEDULED, RUNNING, QUEUED, UNKNOWN_TO_SDK_VERSION -> Phase.ACTIVE;
      };
    }

    private static List<String> costs(JobRun run) {
      List<String> costs = new ArrayList<>();
      if (run.totalResourceUtilization() != null) {
        costs.add(
            used(
                "used",
                run.totalResourceUtilization().vcpuHour(),
                run.totalResourceUtilization().memoryGBHour(),
                run.totalResourceUtilization().storageGBHour()));
      }
      if (run.billedResourceUtilization() != null) {
        costs.add(
            used(
                "billed",
                run.billedResourceUtilization().vcpuHour(),
                run.billedResourceUtilization().memoryGBHour(),
                run.billedResourceUtilization().storageGBHour()));
      }
      return costs;
    }

    private static String used(
        String word, @Nullable Double cpu, @Nullable Double memory, @Nullable Double storage) {
      return String.format(
          Locale.ROOT,
          "%s: %.3f vCPU hours, %.3f GB hours of memory, %.3f GB hours of storage",
          word,
          number(cpu),
          number(memory),
          number(storage));
    }

    private static double number(@Nullable Double value) {
      return value == null ? 0 : value;
    }

    @Override
    public void cancel() throws IOException, InterruptedException {
      runs.calls.repeatable(
          "CancelJobRun " + jobRunId,
          () -> runs.client.cancelJobRun(r -> r.applicationId(applicationId).jobRunId(jobRunId)));
    }

    /** AWS, "Storing logs" of the EMR Serverless guide, for jobs without retries. */
    @Override
    public JobLogs.Places logs() {
      String folder = "applications/" + applicationId + "/jobs/" + jobRunId + "/";
      return new JobLogs.Places(
          List.of(folder + "SPARK_DRIVER/stderr.gz", folder + "SPARK_DRIVER/stdout.gz"),
          folder + "SPARK_EXECUTOR/");
    }
  }
}

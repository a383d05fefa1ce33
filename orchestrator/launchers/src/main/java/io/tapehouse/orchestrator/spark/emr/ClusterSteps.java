package io.tapehouse.orchestrator.spark.emr;

import io.tapehouse.orchestrator.spark.emr.RemoteJob.Phase;
import io.tapehouse.orchestrator.spark.emr.RemoteJob.Status;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.AddJobFlowStepsRequest;
import software.amazon.awssdk.services.emr.model.ClusterStatus;
import software.amazon.awssdk.services.emr.model.ListStepsResponse;
import software.amazon.awssdk.services.emr.model.StepCancellationOption;
import software.amazon.awssdk.services.emr.model.StepConfig;
import software.amazon.awssdk.services.emr.model.StepState;
import software.amazon.awssdk.services.emr.model.StepStatus;
import software.amazon.awssdk.services.emr.model.StepSummary;

/** The requests to EMR about steps. */
record ClusterSteps(EmrClient client, AwsCalls calls, ClusterSettings settings) {

  private static final List<StepState> PENDING =
      List.of(StepState.PENDING, StepState.RUNNING, StepState.CANCEL_PENDING);

  /**
   * The step of a job on a cluster. Whatever befell the request, the oldest step of the job's name
   * is the one, and others are cancelled.
   */
  String add(String clusterId, String jobId, String location)
      throws IOException, InterruptedException {
    AddJobFlowStepsRequest request = request(clusterId, jobId, location);
    new LostAnswer(calls.waits())
        .settle(
            () ->
                calls
                    .once("AddJobFlowSteps " + name(jobId), () -> client.addJobFlowSteps(request))
                    .stepIds()
                    .get(0),
            () -> find(clusterId, jobId));
    List<String> all = all(clusterId, jobId);
    if (all.isEmpty()) {
      all = new LostAnswer(calls.waits()).look(() -> find(clusterId, jobId)).stream().toList();
    }
    if (all.isEmpty()) {
      throw new IOException(
          "AddJobFlowSteps was carried out, and cluster %s does not list the step %s"
              .formatted(clusterId, name(jobId)));
    }
    String oldest = all.get(all.size() - 1);
    for (String other : all.subList(0, all.size() - 1)) {
      new Step(this, clusterId, other).cancel();
    }
    return oldest;
  }

  /**
   * The driver runs on the primary machine: there CancelSteps ends it with {@code spark-submit},
   * and its log is the step's. In YARN's hands it would outlive its step.
   */
  private AddJobFlowStepsRequest request(String clusterId, String jobId, String location) {
    List<String> arguments = new ArrayList<>();
    arguments.add("spark-submit");
    arguments.addAll(List.of("--deploy-mode", "client"));
    arguments.addAll(
        SparkConf.of(settings.job().workers().conf(), settings.job().conf()).options());
    arguments.addAll(List.of("--conf", "spark.yarn.maxAppAttempts=1"));
    arguments.add(settings.job().jar());
    arguments.add(location);
    return AddJobFlowStepsRequest.builder()
        .jobFlowId(clusterId)
        .steps(
            StepConfig.builder()
                .name(name(jobId))
                .actionOnFailure(ActionOnFailure.CONTINUE)
                .hadoopJarStep(jar -> jar.jar("command-runner.jar").args(arguments))
                .build())
        .build();
  }

  private String name(String jobId) {
    return settings.job().namePrefix() + "-" + jobId;
  }

  /** The oldest step of a job. */
  Optional<String> find(String clusterId, String jobId) throws IOException, InterruptedException {
    List<String> all = all(clusterId, jobId);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /** The newest first, as the service lists them. */
  private List<String> all(String clusterId, String jobId)
      throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    for (StepSummary step : list(clusterId, List.of())) {
      if (name(jobId).equals(step.name())) {
        ids.add(step.id());
      }
    }
    return ids;
  }

  /** Whether anybody's step waits or runs there. */
  boolean busy(String clusterId) throws IOException, InterruptedException {
    return !list(clusterId, PENDING).isEmpty();
  }

  private List<StepSummary> list(String clusterId, List<StepState> states)
      throws IOException, InterruptedException {
    List<StepSummary> steps = new ArrayList<>();
    String page = null;
    do {
      String next = page;
      ListStepsResponse answer =
          calls.repeatable(
              "ListSteps " + clusterId,
              () ->
                  client.listSteps(
                      r -> {
                        r.clusterId(clusterId).marker(next);
                        if (!states.isEmpty()) {
                          r.stepStates(states);
                        }
                      }));
      steps.addAll(answer.steps());
      page = answer.marker();
    } while (page != null);
    return steps;
  }

  /** A step of a cluster. */
  RemoteJob job(String clusterId, String stepId) {
    return new Step(this, clusterId, stepId);
  }

  private record Step(ClusterSteps steps, String clusterId, String stepId) implements RemoteJob {

    @Override
    public String name() {
      return "step " + stepId + " of EMR cluster " + clusterId;
    }

    @Override
    public Status status() throws IOException, InterruptedException {
      StepStatus status =
          steps
              .calls
              .repeatable(
                  "DescribeStep " + stepId,
                  () -> steps.client.describeStep(r -> r.clusterId(clusterId).stepId(stepId)))
              .step()
              .status();
      StringBuilder words = new StringBuilder(status.stateAsString());
      if (status.failureDetails() != null) {
        words.append(": ").append(status.failureDetails().reason());
        if (status.failureDetails().message() != null) {
          words.append(' ').append(status.failureDetails().message());
        }
      }
      Phase phase = phase(status.state());
      if (status.state() == StepState.PENDING || status.state() == StepState.CANCELLED) {
        // The reason is in the state of the cluster.
        ClusterStatus cluster = cluster();
        words.append(", cluster ").append(cluster.stateAsString());
        if (cluster.stateChangeReason() != null
            && cluster.stateChangeReason().message() != null
            && !cluster.stateChangeReason().message().isEmpty()) {
          words.append(": ").append(cluster.stateChangeReason().message());
        }
        if (phase == Phase.ACTIVE && cluster.stateAsString().startsWith("TERMINATED")) {
          phase = Phase.CANCELLED;
        }
      }
      return new Status(phase, words.toString(), since(status), List.of());
    }

    private ClusterStatus cluster() throws IOException, InterruptedException {
      return steps
          .calls
          .repeatable(
              "DescribeCluster " + clusterId,
              () -> steps.client.describeCluster(r -> r.clusterId(clusterId)))
          .cluster()
          .status();
    }

    private Instant since(StepStatus status) {
      if (status.timeline() == null) {
        return steps.calls.waits().now();
      }
      Instant begun = status.timeline().startDateTime();
      Instant made = status.timeline().creationDateTime();
      return begun != null ? begun : made != null ? made : steps.calls.waits().now();
    }

    private static Phase phase(StepState state) {
      return switch (state) {
        case COMPLETED -> Phase.SUCCEEDED;
        case FAILED, INTERRUPTED -> Phase.FAILED;
        case CANCELLED -> Phase.CANCELLED;
        case CANCEL_PENDING -> Phase.ENDING;
        case PENDING, RUNNING, UNKNOWN_TO_SDK_VERSION -> Phase.ACTIVE;
      };
    }

    @Override
    public void cancel() throws IOException, InterruptedException {
      steps.calls.repeatable(
          "CancelSteps " + stepId,
          () ->
              steps.client.cancelSteps(
                  r ->
                      r.clusterId(clusterId)
                          .stepIds(stepId)
                          .stepCancellationOption(StepCancellationOption.TERMINATE_PROCESS)));
    }

    /** AWS, "View log files" of the EMR management guide: they come every five minutes. */
    @Override
    public JobLogs.Places logs() {
      String folder = clusterId + "/steps/" + stepId + "/";
      return new JobLogs.Places(
          List.of(folder + "stderr.gz", folder + "stdout.gz", folder + "controller.gz"), "");
    }
  }
}

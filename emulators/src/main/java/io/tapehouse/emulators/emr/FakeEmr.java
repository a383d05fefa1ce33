package io.tapehouse.emulators.emr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * EMR on EC2 at HTTP level: RunJobFlow, ListClusters and ListSteps with pages, DescribeCluster,
 * AddJobFlowSteps, DescribeStep, CancelSteps, TerminateJobFlows. As the real one it has no client
 * tokens: a request that comes twice is carried out twice. A cluster runs one step at a time, by
 * its {@link Runner}. Every request is on record, and faults are to order. Signatures are not
 * checked. Safe for use by many threads.
 */
public final class FakeEmr extends AwsFake {

  private static final int PAGE = 2;

  private static final class Step {
    final String id;
    final ObjectNode config;
    final WorkThreads.Work work;
    final double createdAt = System.currentTimeMillis() / 1000.0;
    String state = "PENDING";
    @Nullable String reason;

    Step(String id, ObjectNode config, WorkThreads.Work work) {
      this.id = id;
      this.config = config;
      this.work = work;
    }

    boolean ended() {
      return !state.equals("PENDING")
          && !state.equals("RUNNING")
          && !state.equals("CANCEL_PENDING");
    }
  }

  private static final class Cluster {
    final String id;
    final ObjectNode request;
    final double createdAt;
    final List<Step> steps = new ArrayList<>();
    String state = "STARTING";
    String reason = "";

    Cluster(String id, ObjectNode request, double createdAt) {
      this.id = id;
      this.request = request;
      this.createdAt = createdAt;
    }

    boolean ended() {
      return state.startsWith("TERMINATED");
    }
  }

  private final Map<String, Cluster> clusters = new LinkedHashMap<>();
  private boolean held;
  private int stepNumber;

  /** A service without clusters; it listens until it is closed. */
  public FakeEmr(Runner runner) {
    super("emr", runner);
    start();
  }

  /** Clusters do not come up, and steps do not begin, until {@link #open}. */
  public synchronized void hold() {
    held = true;
  }

  /** Lets go what was held. */
  public synchronized void open() {
    held = false;
    clusters.values().forEach(this::advance);
  }

  /** Ends a cluster as the service may: no capacity, or idle for too long. */
  public synchronized void terminate(String clusterId, String reason) {
    Cluster cluster = clusters.get(clusterId);
    if (cluster != null) {
      end(cluster, "TERMINATED_WITH_ERRORS", reason);
    }
  }

  /** Ids of all clusters that ever were, the oldest first. */
  public synchronized List<String> clusters() {
    return List.copyOf(clusters.keySet());
  }

  /** Ids of clusters that cost money. */
  public synchronized List<String> liveClusters() {
    return clusters.values().stream().filter(each -> !each.ended()).map(each -> each.id).toList();
  }

  /** Ids of all steps that ever were, cluster by cluster, the oldest first. */
  public synchronized List<String> steps() {
    return clusters.values().stream()
        .flatMap(cluster -> cluster.steps.stream())
        .map(step -> step.id)
        .toList();
  }

  /** State of a step, in the words of the service. */
  public synchronized String stepState(String stepId) {
    return clusters.values().stream()
        .flatMap(cluster -> cluster.steps.stream())
        .filter(step -> step.id.equals(stepId))
        .map(step -> step.state)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no step " + stepId));
  }

  /** How many steps have not ended. */
  public synchronized int active() {
    return (int)
        clusters.values().stream()
            .flatMap(cluster -> cluster.steps.stream())
            .filter(step -> !step.ended())
            .count();
  }

  @Override
  int throttledStatus() {
    return 400;
  }

  @Override
  Call call(HttpExchange exchange, byte[] body) throws IOException {
    String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
    return new Call(target.substring(target.indexOf('.') + 1), (ObjectNode) JSON.readTree(body));
  }

  @Override
  Answer answer(Call call) {
    ObjectNode input = call.input();
    return switch (call.operation()) {
      case "RunJobFlow" -> runJobFlow(input);
      case "ListClusters" -> listClusters(input);
      case "DescribeCluster" ->
          withCluster(input.path("ClusterId"), cluster -> Answer.ok(described(cluster)));
      case "AddJobFlowSteps" ->
          withCluster(input.path("JobFlowId"), cluster -> addSteps(cluster, input));
      case "ListSteps" ->
          withCluster(input.path("ClusterId"), cluster -> listSteps(cluster, input));
      case "DescribeStep" ->
          withCluster(input.path("ClusterId"), cluster -> describeStep(cluster, input));
      case "CancelSteps" ->
          withCluster(input.path("ClusterId"), cluster -> cancelSteps(cluster, input));
      case "TerminateJobFlows" -> terminateJobFlows(input);
      default -> Answer.error(400, "UnknownOperationException", "there is no " + call.operation());
    };
  }

  private interface WithCluster {
    Answer answer(Cluster cluster);
  }

  private Answer withCluster(JsonNode id, WithCluster with) {
    Cluster cluster = clusters.get(id.asText());
    return cluster == null
        ? invalid("Cluster id '" + id.asText() + "' is not valid.")
        : with.answer(cluster);
  }

  private static Answer invalid(String message) {
    return Answer.error(400, "InvalidRequestException", message);
  }

  private Answer runJobFlow(ObjectNode input) {
    String id = "j-FAKE%09d".formatted(clusters.size() + 1);
    // Distinct, so that the oldest is known.
    double createdAt = System.currentTimeMillis() / 1000.0 + clusters.size() * 0.001;
    Cluster cluster = new Cluster(id, input, createdAt);
    clusters.put(id, cluster);
    advance(cluster);
    ObjectNode answer = JSON.createObjectNode();
    answer.put("JobFlowId", id);
    return Answer.ok(answer);
  }

  /** Brings the cluster up and begins its next step, where nothing is held. */
  private synchronized void advance(Cluster cluster) {
    if (held || cluster.ended()) {
      return;
    }
    Step next = null;
    boolean busy = false;
    for (Step step : cluster.steps) {
      busy |= step.state.equals("RUNNING") || step.state.equals("CANCEL_PENDING");
      next = next == null && step.state.equals("PENDING") ? step : next;
    }
    if (!busy && next != null) {
      Step begun = next;
      begun.state = "RUNNING";
      busy = true;
      WorkThreads.begin(
          begun.work, submission(cluster, begun), complaint -> ended(cluster, begun, complaint));
    }
    cluster.state = busy ? "RUNNING" : "WAITING";
  }

  private synchronized void ended(Cluster cluster, Step step, @Nullable String complaint) {
    if (!step.ended()) {
      if (step.state.equals("CANCEL_PENDING")) {
        step.state = "CANCELLED";
      } else {
        step.state = complaint == null ? "COMPLETED" : "FAILED";
        step.reason = complaint;
      }
    }
    advance(cluster);
  }

  private static Submission submission(Cluster cluster, Step step) {
    List<String> arguments = new ArrayList<>();
    step.config.path("HadoopJarStep").path("Args").forEach(each -> arguments.add(each.asText()));
    // spark-submit, options in pairs, the jar, its arguments.
    int jar = 1;
    while (jar < arguments.size() && arguments.get(jar).startsWith("--")) {
      jar += 2;
    }
    return new Submission(
        cluster.id,
        step.id,
        jar < arguments.size() ? arguments.get(jar) : "",
        arguments.subList(Math.min(arguments.size(), jar + 1), arguments.size()),
        arguments.subList(Math.min(1, arguments.size()), Math.min(jar, arguments.size())),
        step.work.cancelled());
  }

  private Answer listClusters(ObjectNode input) {
    List<Cluster> wanted = new ArrayList<>();
    for (Cluster cluster : clusters.values()) {
      boolean right = !input.has("ClusterStates");
      for (JsonNode state : input.path("ClusterStates")) {
        right |= state.asText().equals(cluster.state);
      }
      if (right) {
        // The service lists the newest first.
        wanted.add(0, cluster);
      }
    }
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode list = answer.putArray("Clusters");
    int from = input.path("Marker").asInt(0);
    for (Cluster cluster : wanted.subList(from, Math.min(wanted.size(), from + PAGE))) {
      list.add(summary(cluster));
    }
    if (from + PAGE < wanted.size()) {
      answer.put("Marker", Integer.toString(from + PAGE));
    }
    return Answer.ok(answer);
  }

  private static ObjectNode summary(Cluster cluster) {
    ObjectNode item = JSON.createObjectNode();
    item.put("Id", cluster.id).put("Name", cluster.request.path("Name").asText());
    ObjectNode status = item.putObject("Status");
    status.put("State", cluster.state);
    status.putObject("StateChangeReason").put("Message", cluster.reason);
    status.putObject("Timeline").put("CreationDateTime", cluster.createdAt);
    return item;
  }

  private static ObjectNode described(Cluster cluster) {
    ObjectNode answer = JSON.createObjectNode();
    answer.set("Cluster", summary(cluster));
    return answer;
  }

  private Answer addSteps(Cluster cluster, ObjectNode input) {
    if (cluster.ended() || cluster.state.equals("TERMINATING")) {
      return Answer.error(
          400,
          "ValidationException",
          "A job flow that is shutting down, terminated, or finished may not be modified.");
    }
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode ids = answer.putArray("StepIds");
    for (JsonNode config : input.path("Steps")) {
      String id = "s-FAKE%09d".formatted(++stepNumber);
      cluster.steps.add(new Step(id, (ObjectNode) config, works.add()));
      ids.add(id);
    }
    advance(cluster);
    return Answer.ok(answer);
  }

  private static Answer listSteps(Cluster cluster, ObjectNode input) {
    List<Step> wanted = new ArrayList<>();
    for (Step step : cluster.steps) {
      boolean right = !input.has("StepStates");
      for (JsonNode state : input.path("StepStates")) {
        right |= state.asText().equals(step.state);
      }
      if (right) {
        wanted.add(0, step);
      }
    }
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode list = answer.putArray("Steps");
    int from = input.path("Marker").asInt(0);
    for (Step step : wanted.subList(from, Math.min(wanted.size(), from + PAGE))) {
      list.add(described(step));
    }
    if (from + PAGE < wanted.size()) {
      answer.put("Marker", Integer.toString(from + PAGE));
    }
    return Answer.ok(answer);
  }

  private static Answer describeStep(Cluster cluster, ObjectNode input) {
    String id = input.path("StepId").asText();
    for (Step step : cluster.steps) {
      if (step.id.equals(id)) {
        ObjectNode answer = JSON.createObjectNode();
        answer.set("Step", described(step));
        return Answer.ok(answer);
      }
    }
    return invalid("Step id '" + id + "' is not valid.");
  }

  private static ObjectNode described(Step step) {
    ObjectNode item = JSON.createObjectNode();
    item.put("Id", step.id).put("Name", step.config.path("Name").asText());
    ObjectNode status = item.putObject("Status");
    status.put("State", step.state);
    if (step.reason != null) {
      status
          .putObject("FailureDetails")
          .put("Reason", "Unknown Error.")
          .put("Message", step.reason);
    }
    status.putObject("Timeline").put("CreationDateTime", step.createdAt);
    return item;
  }

  private Answer cancelSteps(Cluster cluster, ObjectNode input) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode list = answer.putArray("CancelStepsInfoList");
    for (JsonNode id : input.path("StepIds")) {
      for (Step step : cluster.steps) {
        if (step.id.equals(id.asText())) {
          boolean taken = !step.ended();
          if (step.state.equals("PENDING")) {
            step.state = "CANCELLED";
          } else if (step.state.equals("RUNNING")) {
            step.state = "CANCEL_PENDING";
            step.work.cancel();
          }
          list.addObject().put("StepId", step.id).put("Status", taken ? "SUBMITTED" : "FAILED");
        }
      }
    }
    advance(cluster);
    return Answer.ok(answer);
  }

  private Answer terminateJobFlows(ObjectNode input) {
    for (JsonNode id : input.path("JobFlowIds")) {
      Cluster cluster = clusters.get(id.asText());
      if (cluster == null) {
        return invalid("Specified job flow ID does not exist.");
      }
      end(cluster, "TERMINATED", "Terminated by user request");
    }
    return Answer.ok(JSON.createObjectNode());
  }

  private static void end(Cluster cluster, String state, String reason) {
    if (cluster.ended()) {
      return;
    }
    cluster.state = state;
    cluster.reason = reason;
    for (Step step : cluster.steps) {
      if (!step.ended()) {
        step.state = "CANCELLED";
        step.work.cancel();
      }
    }
  }
}

package io.tapehouse.emulators.emr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * EMR Serverless with one application, at HTTP level: StartJobRun (the same client token again
 * gives the same job run; with another body it is refused), GetJobRun, CancelJobRun, ListJobRuns
 * with pages, GetApplication, StartApplication. A job run goes from SUBMITTED to RUNNING as its
 * gates are open, then its {@link Runner} decides how it ends. Every request is on record, and
 * faults are to order. Signatures are not checked. Safe for use by many threads.
 */
public final class FakeEmrServerless extends AwsFake {

  /** The one application. */
  public static final String APPLICATION = "00fakeapp0000001";

  private static final Pattern RUNS = Pattern.compile("/applications/([^/]+)/jobruns");
  private static final Pattern RUN = Pattern.compile("/applications/([^/]+)/jobruns/([^/]+)");
  private static final Pattern APP = Pattern.compile("/applications/([^/]+)");
  private static final Pattern START = Pattern.compile("/applications/([^/]+)/start");
  private static final int PAGE = 2;

  /** States of a job run, in the words of the service. */
  public enum State {
    /** Taken. */
    SUBMITTED,
    /** Waits for workers. */
    PENDING,
    /** Has its workers. */
    SCHEDULED,
    /** Runs. */
    RUNNING,
    /** Has ended well. */
    SUCCESS,
    /** Has ended badly. */
    FAILED,
    /** Is being ended. */
    CANCELLING,
    /** Was ended. */
    CANCELLED;

    /** On its way to RUNNING. */
    State next() {
      return switch (this) {
        case SUBMITTED -> PENDING;
        case PENDING -> SCHEDULED;
        case SCHEDULED, RUNNING -> RUNNING;
        case SUCCESS, FAILED, CANCELLING, CANCELLED -> this;
      };
    }

    boolean ended() {
      return this == SUCCESS || this == FAILED || this == CANCELLED;
    }
  }

  private static final class JobRun {
    final String id;
    final ObjectNode request;
    final WorkThreads.Work work;
    final double createdAt = System.currentTimeMillis() / 1000.0;
    State state = State.SUBMITTED;
    String details = "Taken";

    JobRun(String id, ObjectNode request, WorkThreads.Work work) {
      this.id = id;
      this.request = request;
      this.work = work;
    }
  }

  private final String releaseLabel;
  private final Map<String, JobRun> runs = new LinkedHashMap<>();
  private final Map<String, String> tokens = new LinkedHashMap<>();
  private final Set<State> closedGates = EnumSet.noneOf(State.class);
  private String applicationState = "CREATED";
  private boolean forgetful;

  /** A service whose application has a release label; it listens until it is closed. */
  public FakeEmrServerless(String releaseLabel, Runner runner) {
    super("emr-serverless", runner);
    this.releaseLabel = releaseLabel;
    start();
  }

  /**
   * Job runs go no further than this state, SUBMITTED to RUNNING, until {@link #open}. In RUNNING
   * the runner is not called before.
   */
  public synchronized void hold(State state) {
    closedGates.add(state);
  }

  /** Lets go what was held. */
  public void open() {
    List<JobRun> waiting;
    synchronized (this) {
      closedGates.clear();
      waiting = List.copyOf(runs.values());
    }
    waiting.forEach(this::advance);
  }

  /** Forgets all client tokens, as the service may after some time; the job runs stay. */
  public synchronized void forgetTokens() {
    tokens.clear();
  }

  /** From now on it knows no job run any more. */
  public synchronized void forgetRuns() {
    forgetful = true;
  }

  /** Ids of all job runs that ever were, the oldest first. */
  public synchronized List<String> jobRuns() {
    return List.copyOf(runs.keySet());
  }

  /** State of a job run. */
  public synchronized State state(String jobRunId) {
    JobRun run = runs.get(jobRunId);
    if (run == null) {
      throw new IllegalArgumentException("no job run " + jobRunId);
    }
    return run.state;
  }

  /** How many job runs have not ended. */
  public synchronized int active() {
    return (int) runs.values().stream().filter(run -> !run.state.ended()).count();
  }

  @Override
  int throttledStatus() {
    return 429;
  }

  @Override
  Call call(HttpExchange exchange, byte[] body) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    ObjectNode input =
        body.length == 0 ? JSON.createObjectNode() : (ObjectNode) JSON.readTree(body);
    query(exchange.getRequestURI().getRawQuery(), input);
    Matcher one = RUN.matcher(path);
    if (one.matches()) {
      input.put("applicationId", one.group(1)).put("jobRunId", one.group(2));
      return new Call("DELETE".equals(method) ? "CancelJobRun" : "GetJobRun", input);
    }
    for (Map.Entry<Pattern, String> entry :
        Map.of(
                RUNS, "POST".equals(method) ? "StartJobRun" : "ListJobRuns",
                START, "StartApplication",
                APP, "GetApplication")
            .entrySet()) {
      Matcher matcher = entry.getKey().matcher(path);
      if (matcher.matches()) {
        input.put("applicationId", matcher.group(1));
        return new Call(entry.getValue(), input);
      }
    }
    return new Call(method + " " + path, input);
  }

  private static void query(@Nullable String raw, ObjectNode input) {
    if (raw == null) {
      return;
    }
    for (String part : raw.split("&", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      String value =
          equals < 0 ? "" : URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8);
      if ("states".equals(name)) {
        ArrayNode states = input.has(name) ? (ArrayNode) input.get(name) : input.putArray("states");
        states.add(value);
      } else if (Set.of("maxResults", "attempt", "shutdownGracePeriodInSeconds").contains(name)) {
        input.put(name, Integer.parseInt(value));
      } else {
        input.put(name, value);
      }
    }
  }

  @Override
  Answer answer(Call call) {
    String application = call.input().path("applicationId").asText();
    if (!APPLICATION.equals(application)) {
      return missing("Application", application);
    }
    return switch (call.operation()) {
      case "StartJobRun" -> startJobRun(call.input());
      case "GetJobRun" -> withRun(call.input(), run -> Answer.ok(described(run)));
      case "CancelJobRun" -> withRun(call.input(), this::cancel);
      case "ListJobRuns" -> listJobRuns(call.input());
      case "GetApplication" -> getApplication();
      case "StartApplication" -> {
        applicationState = "STARTED";
        yield Answer.ok(JSON.createObjectNode());
      }
      default -> Answer.error(404, "UnknownOperationException", "there is no " + call.operation());
    };
  }

  private static Answer missing(String type, String id) {
    return Answer.error(404, "ResourceNotFoundException", type + " " + id + " does not exist");
  }

  private interface WithRun {
    Answer answer(JobRun run);
  }

  private Answer withRun(ObjectNode input, WithRun with) {
    String id = input.path("jobRunId").asText();
    JobRun run = forgetful ? null : runs.get(id);
    return run == null ? missing("JobRun", id) : with.answer(run);
  }

  private Answer startJobRun(ObjectNode input) {
    String token = input.path("clientToken").asText();
    if (token.isEmpty() || !input.path("jobDriver").path("sparkSubmit").has("entryPoint")) {
      return Answer.error(400, "ValidationException", "clientToken and entryPoint are required");
    }
    JsonNode timeout = input.path("executionTimeoutMinutes");
    if (timeout.asInt(720) != 0 && timeout.asInt(720) < 5) {
      return Answer.error(400, "ValidationException", "RunTimeout must be at least 5 minutes.");
    }
    String known = tokens.get(token);
    JobRun run = known == null ? null : runs.get(known);
    if (run != null && !run.request.equals(input)) {
      return Answer.error(
          409, "ConflictException", "the client token was used for another request");
    }
    if (run == null) {
      run = new JobRun("00fakerun%07d".formatted(runs.size() + 1), input, works.add());
      runs.put(run.id, run);
      tokens.put(token, run.id);
      applicationState = "STARTED";
      JobRun begun = run;
      // After this answer was made: the caller sees it submitted, as the service would have it.
      Thread first = new Thread(() -> advance(begun), "fake-scheduler");
      first.setDaemon(true);
      first.start();
    }
    ObjectNode answer = JSON.createObjectNode();
    answer.put("applicationId", APPLICATION).put("jobRunId", run.id).put("arn", arn(run));
    return Answer.ok(answer);
  }

  /** As far as the gates are open. */
  private void advance(JobRun run) {
    synchronized (this) {
      while (!run.state.ended() && run.state != State.CANCELLING) {
        if (closedGates.contains(run.state)) {
          return;
        }
        if (run.state == State.RUNNING) {
          if (!"Begun".equals(run.details)) {
            run.details = "Begun";
            WorkThreads.begin(run.work, submission(run), complaint -> end(run, complaint));
          }
          return;
        }
        run.state = run.state.next();
        run.details = "Now " + run.state;
      }
    }
  }

  private static Submission submission(JobRun run) {
    JsonNode spark = run.request.path("jobDriver").path("sparkSubmit");
    List<String> arguments = new ArrayList<>();
    spark.path("entryPointArguments").forEach(each -> arguments.add(each.asText()));
    String parameters = spark.path("sparkSubmitParameters").asText("").trim();
    return new Submission(
        APPLICATION,
        run.id,
        spark.path("entryPoint").asText(),
        arguments,
        parameters.isEmpty() ? List.of() : List.of(parameters.split("\\s+")),
        run.work.cancelled());
  }

  private synchronized void end(JobRun run, @Nullable String complaint) {
    if (run.state == State.CANCELLING) {
      run.state = State.CANCELLED;
      run.details = "Cancelled by user";
    } else {
      run.state = complaint == null ? State.SUCCESS : State.FAILED;
      run.details =
          complaint == null
              ? "Job completed"
              : "Job failed: " + complaint.substring(0, Math.min(200, complaint.length()));
    }
  }

  private Answer cancel(JobRun run) {
    if (run.state.ended()) {
      return Answer.error(400, "ValidationException", "the job run has ended: " + run.state);
    }
    boolean begun = run.state == State.RUNNING && "Begun".equals(run.details);
    if (run.state != State.CANCELLING) {
      run.state = begun ? State.CANCELLING : State.CANCELLED;
      run.details = "Cancelled by user";
      run.work.cancel();
    }
    ObjectNode answer = JSON.createObjectNode();
    answer.put("applicationId", APPLICATION).put("jobRunId", run.id);
    return Answer.ok(answer);
  }

  private Answer listJobRuns(ObjectNode input) {
    List<JobRun> wanted = new ArrayList<>();
    for (JobRun run : forgetful ? List.<JobRun>of() : runs.values()) {
      boolean right = !input.has("states");
      for (JsonNode state : input.path("states")) {
        right |= state.asText().equals(run.state.name());
      }
      if (right) {
        wanted.add(run);
      }
    }
    int from = input.path("nextToken").asInt(0);
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode list = answer.putArray("jobRuns");
    for (JobRun run : wanted.subList(from, Math.min(wanted.size(), from + PAGE))) {
      ObjectNode item = summary(run);
      item.put("id", run.id);
      list.add(item);
    }
    if (from + PAGE < wanted.size()) {
      answer.put("nextToken", Integer.toString(from + PAGE));
    }
    return Answer.ok(answer);
  }

  private Answer getApplication() {
    ObjectNode answer = JSON.createObjectNode();
    answer
        .putObject("application")
        .put("applicationId", APPLICATION)
        .put("arn", "arn:aws:emr-serverless:us-east-1:000000000000:/applications/" + APPLICATION)
        .put("releaseLabel", releaseLabel)
        .put("type", "Spark")
        .put("state", applicationState)
        .put("createdAt", 0)
        .put("updatedAt", 0);
    return Answer.ok(answer);
  }

  private static String arn(JobRun run) {
    return "arn:aws:emr-serverless:us-east-1:000000000000:/applications/%s/jobruns/%s"
        .formatted(APPLICATION, run.id);
  }

  private ObjectNode summary(JobRun run) {
    ObjectNode item = JSON.createObjectNode();
    item.put("applicationId", APPLICATION)
        .put("arn", arn(run))
        .put("createdBy", "arn:aws:iam::000000000000:user/fake")
        .put("createdAt", run.createdAt)
        .put("updatedAt", run.createdAt)
        .put("executionRole", run.request.path("executionRoleArn").asText())
        .put("state", run.state.name())
        .put("stateDetails", run.details)
        .put("releaseLabel", releaseLabel);
    if (run.request.has("name")) {
      item.put("name", run.request.path("name").asText());
    }
    return item;
  }

  private ObjectNode described(JobRun run) {
    ObjectNode answer = JSON.createObjectNode();
    ObjectNode item = summary(run);
    item.put("jobRunId", run.id);
    item.set("jobDriver", run.request.path("jobDriver"));
    if (run.request.has("tags")) {
      item.set("tags", run.request.path("tags"));
    }
    if (run.state.ended()) {
      item.put("totalExecutionDurationSeconds", 60);
      item.putObject("totalResourceUtilization")
          .put("vCPUHour", 0.05)
          .put("memoryGBHour", 0.2)
          .put("storageGBHour", 0.1);
      item.putObject("billedResourceUtilization")
          .put("vCPUHour", 0.067)
          .put("memoryGBHour", 0.25)
          .put("storageGBHour", 0.0);
    }
    answer.set("jobRun", item);
    return answer;
  }
}

package io.tapehouse.orchestrator.spark.emr;

import io.tapehouse.orchestrator.spark.SparkFailedException;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.orchestrator.spark.emr.AwsCallException.Reason;
import io.tapehouse.store.ObjectStore;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlOutcome;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.emrserverless.EmrServerlessClient;
import software.amazon.awssdk.services.emrserverless.model.Application;
import software.amazon.awssdk.services.emrserverless.model.ApplicationState;

/**
 * Spark on an EMR Serverless application, a job run for each job; they run side by side. A job's
 * client token is made of its id, so that however often it is asked for there is one job run.
 *
 * <p>An interrupt cancels the job run; the thread comes back when the service says that it has
 * ended, or five minutes later. When this process dies the job run goes on, and {@link #find} and
 * {@link #resume} take it up, also when the answer to the first request never came.
 */
public final class EmrServerlessLauncher implements SparkLauncher {

  private static final Logger LOG = LoggerFactory.getLogger(EmrServerlessLauncher.class);

  /** How long a job may wait for its turn beyond its own time. */
  private static final Duration QUEUE = Duration.ofMinutes(15);

  private static final Duration CANCEL_PATIENCE = Duration.ofMinutes(5);

  private final ServerlessSettings settings;
  private final Waits waits;
  private final JobRuns runs;
  private final JobDocuments documents;
  private final Delivery delivery;
  private final JobWatch watch;
  private final Map<String, RemoteJob> active = new ConcurrentHashMap<>();
  private volatile boolean checked;
  private volatile boolean closed;

  /**
   * A launcher that asks nothing yet.
   *
   * @param client stays open when this is closed; its own retries should be off
   * @param lake the store of the lake, through which jobs and outcomes travel
   * @param logs the store at the log location of the settings
   */
  public EmrServerlessLauncher(
      EmrServerlessClient client, ServerlessSettings settings, ObjectStore lake, ObjectStore logs) {
    this(client, settings, lake, logs, Clock.systemUTC(), Sleeper.real());
  }

  /** The same with a clock and a way to wait. */
  public EmrServerlessLauncher(
      EmrServerlessClient client,
      ServerlessSettings settings,
      ObjectStore lake,
      ObjectStore logs,
      Clock clock,
      Sleeper sleeper) {
    this.settings = settings;
    this.waits = new Waits(clock, sleeper);
    this.runs = new JobRuns(client, new AwsCalls(waits), settings);
    this.documents = new JobDocuments(lake);
    this.delivery =
        new Delivery(documents, new JobLogs(logs, waits, settings.job().times().logPatience()));
    this.watch =
        new JobWatch(
            waits,
            settings.job().times().pollInterval(),
            settings.job().times().timeout().plus(QUEUE),
            CANCEL_PATIENCE);
  }

  /** Starts the application on a thread of its own, so that the first job need not. */
  @Override
  public void warmUp() {
    Thread thread =
        new Thread(
            () -> {
              try {
                check();
              } catch (IOException e) {
                LOG.warn("the EMR Serverless application is not warm: {}", e.getMessage());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "emr-warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  /** Looks once whether the application is what the settings say, and starts it. */
  private synchronized void check() throws IOException, InterruptedException {
    if (checked) {
      return;
    }
    Application application = runs.application();
    String found = application.releaseLabel();
    String expected = settings.releaseLabel();
    if (!line(found).equals(line(expected))) {
      throw new SparkFailedException(
          "the EMR Serverless application %s has the release %s, and the ETL is made for %s"
              .formatted(settings.applicationId(), found, expected));
    }
    if (!found.equals(expected)) {
      LOG.warn(
          "the EMR Serverless application {} has the release {}, the settings expect {}",
          settings.applicationId(),
          found,
          expected);
    }
    if (application.state() == ApplicationState.TERMINATED) {
      throw new SparkFailedException(
          "the EMR Serverless application %s was deleted".formatted(settings.applicationId()));
    }
    if (application.state() == ApplicationState.CREATED
        || application.state() == ApplicationState.STOPPED) {
      runs.startApplication();
    }
    checked = true;
  }

  /**
   * {@code emr-spark-8} of {@code emr-spark-8.1.0}: within it Spark and Scala keep their majors.
   */
  private static String line(String releaseLabel) {
    int dot = releaseLabel.indexOf('.');
    return dot < 0 ? releaseLabel : releaseLabel.substring(0, dot);
  }

  @Override
  public void run(EtlJob job, Consumer<EtlOutcome> outcomes, Listener listener)
      throws IOException, InterruptedException {
    refuseWhenClosed();
    check();
    documents.leave(job);
    ServerlessReference reference =
        new ServerlessReference(settings.applicationId(), job.jobId(), waits.now(), null);
    listener.begins(reference.text());
    await(started(reference, job, listener), job, outcomes, listener);
  }

  @Override
  public Optional<EtlJob> find(String reference) throws IOException {
    Optional<ServerlessReference> parsed = ServerlessReference.of(reference);
    if (parsed.isEmpty()) {
      return Optional.empty();
    }
    Optional<EtlJob> job = documents.job(parsed.get().jobId());
    if (job.isEmpty() || documents.answered(parsed.get().jobId())) {
      return job;
    }
    try {
      // It may have answered, and ended, while its state was asked for.
      return worthWaiting(parsed.get()) || documents.answered(parsed.get().jobId())
          ? job
          : Optional.empty();
    } catch (InterruptedException e) {
      throw Interruption.of(e);
    }
  }

  /** Whether an answer may still come of it, or the request may still be repeated. */
  private boolean worthWaiting(ServerlessReference reference)
      throws IOException, InterruptedException {
    Optional<String> id = jobRun(reference);
    if (id.isEmpty()) {
      // Nobody knows it: it was never asked for, and is when it is resumed.
      return true;
    }
    try {
      RemoteJob.Phase phase = runs.job(reference.applicationId(), id.get()).status().phase();
      return phase == RemoteJob.Phase.ACTIVE;
    } catch (AwsCallException e) {
      if (e.reason() == Reason.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  private Optional<String> jobRun(ServerlessReference reference)
      throws IOException, InterruptedException {
    String known = reference.jobRunId();
    return known == null ? runs.find(reference) : Optional.of(known);
  }

  @Override
  public void resume(String reference, Consumer<EtlOutcome> outcomes, Listener listener)
      throws IOException, InterruptedException {
    refuseWhenClosed();
    ServerlessReference parsed =
        ServerlessReference.of(reference)
            .orElseThrow(() -> new IllegalArgumentException("not a job run's name: " + reference));
    EtlJob job =
        documents
            .job(parsed.jobId())
            .orElseThrow(() -> new IllegalArgumentException("no job was left under " + reference));
    if (documents.answered(parsed.jobId())) {
      listener.log("the answer of an attempt before is there");
      delivery.ofAnswer(job, outcomes, listener);
      return;
    }
    Optional<String> id = jobRun(parsed);
    if (id.isPresent()) {
      listener.begins(parsed.with(id.get()).text());
      await(parsed.with(id.get()), job, outcomes, listener);
    } else {
      check();
      await(started(parsed, job, listener), job, outcomes, listener);
    }
  }

  /** Asks for the job run and tells its id. */
  private ServerlessReference started(ServerlessReference reference, EtlJob job, Listener listener)
      throws IOException, InterruptedException {
    String location = documents.location(job.jobId());
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before the job run was asked for");
    }
    String id;
    try {
      id = runs.start(reference, job, location);
    } catch (InterruptedException e) {
      if (!listener.goesOn()) {
        endUnseen(reference, job, location);
      }
      throw e;
    }
    ServerlessReference known = reference.with(id);
    listener.begins(known.text());
    return known;
  }

  /**
   * The request may have been carried out or be under way still. Asked once more, the service tells
   * the id that belongs to the token, and so it can be ended.
   */
  private void endUnseen(ServerlessReference reference, EtlJob job, String location) {
    try {
      String id = runs.start(reference, job, location);
      watch.stop(runs.job(reference.applicationId(), id));
    } catch (IOException e) {
      LOG.warn(
          "the job run of {} may run, and the next attempt ends it: {}",
          reference.text(),
          e.getMessage());
    } catch (InterruptedException e) {
      LOG.warn("the job run of {} may run, and the next attempt ends it", reference.text());
    }
  }

  private void await(
      ServerlessReference reference, EtlJob job, Consumer<EtlOutcome> outcomes, Listener listener)
      throws IOException, InterruptedException {
    String id = String.valueOf(reference.jobRunId());
    RemoteJob remote = runs.job(reference.applicationId(), id);
    active.put(id, remote);
    RemoteJob.Status status;
    try {
      if (closed) {
        watch.stop(remote);
      }
      status = watch.end(remote, listener);
    } finally {
      active.remove(id);
    }
    if (closed && status.phase() == RemoteJob.Phase.CANCELLED) {
      throw new SparkFailedException(remote.name() + " was ended: its launcher was closed");
    }
    delivery.of(remote, status, job, outcomes, listener);
  }

  @Override
  public void abandon(String reference) throws IOException {
    Optional<ServerlessReference> parsed = ServerlessReference.of(reference);
    if (parsed.isEmpty()) {
      return;
    }
    try {
      Optional<String> id = jobRun(parsed.get());
      if (id.isPresent()) {
        watch.stop(runs.job(parsed.get().applicationId(), id.get()));
      }
    } catch (InterruptedException e) {
      throw Interruption.of(e);
    }
  }

  private void refuseWhenClosed() throws SparkFailedException {
    if (closed) {
      throw new SparkFailedException("Spark is not to run any more: its launcher was closed");
    }
  }

  /** Ends the job runs that threads of this process wait for; no others. */
  @Override
  public void close() {
    closed = true;
    active.values().forEach(watch::stop);
  }
}

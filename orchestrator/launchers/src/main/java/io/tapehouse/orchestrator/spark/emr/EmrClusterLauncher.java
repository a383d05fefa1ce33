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
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.emr.EmrClient;

/**
 * Spark on a cluster of EMR on EC2 that lives as long as there is work: made by the first job, used
 * by the ones that follow, whichever process they come from, ended when the last process that used
 * it closes its launcher, and by its idle timeout when none lives to do that. A job is a step;
 * steps of a cluster run one after the other.
 *
 * <p>EMR has no client tokens. A cluster and a step have names that can be looked for, and are
 * looked for whenever an answer was lost.
 */
public final class EmrClusterLauncher implements SparkLauncher {

  private static final Logger LOG = LoggerFactory.getLogger(EmrClusterLauncher.class);

  /** How long a step may wait for the cluster and for others beyond its own time. */
  private static final Duration QUEUE = Duration.ofHours(1);

  private static final Duration CANCEL_PATIENCE = Duration.ofMinutes(5);
  private static final int CLUSTERS_TRIED = 3;

  private final Waits waits;
  private final Clusters clusters;
  private final Steps steps;
  private final JobDocuments documents;
  private final Delivery delivery;
  private final JobWatch watch;
  private final Map<String, RemoteJob> active = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * A launcher that asks nothing yet.
   *
   * @param client stays open when this is closed; its own retries must be off
   * @param lake the store of the lake, through which jobs and outcomes travel
   * @param logs the store at the log location of the settings
   */
  public EmrClusterLauncher(
      EmrClient client, ClusterSettings settings, ObjectStore lake, ObjectStore logs) {
    this(client, settings, lake, logs, Clock.systemUTC(), Sleeper.real());
  }

  /** The same with a clock and a way to wait. */
  public EmrClusterLauncher(
      EmrClient client,
      ClusterSettings settings,
      ObjectStore lake,
      ObjectStore logs,
      Clock clock,
      Sleeper sleeper) {
    int tries =
        client
            .serviceClientConfiguration()
            .overrideConfiguration()
            .retryStrategy()
            .map(RetryStrategy::maxAttempts)
            .orElse(Integer.MAX_VALUE);
    if (tries != 1) {
      throw new IllegalArgumentException(
          "a client that asks again by itself may make two clusters of one: use AwsClients.emr()");
    }
    this.waits = new Waits(clock, sleeper);
    AwsCalls calls = new AwsCalls(waits);
    this.clusters = new Clusters(client, calls, settings);
    this.steps = new Steps(client, calls, settings);
    this.documents = new JobDocuments(lake);
    Times times = settings.job().times();
    this.delivery = new Delivery(documents, new JobLogs(logs, waits, times.logPatience()));
    this.watch =
        new JobWatch(waits, times.pollInterval(), times.timeout().plus(QUEUE), CANCEL_PATIENCE);
  }

  /** Does nothing: a cluster that then gets no work costs money. */
  @Override
  public void warmUp() {}

  @Override
  public void run(EtlJob job, Consumer<EtlOutcome> outcomes, Listener listener)
      throws IOException, InterruptedException {
    refuseWhenClosed();
    documents.leave(job);
    ClusterReference reference = new ClusterReference(job.jobId(), null, null);
    listener.begins(reference.text());
    await(started(reference, listener), job, outcomes, listener);
  }

  @Override
  public Optional<EtlJob> find(String reference) throws IOException {
    Optional<ClusterReference> parsed = ClusterReference.of(reference);
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

  private boolean worthWaiting(ClusterReference reference)
      throws IOException, InterruptedException {
    try {
      Optional<ClusterReference> step = step(reference);
      // Without a step it was never asked for, and is when it is resumed.
      return step.isEmpty() || remote(step.get()).status().phase() == RemoteJob.Phase.ACTIVE;
    } catch (AwsCallException e) {
      if (e.reason() == Reason.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /** With its step, if the service has one. */
  private Optional<ClusterReference> step(ClusterReference reference)
      throws IOException, InterruptedException {
    String cluster = reference.clusterId();
    if (reference.stepId() != null) {
      return Optional.of(reference);
    }
    return cluster == null
        ? Optional.empty()
        : steps.find(cluster, reference.jobId()).map(reference::with);
  }

  private RemoteJob remote(ClusterReference reference) {
    return steps.job(String.valueOf(reference.clusterId()), String.valueOf(reference.stepId()));
  }

  @Override
  public void resume(String reference, Consumer<EtlOutcome> outcomes, Listener listener)
      throws IOException, InterruptedException {
    refuseWhenClosed();
    ClusterReference parsed =
        ClusterReference.of(reference)
            .orElseThrow(() -> new IllegalArgumentException("not a step's name: " + reference));
    EtlJob job =
        documents
            .job(parsed.jobId())
            .orElseThrow(() -> new IllegalArgumentException("no job was left under " + reference));
    if (documents.answered(parsed.jobId())) {
      listener.log("the answer of an attempt before is there");
      delivery.ofAnswer(job, outcomes, listener);
      return;
    }
    Optional<ClusterReference> step = step(parsed);
    if (step.isPresent()) {
      clusters.use(String.valueOf(step.get().clusterId()));
      listener.begins(step.get().text());
      await(step.get(), job, outcomes, listener);
    } else {
      await(started(parsed, listener), job, outcomes, listener);
    }
  }

  /** Has a cluster, tells it, asks for the step and tells it too. */
  private ClusterReference started(ClusterReference reference, Listener listener)
      throws IOException, InterruptedException {
    Set<String> gone = new HashSet<>();
    while (true) {
      String cluster = clusters.ready(gone);
      ClusterReference there = reference.in(cluster);
      listener.begins(there.text());
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted before the step was asked for");
      }
      try {
        String id = steps.add(cluster, reference.jobId(), documents.location(reference.jobId()));
        ClusterReference known = there.with(id);
        listener.begins(known.text());
        return known;
      } catch (InterruptedException e) {
        if (!listener.goesOn()) {
          endUnseen(there);
        }
        throw e;
      } catch (AwsCallException e) {
        boolean ending = e.reason() == Reason.REFUSED || e.reason() == Reason.NOT_FOUND;
        if (!ending || gone.size() + 1 == CLUSTERS_TRIED) {
          throw e;
        }
        listener.log("cluster %s takes no more steps: %s".formatted(cluster, e.getMessage()));
        gone.add(cluster);
      }
    }
  }

  /** The request may have been carried out: then there is a step of the job's name. */
  private void endUnseen(ClusterReference reference) {
    try {
      String cluster = String.valueOf(reference.clusterId());
      Optional<String> id =
          new LostAnswer(waits).look(() -> steps.find(cluster, reference.jobId()));
      id.ifPresent(step -> watch.stop(steps.job(cluster, step)));
    } catch (IOException e) {
      LOG.warn("{} may run, and the next attempt ends it: {}", reference.text(), e.getMessage());
    } catch (InterruptedException e) {
      LOG.warn("{} may run, and the next attempt ends it", reference.text());
    }
  }

  private void await(
      ClusterReference reference, EtlJob job, Consumer<EtlOutcome> outcomes, Listener listener)
      throws IOException, InterruptedException {
    RemoteJob remote = remote(reference);
    active.put(reference.text(), remote);
    RemoteJob.Status status;
    try {
      if (closed) {
        watch.stop(remote);
      }
      status = watch.end(remote, listener);
    } finally {
      active.remove(reference.text());
    }
    if (closed && status.phase() == RemoteJob.Phase.CANCELLED) {
      throw new SparkFailedException(remote.name() + " was ended: its launcher was closed");
    }
    delivery.of(remote, status, job, outcomes, listener);
  }

  @Override
  public void abandon(String reference) throws IOException {
    Optional<ClusterReference> parsed = ClusterReference.of(reference);
    if (parsed.isEmpty()) {
      return;
    }
    try {
      step(parsed.get()).ifPresent(step -> watch.stop(remote(step)));
    } catch (AwsCallException e) {
      if (e.reason() != Reason.NOT_FOUND) {
        throw e;
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

  /**
   * Ends the steps that threads of this process wait for, then the clusters that it made or used,
   * if nobody's step is left on them.
   */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    active.values().forEach(watch::stop);
    try {
      for (String cluster : clusters.ours()) {
        if (steps.busy(cluster)) {
          LOG.info("cluster {} stays: it has work of others", cluster);
        } else {
          clusters.terminate(cluster);
        }
      }
    } catch (InterruptedException e) {
      throw Interruption.of(e);
    }
  }
}

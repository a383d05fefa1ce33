package io.tapehouse.orchestrator.spark.emr;

import io.tapehouse.orchestrator.spark.SparkFailedException;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.orchestrator.spark.emr.AwsCallException.Reason;
import io.tapehouse.store.ObjectStore;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spark on a service of AWS. A job's document is left in the lake and its reference is reported
 * before the work is requested, so that {@link #find} and {@link #resume} take it up when this
 * process dies, also when the answer to the request never came.
 *
 * <p>An interrupt cancels the work; the thread comes back when it has ended by the service, or five
 * minutes later.
 *
 * @param <R> how the service's work is named
 */
final class RemoteLauncher<R extends RemoteService.Reference> implements SparkLauncher {

  private static final Logger LOG = LoggerFactory.getLogger(RemoteLauncher.class);

  private static final Duration CANCEL_PATIENCE = Duration.ofMinutes(5);

  private final RemoteService<R> service;
  private final JobDocuments documents;
  private final Delivery delivery;
  private final JobWatch watch;
  private final Map<String, RemoteJob> active = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * A launcher that asks nothing yet.
   *
   * @param lake the store of the lake, through which jobs and outcomes travel
   * @param logs the store at the log location of the settings
   * @param queue how long a job may wait for its turn beyond its own time
   */
  RemoteLauncher(
      RemoteService<R> service,
      ObjectStore lake,
      ObjectStore logs,
      Waits waits,
      Times times,
      Duration queue) {
    this.service = service;
    this.documents = new JobDocuments(lake);
    this.delivery = new Delivery(documents, new JobLogs(logs, waits, times.logPatience()));
    this.watch =
        new JobWatch(waits, times.pollInterval(), times.timeout().plus(queue), CANCEL_PATIENCE);
  }

  @Override
  public void warmUp() {
    service.warmUp();
  }

  @Override
  public void run(EtlJob job, Consumer<EtlOutcome> outcomes, Listener listener)
      throws IOException, InterruptedException {
    refuseWhenClosed();
    service.prepare();
    documents.leave(job);
    R reference = service.reference(job.jobId());
    listener.begins(reference.text());
    await(submit(reference, job, listener), job, outcomes, listener);
  }

  @Override
  public Optional<EtlJob> find(String reference) throws IOException {
    Optional<R> parsed = service.parse(reference);
    if (parsed.isEmpty()) {
      return Optional.empty();
    }
    String jobId = parsed.get().jobId();
    Optional<EtlJob> job = documents.job(jobId);
    if (job.isEmpty() || documents.answered(jobId)) {
      return job;
    }
    try {
      // It may have answered, and ended, while its state was asked for.
      return mayAnswer(parsed.get()) || documents.answered(jobId) ? job : Optional.empty();
    } catch (InterruptedException e) {
      throw Interruption.of(e);
    }
  }

  /** What the service does not know was never requested, and is when it is resumed. */
  private boolean mayAnswer(R reference) throws IOException, InterruptedException {
    try {
      Optional<R> known = service.find(reference);
      return known.isEmpty() || service.job(known.get()).status().phase() == RemoteJob.Phase.ACTIVE;
    } catch (AwsCallException e) {
      if (e.reason() == Reason.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void resume(String reference, Consumer<EtlOutcome> outcomes, Listener listener)
      throws IOException, InterruptedException {
    refuseWhenClosed();
    R parsed =
        service
            .parse(reference)
            .orElseThrow(
                () ->
                    new IllegalArgumentException("not a reference of this service: " + reference));
    EtlJob job =
        documents
            .job(parsed.jobId())
            .orElseThrow(() -> new IllegalArgumentException("no job was left under " + reference));
    if (documents.answered(parsed.jobId())) {
      listener.log("the answer of an attempt before is there");
      delivery.ofAnswer(job, outcomes, listener);
      return;
    }
    Optional<R> known = service.find(parsed);
    if (known.isPresent()) {
      service.adopt(known.get());
      listener.begins(known.get().text());
      await(known.get(), job, outcomes, listener);
    } else {
      service.prepare();
      await(submit(parsed, job, listener), job, outcomes, listener);
    }
  }

  /** Requests the work, telling each reference before the request that it is for. */
  private R submit(R reference, EtlJob job, Listener listener)
      throws IOException, InterruptedException {
    String location = documents.location(job.jobId());
    Set<String> declined = new HashSet<>();
    while (true) {
      R placed = service.place(reference, declined);
      if (!placed.equals(reference)) {
        listener.begins(placed.text());
      }
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted before the work was requested");
      }
      try {
        R known = service.request(placed, job, location);
        listener.begins(known.text());
        return known;
      } catch (InterruptedException e) {
        if (!listener.goesOn()) {
          stopUnanswered(placed, job, location);
        }
        throw e;
      } catch (AwsCallException e) {
        String place = service.declined(placed, e).orElse(null);
        if (place == null || !declined.add(place) || declined.size() == service.places()) {
          throw e;
        }
        listener.log("%s takes no more work: %s".formatted(place, e.getMessage()));
      }
    }
  }

  /** The request may have been carried out, or be under way still. */
  private void stopUnanswered(R placed, EtlJob job, String location) {
    try {
      service.unanswered(placed, job, location).map(service::job).ifPresent(watch::stop);
    } catch (IOException e) {
      LOG.warn("{} may run, and the next attempt ends it: {}", placed.text(), e.getMessage());
    } catch (InterruptedException e) {
      LOG.warn("{} may run, and the next attempt ends it", placed.text());
    }
  }

  private void await(R known, EtlJob job, Consumer<EtlOutcome> outcomes, Listener listener)
      throws IOException, InterruptedException {
    RemoteJob remote = service.job(known);
    active.put(known.text(), remote);
    RemoteJob.Status status;
    try {
      if (closed) {
        watch.stop(remote);
      }
      status = watch.end(remote, listener);
    } finally {
      active.remove(known.text());
    }
    if (closed && status.phase() == RemoteJob.Phase.CANCELLED) {
      throw new SparkFailedException(remote.name() + " was ended: its launcher was closed");
    }
    delivery.of(remote, status, job, outcomes, listener);
  }

  @Override
  public void abandon(String reference) throws IOException {
    Optional<R> parsed = service.parse(reference);
    if (parsed.isEmpty()) {
      return;
    }
    try {
      service.find(parsed.get()).map(service::job).ifPresent(watch::stop);
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

  /** Ends the work that threads of this process wait for, and no other's; then what it ran on. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    active.values().forEach(watch::stop);
    try {
      service.close();
    } catch (InterruptedException e) {
      throw Interruption.of(e);
    }
  }
}

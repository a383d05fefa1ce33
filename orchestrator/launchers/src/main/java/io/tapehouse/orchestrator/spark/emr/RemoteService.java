package io.tapehouse.orchestrator.spark.emr;

import io.tapehouse.store.job.EtlJob;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * A service that runs jobs outside this process, as {@link RemoteLauncher} uses it. Safe for use by
 * many threads.
 *
 * @param <R> how the service's work is named
 */
interface RemoteService<R extends RemoteService.Reference> {

  /** Names the work of a job, from before it is requested until after it has ended. */
  interface Reference {

    /** The job's id. */
    String jobId();

    /** At most 200 characters; {@link RemoteService#parse} reads it. */
    String text();
  }

  /** Reads a reference; empty: it is one of another service. */
  Optional<R> parse(String reference);

  /** The reference of a job that was not requested yet. */
  R reference(String jobId);

  /** Starts what takes time to start and costs nothing while it waits. Returns at once. */
  default void warmUp() {}

  /**
   * Makes sure that the service can take jobs.
   *
   * @throws io.tapehouse.orchestrator.spark.SparkFailedException when it cannot, whatever is tried
   */
  default void prepare() throws IOException, InterruptedException {}

  /**
   * Chooses where the job is to run.
   *
   * @param declined places that {@link #declined} named before
   */
  R place(R reference, Set<String> declined) throws IOException, InterruptedException;

  /**
   * Requests the work.
   *
   * @param location of the job's document
   * @return the reference with the service's own id
   */
  R request(R placed, EtlJob job, String location) throws IOException, InterruptedException;

  /** How many places are tried before a refusal is final. */
  default int places() {
    return 1;
  }

  /** The place that takes no more work, if that is what a refused request means. */
  default Optional<String> declined(R placed, AwsCallException refusal) {
    return Optional.empty();
  }

  /** With the service's own id; empty: it has no such work. */
  Optional<R> find(R reference) throws IOException, InterruptedException;

  /**
   * The work of a request whose answer was not awaited; empty: there is none.
   *
   * @param location of the job's document
   */
  Optional<R> unanswered(R placed, EtlJob job, String location)
      throws IOException, InterruptedException;

  /** Takes over work that an earlier process requested. */
  default void adopt(R known) {}

  /** The work of a reference that has the service's own id. */
  RemoteJob job(R known);

  /** Ends what was started for the work of this process alone. */
  default void close() throws IOException, InterruptedException {}
}

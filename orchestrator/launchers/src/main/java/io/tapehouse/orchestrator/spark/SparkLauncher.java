package io.tapehouse.orchestrator.spark;

import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlOutcome;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where Spark runs. Safe for use by many threads, whose jobs may have to take turns. Work that runs
 * outside survives this process: it has a reference, reported before the work is requested, under
 * which a later process finds it, waits for it or ends it.
 */
public interface SparkLauncher extends AutoCloseable {

  /**
   * Takes the messages of a running job. Called on other threads than the one that submitted it.
   */
  interface Listener {

    /** Spark's count of rows and bytes that passed through its tasks since the job began. */
    void progress(long rows, long bytes);

    /** A line of Spark's own log, while the job runs. */
    default void log(String line) {}

    /**
     * A name by which the work can be found again, to be remembered before this returns: the work
     * is asked for only then. May be reported again when more is known, and the newest counts.
     *
     * @param reference at most 200 characters
     */
    default void begins(String reference) {}

    /**
     * Asked when the thread that waits is interrupted: whether another attempt will wait for the
     * work, so that it must not be ended. Work inside this process ends in any case.
     */
    default boolean goesOn() {
      return false;
    }
  }

  /**
   * Begins to start Spark, so that it is up when the first job comes. Returns at once; may be
   * called by any thread.
   */
  void warmUp() throws IOException;

  /**
   * Runs a job, when those before it are over, and waits for its end. Every input of it has one
   * outcome. When this thread is interrupted, the job stops, unless {@link Listener#goesOn}; it has
   * stopped when this returns.
   *
   * @throws SparkFailedException when Spark itself failed, with the end of its log in the message,
   *     or when this was closed
   */
  void run(EtlJob job, Consumer<EtlOutcome> outcomes, Listener listener)
      throws IOException, InterruptedException;

  /**
   * The job that an attempt before began under this name, whether it runs or has ended; empty:
   * there is nothing to be had of it, and the work is to be begun anew. A launcher whose work ends
   * with its process never has any.
   */
  default Optional<EtlJob> find(String reference) throws IOException {
    return Optional.empty();
  }

  /**
   * Waits for work that {@link #find} found, as {@link #run} does.
   *
   * @throws IllegalArgumentException when the name is none of this launcher's
   */
  default void resume(String reference, Consumer<EtlOutcome> outcomes, Listener listener)
      throws IOException, InterruptedException {
    throw new IllegalArgumentException("no work goes by the name " + reference);
  }

  /** Ends work that is no longer wanted; nothing happens when it has ended or is unknown. */
  default void abandon(String reference) throws IOException {}

  @Override
  void close() throws IOException;
}

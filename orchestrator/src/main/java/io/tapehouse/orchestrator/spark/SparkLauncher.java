package io.tapehouse.orchestrator.spark;

import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlOutcome;
import java.io.IOException;
import java.util.function.Consumer;

/** Where Spark runs. Safe for use by one thread at a time. */
public interface SparkLauncher extends AutoCloseable {

  /** Takes what a running job tells. Called on other threads than the one that submitted it. */
  interface Listener {

    /** Spark's count of rows and bytes that passed through its tasks since the job began. */
    void progress(long rows, long bytes);

    /** The words of an input's outcome, before the job is over. */
    default void outcome(EtlOutcome outcome) {}
  }

  /**
   * Begins to start Spark, so that it is up when the first job comes. Returns at once; may be
   * called by any thread.
   */
  void warmUp() throws IOException;

  /**
   * Runs a job and waits for its end. Every input of it has one outcome.
   *
   * @throws SparkFailedException when Spark itself failed; its log is named in the message
   */
  void run(EtlJob job, Consumer<EtlOutcome> outcomes, Listener listener)
      throws IOException, InterruptedException;

  @Override
  void close() throws IOException;
}

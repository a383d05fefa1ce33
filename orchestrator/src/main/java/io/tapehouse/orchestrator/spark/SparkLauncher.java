package io.tapehouse.orchestrator.spark;

import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlOutcome;
import java.io.IOException;
import java.util.function.Consumer;

/** Where Spark runs. Safe for use by many threads, whose jobs take turns. */
public interface SparkLauncher extends AutoCloseable {

  /** Takes what a running job tells. Called on other threads than the one that submitted it. */
  interface Listener {

    /** Spark's count of rows and bytes that passed through its tasks since the job began. */
    void progress(long rows, long bytes);

    /** A line of Spark's own log, while the job runs. */
    default void log(String line) {}
  }

  /**
   * Begins to start Spark, so that it is up when the first job comes. Returns at once; may be
   * called by any thread.
   */
  void warmUp() throws IOException;

  /**
   * Runs a job, when those before it are over, and waits for its end. Every input of it has one
   * outcome. When this thread is interrupted, the job stops; it has stopped when this returns.
   *
   * @throws SparkFailedException when Spark itself failed, with the end of its log in the message,
   *     or when this was closed
   */
  void run(EtlJob job, Consumer<EtlOutcome> outcomes, Listener listener)
      throws IOException, InterruptedException;

  @Override
  void close() throws IOException;
}

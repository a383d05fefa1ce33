package io.tapehouse.orchestrator.operations;

import java.io.IOException;

/** Takes requests for runs beside the schedule. Safe for use by many threads. */
@FunctionalInterface
public interface RunTaker {

  /**
   * Records the runs, which begin as soon as there is room.
   *
   * @throws IllegalArgumentException when the request cannot be carried out as it is
   * @throws IOException when this process takes no runs, or the DAG is paused
   */
  RequestedRuns take(RunRequest request) throws IOException, InterruptedException;
}

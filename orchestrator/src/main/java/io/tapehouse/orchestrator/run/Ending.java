package io.tapehouse.orchestrator.run;

import io.tapehouse.orchestrator.run.TaskRecord.Stage;
import io.tapehouse.orchestrator.run.TaskRecord.State;
import java.time.Duration;

/** Writes down how tasks end: for the summary and for whoever watches. Safe for many threads. */
record Ending(RunSummary summary, Progress progress) {

  void end(Stage stage, Partition partition, State state, String detail, Duration took) {
    TaskRecord task =
        new TaskRecord(stage, partition.dataset(), partition.date(), state, detail, took);
    summary.task(task);
    progress.ended(task);
  }
}

package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.orchestrator.task.TaskContext;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.job.EtlJob.EtlInput;
import java.util.List;

/**
 * A file to be transformed.
 *
 * @param receipt of the version that is read
 * @param contexts all who want it
 */
record TransformOrder(Receipt receipt, List<TaskContext> contexts) {

  /** What the ETL is asked for; the lake files what comes of it under an id never used before. */
  EtlInput input() {
    return new EtlInput(
        receipt.partition(), receipt.version(), contexts.get(0).attemptId(), receipt.files());
  }
}

package io.tapehouse.orchestrator.spark.emr;

import io.tapehouse.orchestrator.spark.SparkFailedException;
import io.tapehouse.orchestrator.spark.SparkLauncher.Listener;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlJob.EtlInput;
import io.tapehouse.store.job.EtlOutcome;
import io.tapehouse.store.job.EtlOutcome.RowCounts;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is done with work that has ended.
 *
 * @param documents the lake's side
 * @param logs the service's
 */
record Delivery(JobDocuments documents, JobLogs logs) {

  /**
   * Hands out every outcome of work that went well, once.
   *
   * @throws SparkFailedException when it did not go well, or when its answer is not whole: nothing
   *     was handed out then
   */
  void of(
      RemoteJob remote,
      RemoteJob.Status status,
      EtlJob job,
      Consumer<EtlOutcome> outcomes,
      Listener listener)
      throws IOException, InterruptedException {
    if (status.phase() == RemoteJob.Phase.SUCCEEDED) {
      List<EtlOutcome> answer;
      try {
        answer = documents.outcomes(job);
      } catch (SparkFailedException e) {
        throw failure(remote, e.getMessage(), logs.tellOfFailure(remote.logs(), listener::log));
      }
      logs.tellOf(remote.logs(), listener::log);
      handOut(answer, job, outcomes, listener);
      return;
    }
    // Of what was ended before it began there is no log to wait for.
    String end =
        status.phase() == RemoteJob.Phase.CANCELLED
            ? logs.tellOf(remote.logs(), listener::log)
            : logs.tellOfFailure(remote.logs(), listener::log);
    throw failure(remote, status.words(), end);
  }

  /** Hands out an answer that is there, whatever became of the work's own record. */
  void ofAnswer(EtlJob job, Consumer<EtlOutcome> outcomes, Listener listener) throws IOException {
    handOut(documents.outcomes(job), job, outcomes, listener);
  }

  /** The service counts no rows while work runs, so that all are reported at its end. */
  private static void handOut(
      List<EtlOutcome> answer, EtlJob job, Consumer<EtlOutcome> outcomes, Listener listener) {
    long rows =
        answer.stream()
            .flatMap(outcome -> outcome.rows().values().stream())
            .mapToLong(RowCounts::read)
            .sum();
    long bytes =
        job.inputs().stream()
            .map(EtlInput::files)
            .flatMap(List::stream)
            .mapToLong(file -> file.size())
            .sum();
    listener.progress(rows, bytes);
    answer.forEach(outcomes);
  }

  private static SparkFailedException failure(RemoteJob remote, String words, String end) {
    return new SparkFailedException(
        remote.name() + ": " + words + (end.isEmpty() ? "" : "; the end of its log:\n" + end));
  }
}

package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.dictionary.Partition;
import io.tapehouse.orchestrator.pipeline.Outputs.Made;
import io.tapehouse.orchestrator.pipeline.Outputs.Transformed;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.orchestrator.task.ErrorKind;
import io.tapehouse.orchestrator.task.TaskBody;
import io.tapehouse.orchestrator.task.TaskContext;
import io.tapehouse.orchestrator.task.TaskFailure;
import io.tapehouse.orchestrator.task.TaskResult;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlJob.TableQuery;
import io.tapehouse.store.job.EtlOutcome;
import io.tapehouse.store.lake.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From the lake to the lake: a query in Spark SQL over what tasks before this one wrote for the
 * same date, and whose answer becomes a partition of a table. It leaves what a transform leaves, so
 * that a load takes it as it takes the others. Nothing is done where a task before it had nothing
 * to write.
 */
final class QueryBody implements TaskBody.Single {

  private final SparkLauncher spark;
  private final PipelineContext.Places places;
  private final Question question;

  /**
   * What is asked.
   *
   * @param query name of a file of {@code spark-etl/queries}, without its ending
   * @param table table of the lake that the answer becomes
   * @param dataset the dataset that the lake files the answer under
   * @param reads the tasks whose tables the query sees, by the names that these have in the lake
   */
  record Question(String query, String table, String dataset, List<String> reads) {}

  QueryBody(SparkLauncher spark, PipelineContext.Places places, Question question) {
    this.spark = spark;
    this.places = places;
    this.question = question;
  }

  @Override
  public TaskResult run(TaskContext context) throws IOException, InterruptedException, TaskFailure {
    List<Manifest> inputs = new ArrayList<>();
    for (String task : question.reads()) {
      Optional<EtlOutcome> written = written(context, task);
      if (written.isEmpty()) {
        abandonEarlier(context);
        return new TaskResult.Skipped("nothing to query: " + task + " has written nothing");
      }
      inputs.addAll(written.get().manifests().values());
    }
    List<EtlOutcome> outcomes = new ArrayList<>();
    ask(job(context, inputs), context, outcomes);
    EtlOutcome outcome = outcomes.get(0);
    if (outcome.status() != EtlOutcome.Status.WRITTEN) {
      // Another attempt is to have another job, not this answer again.
      context.external("");
      throw new TaskFailure(ErrorKind.RESOURCES, String.valueOf(outcome.complaint()));
    }
    long rows = outcome.manifests().values().stream().mapToLong(Manifest::rows).sum();
    return new TaskResult.Success(
        rows + " lake rows",
        Outputs.text(
            new Transformed(
                new Partition(question.dataset(), context.date()), Made.WRITTEN, 0, "", outcome)));
  }

  private static Optional<EtlOutcome> written(TaskContext context, String task) {
    return context
        .output(task)
        .map(text -> Outputs.read(text, Transformed.class))
        .map(Transformed::outcome)
        .filter(outcome -> outcome.status() == EtlOutcome.Status.WRITTEN);
  }

  private EtlJob job(TaskContext context, List<Manifest> inputs) {
    return new EtlJob(
        context.attemptId(),
        places.archive(),
        places.lake(),
        List.of(),
        Map.of(),
        List.of(),
        List.of(
            new TableQuery(
                question.query(),
                question.table(),
                new Partition(question.dataset(), context.date()),
                context.attemptId(),
                inputs)));
  }

  /**
   * A job that an attempt before began and did not see end is waited for if it has the same
   * queries.
   */
  private void ask(EtlJob job, TaskContext context, List<EtlOutcome> outcomes)
      throws IOException, InterruptedException {
    SparkLauncher.Listener listener =
        SparkWork.listener(List.of(context), PipelineContext.Throughput.NONE);
    String reference = earlier(context);
    if (!reference.isEmpty()
        && spark.find(reference).filter(each -> isSame(each, job)).isPresent()) {
      context.log("going on with the Spark job %s".formatted(reference));
      spark.resume(reference, outcomes::add, listener);
    } else {
      abandonEarlier(context);
      spark.run(job, outcomes::add, listener);
    }
  }

  private void abandonEarlier(TaskContext context) throws IOException {
    if (!earlier(context).isEmpty()) {
      spark.abandon(earlier(context));
    }
  }

  private static String earlier(TaskContext context) {
    return Optional.ofNullable(context.claim().externalId()).orElse("");
  }

  /** But for the attempt, which is another one each time. */
  private static boolean isSame(EtlJob one, EtlJob other) {
    return one.lake().equals(other.lake()) && questions(one).equals(questions(other));
  }

  private static List<TableQuery> questions(EtlJob job) {
    return job.queries().stream()
        .map(
            query ->
                new TableQuery(query.query(), query.table(), query.partition(), "", query.inputs()))
        .toList();
  }
}

package io.tapehouse.orchestrator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.dictionary.Partition;
import io.tapehouse.orchestrator.pipeline.Outputs.Made;
import io.tapehouse.orchestrator.pipeline.Outputs.Transformed;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.orchestrator.task.ErrorKind;
import io.tapehouse.orchestrator.task.TaskFailure;
import io.tapehouse.orchestrator.task.TaskResult;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlJob.TableQuery;
import io.tapehouse.store.job.EtlOutcome;
import io.tapehouse.store.lake.Manifest;
import io.tapehouse.store.lake.Manifest.LakeFile;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A table job as a task of a DAG. */
class QueryBodyTest {

  private static final LocalDate DATE = LocalDate.of(2025, 9, 11);
  private static final String READS = "transform.hkex.ccass_shareholding";
  private static final Manifest RAW =
      new Manifest(
          "ccass_raw_page",
          new Partition("hkex.ccass_shareholding", DATE),
          "t1",
          List.of(new LakeFile("f", 9, 3)));

  private final Answering spark = new Answering();
  private final QueryBody body =
      new QueryBody(
          spark,
          new PipelineContext.Places("archive", "lake"),
          new QueryBody.Question("ccass_page", "ccass_page", "hkex.ccass_page", List.of(READS)));

  /** Answers each query with two rows, or with a failure. */
  private static final class Answering implements SparkLauncher {

    final Map<String, EtlJob> jobs = new HashMap<>();
    final List<EtlJob> begun = new ArrayList<>();
    final List<String> abandoned = new ArrayList<>();
    boolean fails;

    @Override
    public void warmUp() {}

    @Override
    public void run(EtlJob job, Consumer<EtlOutcome> outcomes, Listener listener) {
      begun.add(job);
      answer(job, outcomes);
    }

    @Override
    public Optional<EtlJob> find(String reference) {
      return Optional.ofNullable(jobs.get(reference));
    }

    @Override
    public void resume(String reference, Consumer<EtlOutcome> outcomes, Listener listener) {
      answer(jobs.get(reference), outcomes);
    }

    @Override
    public void abandon(String reference) {
      abandoned.add(reference);
    }

    @Override
    public void close() {}

    private void answer(EtlJob job, Consumer<EtlOutcome> outcomes) {
      for (TableQuery query : job.queries()) {
        String attempt = query.attemptId();
        Manifest manifest =
            new Manifest(
                query.table(), query.partition(), attempt, List.of(new LakeFile("g", 9, 2)));
        outcomes.accept(
            fails
                ? EtlOutcome.notWritten(
                    new EtlJob.Attempt(query.partition(), attempt),
                    EtlOutcome.Status.FAILED,
                    "ERROR",
                    "the disk is full",
                    List.of())
                : EtlOutcome.written(
                    new EtlJob.Attempt(query.partition(), attempt),
                    Map.of(query.table(), manifest),
                    Map.of(),
                    List.of(),
                    List.of()));
      }
    }
  }

  @Test
  void itAsksWhatTasksBeforeItWroteAndLeavesTheAnswerForALoad() throws Exception {
    TaskResult.Success result = (TaskResult.Success) body.run(attempt(null));
    assertThat(spark.begun).hasSize(1);
    EtlJob job = spark.begun.get(0);
    assertThat(job.inputs()).isEmpty();
    assertThat(job.queries())
        .containsExactly(
            new TableQuery(
                "ccass_page",
                "ccass_page",
                new Partition("hkex.ccass_page", DATE),
                "new-" + DATE,
                List.of(RAW)));
    assertThat(result.message()).isEqualTo("2 lake rows");
    Transformed left = Outputs.read(result.output(), Transformed.class);
    assertThat(left.made()).isEqualTo(Made.WRITTEN);
    assertThat(left.outcome()).isNotNull();
    assertThat(left.outcome().manifests()).containsOnlyKeys("ccass_page");
  }

  @Test
  void withoutAnythingToReadNothingIsAsked() throws Exception {
    TaskResult result = body.run(Attempt.at("query.ccass_page", DATE, "job"));
    assertThat(result).isInstanceOf(TaskResult.Skipped.class);
    assertThat(spark.begun).isEmpty();
    assertThat(spark.abandoned).containsExactly("job");
  }

  @Test
  void aJobThatAsksTheSameIsGoneOnWithAndAnotherIsEnded() throws Exception {
    body.run(attempt(null));
    spark.jobs.put("same", spark.begun.get(0));
    body.run(attempt("same"));
    assertThat(spark.begun).hasSize(1);
    assertThat(spark.abandoned).isEmpty();
    spark.jobs.put(
        "other", new EtlJob("j", "archive", "lake", List.of(), Map.of(), List.of(), List.of()));
    body.run(attempt("other"));
    assertThat(spark.begun).hasSize(2);
    assertThat(spark.abandoned).containsExactly("other");
  }

  @Test
  void whatSparkGaveUpIsAFailureThatAnotherAttemptMayHeal() {
    spark.fails = true;
    assertThatThrownBy(() -> body.run(attempt(null)))
        .isInstanceOfSatisfying(
            TaskFailure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(ErrorKind.RESOURCES);
              assertThat(failure).hasMessageContaining("the disk is full");
            });
  }

  private static Attempt attempt(@Nullable String reference) {
    EtlOutcome outcome =
        EtlOutcome.written(
            new EtlJob.Attempt(RAW.partition(), "t1"),
            Map.of(RAW.table(), RAW),
            Map.of(),
            List.of(),
            List.of());
    String output = Outputs.text(new Transformed(RAW.partition(), Made.WRITTEN, 1, "sha", outcome));
    return Attempt.at("query.ccass_page", DATE, reference).with(Map.of(READS, output));
  }
}

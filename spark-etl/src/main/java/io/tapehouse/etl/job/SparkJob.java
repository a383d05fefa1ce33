package io.tapehouse.etl.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.FolderObjectStore.Durability;
import io.tapehouse.store.Json;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlJob.EtlInput;
import io.tapehouse.store.job.EtlOutcome;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/**
 * Runs a job on Spark: a partition an input, so that as many files are read at once as there are
 * cores. What crosses between driver and tasks is JSON, the same on one machine and on many.
 */
public final class SparkJob {

  private final JavaSparkContext spark;

  /** Runs jobs on {@code spark}. */
  public SparkJob(JavaSparkContext spark) {
    this.spark = spark;
  }

  /**
   * Runs all inputs, the largest first. Every input has exactly one outcome; the manifests of what
   * was written are published by nobody yet.
   *
   * @param finished told of each outcome, on Spark's threads, one at a time
   */
  public void run(EtlJob job, Consumer<EtlOutcome> finished) {
    List<String> inputs =
        job.inputs().stream()
            .sorted(Comparator.comparingLong(SparkJob::weight).reversed())
            .map(SparkJob::write)
            .toList();
    if (inputs.isEmpty()) {
      return;
    }
    spark.setJobGroup(job.jobId(), "archive to lake: " + inputs.size() + " files", true);
    Broadcast<String> description = spark.broadcast(write(withoutInputs(job)));
    try {
      spark
          .parallelize(inputs, inputs.size())
          .map(new Task(description))
          .collect()
          .forEach(json -> finished.accept(read(json, EtlOutcome.class)));
    } finally {
      description.destroy();
      spark.clearJobGroup();
    }
  }

  private static long weight(EtlInput input) {
    return input.files().stream().mapToLong(file -> file.size()).sum();
  }

  private static EtlJob withoutInputs(EtlJob job) {
    return new EtlJob(
        job.jobId(), job.archive(), job.lake(), job.scales(), job.calendars(), List.of());
  }

  private static String write(Object value) {
    try {
      return Json.MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      return Json.MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads one input in a Spark task and tells Spark how many rows passed through it. */
  private static final class Task implements Function<String, String> {

    private static final long serialVersionUID = 1L;

    private static final double NANOS = 1e9;

    private final Broadcast<String> description;

    Task(Broadcast<String> description) {
      this.description = description;
    }

    @Override
    public String call(String json) {
      EtlJob job = read(description.value(), EtlJob.class);
      EtlInput input = read(json, EtlInput.class);
      TaskContext task = TaskContext.get();
      FileRun run =
          new FileRun(
              job,
              DictionaryHolder.DICTIONARY,
              new FolderObjectStore(Path.of(job.archive())),
              new FolderObjectStore(Path.of(job.lake()), Durability.LEFT_TO_THE_SYSTEM));
      long began = System.nanoTime();
      FileRun.Ran ran = run.run(input, "%05d".formatted(task.taskAttemptId()));
      task.taskMetrics().inputMetrics().incRecordsRead(ran.rows());
      task.taskMetrics().inputMetrics().incBytesRead(ran.bytes());
      long written =
          ran.outcome().manifests().values().stream().mapToLong(manifest -> manifest.rows()).sum();
      task.taskMetrics().outputMetrics().setRecordsWritten(written);
      return write(ran.outcome().took((System.nanoTime() - began) / NANOS));
    }
  }

  /** One dictionary for all tasks of an executor. */
  private static final class DictionaryHolder {
    private static final Dictionary DICTIONARY = Dictionary.load();
  }
}

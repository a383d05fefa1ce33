package io.tapehouse.etl.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.etl.place.JobOutput;
import io.tapehouse.etl.place.Location;
import io.tapehouse.etl.place.TaskOutput;
import io.tapehouse.store.FolderObjectStore.Durability;
import io.tapehouse.store.Json;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlJob.EtlInput;
import io.tapehouse.store.job.EtlOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

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
   * Runs all inputs, the largest first. Every input has exactly one outcome, of the attempt of its
   * Spark task that succeeded; the files that it names are in the lake, the manifests of what was
   * written are published by nobody yet. No two executions of one job give a file the same name.
   *
   * @param finished told of each outcome, on the caller's thread, when all are known
   * @throws IOException when the lake took the files of no input
   */
  public void run(EtlJob job, Consumer<EtlOutcome> finished) throws IOException {
    List<String> inputs =
        job.inputs().stream()
            .sorted(Comparator.comparingLong(SparkJob::weight).reversed())
            .map(SparkJob::write)
            .toList();
    if (inputs.isEmpty()) {
      return;
    }
    spark.setJobGroup(job.jobId(), "archive to lake: " + inputs.size() + " files", true);
    String execution = UUID.randomUUID().toString();
    JobOutput lake = JobOutput.to(new Location(job.lake()), execution, spark::hadoopConfiguration);
    lake.begin();
    List<String> outcomes;
    try {
      outcomes = collect(job, execution, inputs);
      lake.commit();
    } catch (IOException | RuntimeException e) {
      lake.abort();
      throw e;
    } finally {
      spark.clearJobGroup();
    }
    outcomes.forEach(json -> finished.accept(read(json, EtlOutcome.class)));
  }

  private List<String> collect(EtlJob job, String execution, List<String> inputs) {
    Broadcast<String> description = spark.broadcast(write(withoutInputs(job)));
    Broadcast<SerializableConfiguration> hadoop =
        new Location(job.archive()).isFolder() && new Location(job.lake()).isFolder()
            ? null
            : spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
    try {
      return spark
          .parallelize(inputs, inputs.size())
          .map(new Task(description, execution, hadoop))
          .collect();
    } finally {
      description.destroy();
      if (hadoop != null) {
        hadoop.destroy();
      }
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
    private final String execution;

    /** Null where archive and lake are folders: a thousand settings need not travel for nothing. */
    private final @Nullable Broadcast<SerializableConfiguration> hadoop;

    Task(
        Broadcast<String> description,
        String execution,
        @Nullable Broadcast<SerializableConfiguration> hadoop) {
      this.description = description;
      this.execution = execution;
      this.hadoop = hadoop;
    }

    @Override
    public String call(String json) throws IOException {
      EtlJob job = read(description.value(), EtlJob.class);
      EtlInput input = read(json, EtlInput.class);
      TaskContext task = TaskContext.get();
      long attempt = task.taskAttemptId();
      Supplier<Configuration> settings = this::settings;
      FileRun run =
          new FileRun(
              job,
              DictionaryHolder.DICTIONARY,
              new Location(job.archive()).store(Durability.LEFT_TO_THE_SYSTEM, settings),
              TaskOutput.to(new Location(job.lake()), execution, attempt, settings));
      long began = System.nanoTime();
      FileRun.Ran ran = run.run(input, String.format(Locale.ROOT, "%05d-%s", attempt, execution));
      task.taskMetrics().inputMetrics().incRecordsRead(ran.rows());
      task.taskMetrics().inputMetrics().incBytesRead(ran.bytes());
      long written =
          ran.outcome().manifests().values().stream().mapToLong(manifest -> manifest.rows()).sum();
      task.taskMetrics().outputMetrics().setRecordsWritten(written);
      return write(ran.outcome().took((System.nanoTime() - began) / NANOS));
    }

    private Configuration settings() {
      if (hadoop == null) {
        throw new IllegalStateException("a folder needs no settings of Hadoop");
      }
      return hadoop.value().value();
    }
  }

  /** One dictionary for all tasks of an executor. */
  private static final class DictionaryHolder {
    private static final Dictionary DICTIONARY = Dictionary.load();
  }
}

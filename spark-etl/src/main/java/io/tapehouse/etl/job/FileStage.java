package io.tapehouse.etl.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.etl.place.JobOutput;
import io.tapehouse.etl.place.Location;
import io.tapehouse.etl.place.TaskOutput;
import io.tapehouse.store.FolderObjectStore.Durability;
import io.tapehouse.store.Json;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlJob.EtlInput;
import io.tapehouse.store.job.EtlOutcome;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of a job in Spark tasks: one for each input, or one for each of its files where
 * these stand for themselves. The tasks of an input are a Spark job of their own, all of which run
 * at once: a task that fails runs again as often as Spark is set to, and an input that Spark gives
 * up takes no other with it. What crosses between driver and tasks is JSON, the same on one machine
 * and on many.
 */
final class FileStage {

  private final JavaSparkContext spark;
  private final EtlJob job;
  private final String execution;

  FileStage(JavaSparkContext spark, EtlJob job, String execution) {
    this.spark = spark;
    this.job = job;
    this.execution = execution;
  }

  /**
   * What a task reads.
   *
   * @param input a version, or one file of it
   * @param fileNo which one, from 0
   */
  record Part(EtlInput input, int fileNo) {}

  /** A Spark job that runs. */
  private record Reading(EtlInput input, JavaFutureAction<List<String>> outcomes) {}

  /**
   * Runs all inputs, the largest first. Every input has exactly one outcome, of the attempts of its
   * Spark tasks that succeeded; the files that it names are in the lake, not published yet.
   *
   * @throws IOException when the lake took the files of no input
   */
  List<EtlOutcome> run() throws IOException {
    JobOutput lake = JobOutput.to(new Location(job.lake()), execution, spark::hadoopConfiguration);
    lake.begin();
    try {
      List<EtlOutcome> outcomes = read();
      lake.commit();
      return outcomes;
    } catch (IOException | RuntimeException e) {
      lake.abort();
      throw e;
    }
  }

  private List<EtlOutcome> read() throws IOException {
    Broadcast<String> description = spark.broadcast(write(withoutInputs(job)));
    Broadcast<SerializableConfiguration> hadoop =
        new Location(job.archive()).isFolder() && new Location(job.lake()).isFolder()
            ? null
            : spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
    try {
      Task task = new Task(description, execution, hadoop);
      List<Reading> begun =
          job.inputs().stream()
              .sorted(Comparator.comparingLong(FileStage::weight).reversed())
              .map(input -> begin(input, task))
              .toList();
      List<EtlOutcome> outcomes = new ArrayList<>();
      for (Reading reading : begun) {
        outcomes.add(end(reading));
      }
      return outcomes;
    } finally {
      description.destroy();
      if (hadoop != null) {
        hadoop.destroy();
      }
    }
  }

  private Reading begin(EtlInput input, Task task) {
    List<String> parts = parts(input).stream().map(FileStage::write).toList();
    return new Reading(input, spark.parallelize(parts, parts.size()).map(task).collectAsync());
  }

  private EtlOutcome end(Reading reading) throws IOException {
    EtlInput input = reading.input();
    try {
      return Parts.together(
          reading.outcomes().get().stream().map(json -> read(json, EtlOutcome.class)).toList());
    } catch (ExecutionException e) {
      return GivenUp.of(input.attempt(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      spark.cancelJobGroup(job.jobId());
      throw new InterruptedIOException("interrupted within the job " + job.jobId());
    }
  }

  private static List<Part> parts(EtlInput input) {
    if (FileEtls.bundled(input.dataset()).isEmpty()) {
      return List.of(new Part(input, 0));
    }
    List<Part> parts = new ArrayList<>();
    for (ArchivedFile file : input.files()) {
      EtlInput one =
          new EtlInput(input.partition(), input.version(), input.attemptId(), List.of(file));
      parts.add(new Part(one, parts.size()));
    }
    return parts;
  }

  private static long weight(EtlInput input) {
    return input.files().stream().mapToLong(ArchivedFile::size).sum();
  }

  private static EtlJob withoutInputs(EtlJob job) {
    return new EtlJob(
        job.jobId(),
        job.archive(),
        job.lake(),
        job.scales(),
        job.calendars(),
        job.keepTicks(),
        List.of(),
        List.of());
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

  /** Reads one part in a Spark task and counts its rows in Spark's metrics. */
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
      Part part = read(json, Part.class);
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
      FileRun.Ran ran =
          run.run(
              part.input(),
              part.fileNo(),
              String.format(Locale.ROOT, "%05d-%s", attempt, execution));
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

  /** One dictionary for all that happens in a process, read when it is first asked for. */
  static final class DictionaryHolder {
    static final Dictionary DICTIONARY = Dictionary.load();

    /** Reads it, unless it has been read. */
    static void load() {
      // The class is initialized by the call.
    }
  }
}

package io.tapehouse.etl.job;

import io.tapehouse.etl.job.FileStage.DictionaryHolder;
import io.tapehouse.etl.place.Location;
import io.tapehouse.etl.place.Publication;
import io.tapehouse.etl.tables.LakeTables;
import io.tapehouse.etl.tables.SqlSession;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.store.FolderObjectStore.Durability;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlJob.TableQuery;
import io.tapehouse.store.job.EtlOutcome;
import io.tapehouse.store.job.EtlOutcome.RowCounts;
import io.tapehouse.store.job.EtlOutcome.Status;
import io.tapehouse.store.lake.Lake;
import io.tapehouse.store.lake.Manifest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/**
 * Runs jobs on Spark, one at a time: first the files, as many at once as there are cores, then the
 * queries. The driver alone makes an attempt visible, when all of it is in the lake: a task that
 * ran twice published nothing. No two executions of one job give a file the same name.
 */
public final class SparkJob {

  /** Local property of Spark that the tasks bear which read files, and no others. */
  public static final String READS_FILES = "tapehouse.readsFiles";

  /** Threads that publish and query. */
  private static final int DRIVERS = 4;

  private final JavaSparkContext spark;
  private @Nullable SqlSession sql;

  /** Reads what the tasks of every job need: the dictionary. */
  public static void prepare() {
    DictionaryHolder.load();
  }

  /** Runs jobs on {@code spark}. */
  public SparkJob(JavaSparkContext spark) {
    this.spark = spark;
  }

  /**
   * Runs all inputs and queries. Each has exactly one outcome; what the manifests of an outcome
   * name is in the lake and visible when it is reported. What is wrong with a file is an outcome,
   * and so is an input or a query that Spark gave up after its own retries.
   *
   * @param finished receives each outcome, on the caller's thread
   * @throws IOException when the lake took the files of no input, or no manifest
   */
  public void run(EtlJob job, Consumer<EtlOutcome> finished) throws IOException {
    Execution execution = new Execution(job, UUID.randomUUID().toString());
    spark.setJobGroup(job.jobId(), "archive to lake: " + job.inputs().size() + " files", true);
    try {
      List<Callable<EtlOutcome>> steps = new ArrayList<>();
      if (!job.inputs().isEmpty()) {
        execution.read().forEach(read -> steps.add(() -> execution.finish(read)));
      }
      together(steps, finished);
      steps.clear();
      job.queries().forEach(query -> steps.add(() -> execution.query(query)));
      together(steps, finished);
    } finally {
      spark.clearJobGroup();
    }
  }

  /** Some at once: while one query is planned, the tasks of another run. */
  private static void together(List<Callable<EtlOutcome>> steps, Consumer<EtlOutcome> finished)
      throws IOException {
    // Threads of a pool made here inherit the job group of this one.
    ExecutorService drivers = Executors.newFixedThreadPool(DRIVERS);
    try {
      for (Future<EtlOutcome> step : steps.stream().map(drivers::submit).toList()) {
        finished.accept(step.get());
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the lake was written");
    } finally {
      drivers.shutdownNow();
    }
  }

  /** One execution of a job. */
  private final class Execution {

    private final EtlJob job;
    private final String name;
    private final Location lake;
    private @Nullable LakeTables tables;

    Execution(EtlJob job, String name) {
      this.job = job;
      this.name = name;
      this.lake = new Location(job.lake());
    }

    List<EtlOutcome> read() throws IOException {
      spark.setLocalProperty(READS_FILES, "true");
      try {
        return new FileStage(spark, job, name).run();
      } finally {
        spark.setLocalProperty(READS_FILES, null);
      }
    }

    /** Makes visible what files became, and what is made of that. */
    EtlOutcome finish(EtlOutcome read) throws IOException {
      if (read.status() != Status.WRITTEN) {
        return read;
      }
      BundledEtl etl = FileEtls.bundled(read.dataset()).orElse(null);
      if (etl == null) {
        return publication().publish(read);
      }
      try {
        etl.check(read);
        return etl.complete(publication().publish(read), tables()).took(read.seconds());
      } catch (UnreadableFileException e) {
        return RefusedFiles.of(read.attempt(), e);
      } catch (IOException e) {
        throw e;
      } catch (Exception e) { // Spark's own are checked, and no method declares them
        return GivenUp.of(read.attempt(), e);
      }
    }

    EtlOutcome query(TableQuery query) throws IOException {
      try {
        Manifest answer = tables().run(query);
        RowCounts rows = new RowCounts(answer.rows(), answer.rows(), 0);
        return EtlOutcome.written(
            query.attempt(),
            Map.of(query.table(), answer),
            Map.of(query.table(), rows),
            List.of(),
            List.of());
      } catch (IOException e) {
        throw e;
      } catch (Exception e) { // as above
        return GivenUp.of(query.attempt(), e);
      }
    }

    private Publication publication() throws IOException {
      return new Publication(
          new Lake(lake.store(Durability.LEFT_TO_THE_SYSTEM, spark::hadoopConfiguration)));
    }

    private synchronized LakeTables tables() {
      LakeTables known = tables;
      if (known == null) {
        SqlSession session = sql == null ? new SqlSession(spark) : sql;
        sql = session;
        known = new LakeTables(session, DictionaryHolder.DICTIONARY, lake, name);
        tables = known;
      }
      return known;
    }
  }
}

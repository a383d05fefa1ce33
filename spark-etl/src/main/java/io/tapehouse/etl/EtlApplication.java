package io.tapehouse.etl;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tapehouse.etl.job.SparkJob;
import io.tapehouse.etl.place.Location;
import io.tapehouse.store.FolderObjectStore.Durability;
import io.tapehouse.store.Json;
import io.tapehouse.store.ObjectStore;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlJob.Attempt;
import io.tapehouse.store.job.EtlOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ETL as an application for a cluster: one job, then the end. Its one argument is the location
 * of the job, a document of JSON ({@link EtlJob}), as {@code
 * s3://bucket/lake/_jobs/<jobId>/job.json}; archive and lake of the job are locations of the same
 * kind. When everything is in the lake and published, the outcomes are written beside it, as {@code
 * outcomes.json}: an array of {@link EtlOutcome}, one for each input and query. An input whose file
 * was refused is an outcome too; the application fails, by an exception and so a non-zero exit
 * code, when one has no outcome, and then there is no {@code outcomes.json}.
 *
 * <p>The same job may be executed again, or twice at once. Where {@code outcomes.json} is there
 * already, it stands and nothing is done. Until then an execution does all the work under names of
 * its own; of each manifest and of {@code outcomes.json} the first counts, and the outcomes name
 * what counts. Both executions succeed. What a killed one left in the lake is named nowhere.
 *
 * <p>Settings. The master, {@code spark.executor.*} and {@code spark.driver.*} come from the one
 * who submits. A task holds what one file comes to, not the file: the largest, of options, runs in
 * an executor of one core and 512 MB; reckon with 512 MB a core, and 1 GB for the driver, which has
 * the outcomes. On EMR 7.10 and later S3A serves {@code s3:} by itself; elsewhere:
 *
 * <ul>
 *   <li>{@code spark.hadoop.fs.s3.impl=org.apache.hadoop.fs.s3a.S3AFileSystem}, for {@code s3:}
 *   <li>{@code spark.hadoop.fs.s3a.committer.magic.enabled=true}, the default since Hadoop 3.3.1;
 *       the rest of the committer's settings the application makes itself, for its own files alone
 *   <li>{@code spark.hadoop.fs.s3a.create.conditional.enabled=true}, the default where there are
 *       conditional writes, since Hadoop 3.4.2
 *   <li>encryption by the bucket's default; else {@code
 *       spark.hadoop.fs.s3a.encryption.algorithm=SSE-KMS} and {@code fs.s3a.encryption.key}
 *   <li>{@code spark.speculation} may be on: the outcome of one attempt of a task counts
 *   <li>the bucket needs a lifecycle rule that ends incomplete multipart uploads
 * </ul>
 */
public final class EtlApplication {

  private static final Logger LOG = LoggerFactory.getLogger(EtlApplication.class);

  private static final String OUTCOMES = "outcomes.json";

  private final JavaSparkContext spark;
  private final ObjectStore folder;

  private EtlApplication(JavaSparkContext spark, ObjectStore folder) {
    this.spark = spark;
    this.folder = folder;
  }

  /**
   * Runs a job.
   *
   * @param arguments the location of the job
   */
  public static void main(String[] arguments) throws IOException {
    // Figures look the same everywhere, as in the process that reads them.
    Locale.setDefault(Locale.ROOT);
    if (arguments.length != 1) {
      throw new IllegalArgumentException(
          "expected one argument, the location of a job, found " + List.of(arguments));
    }
    Location document = new Location(arguments[0]);
    SparkConf conf = new SparkConf().setIfMissing("spark.app.name", "tapehouse-etl");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      ObjectStore folder = document.parent().store(Durability.FORCED, spark::hadoopConfiguration);
      new EtlApplication(spark, folder).run(document);
    }
  }

  private void run(Location document) throws IOException {
    EtlJob job = job(document);
    if (folder.stat(OUTCOMES).isPresent()) {
      check(job, outcomes());
      LOG.info("job {} was executed before; its outcomes stand", job.jobId());
      return;
    }
    LOG.info(
        "job {} begins: {} inputs, {} queries",
        job.jobId(),
        job.inputs().size(),
        job.queries().size());
    List<EtlOutcome> outcomes = new ArrayList<>();
    new SparkJob(spark).run(job, outcomes::add);
    check(job, outcomes);
    byte[] words =
        Json.MAPPER.writerFor(new TypeReference<List<EtlOutcome>>() {}).writeValueAsBytes(outcomes);
    if (folder.putIfAbsent(OUTCOMES, words)) {
      LOG.info("job {} is done", job.jobId());
    } else {
      LOG.info(
          "job {} was executed by another one at the same time, whose outcomes stand", job.jobId());
    }
  }

  private EtlJob job(Location document) throws IOException {
    try (InputStream in = folder.open(document.name())) {
      return Json.MAPPER.readValue(in, EtlJob.class);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no job at " + document.text(), e);
    }
  }

  private List<EtlOutcome> outcomes() throws IOException {
    try (InputStream in = folder.open(OUTCOMES)) {
      return Json.MAPPER.readValue(in, new TypeReference<List<EtlOutcome>>() {});
    }
  }

  private static void check(EtlJob job, List<EtlOutcome> outcomes) {
    Set<Attempt> expected = Set.copyOf(job.attempts());
    Set<Attempt> found = new HashSet<>();
    outcomes.forEach(outcome -> found.add(outcome.attempt()));
    if (!expected.equals(found) || outcomes.size() != job.attempts().size()) {
      throw new IllegalStateException(
          "job %s: expected an outcome for each of %s, found %s"
              .formatted(job.jobId(), expected, found));
    }
  }
}

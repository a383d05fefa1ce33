package io.tapehouse.store.job;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tapehouse.dictionary.Partition;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import io.tapehouse.store.lake.Manifest;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work for the ETL: one Spark application's job, however many days it covers. It reads
 * files of the archive, or queries tables of the lake, or both; the queries do not see what the
 * files of the same job become.
 *
 * @param jobId names the job in logs
 * @param archive location of the archive
 * @param lake location of the lake
 * @param scales lengths of the bars, minutes
 * @param calendars for each exchange, its calendar's days that are not as their weekday suggests:
 *     true is open
 * @param keepTicks whether the lake takes the prints of tick files besides their bars
 * @param inputs the files
 * @param queries the queries
 */
public record EtlJob(
    String jobId,
    String archive,
    String lake,
    List<Integer> scales,
    Map<String, Map<LocalDate, Boolean>> calendars,
    boolean keepTicks,
    List<EtlInput> inputs,
    List<TableQuery> queries) {

  /** Takes jobs that were written before there were queries. */
  public EtlJob(
      String jobId,
      String archive,
      String lake,
      List<Integer> scales,
      Map<String, Map<LocalDate, Boolean>> calendars,
      boolean keepTicks,
      List<EtlInput> inputs,
      @Nullable List<TableQuery> queries) {
    this.jobId = jobId;
    this.archive = archive;
    this.lake = lake;
    this.scales = scales;
    this.calendars = calendars;
    this.keepTicks = keepTicks;
    this.inputs = inputs;
    this.queries = queries == null ? List.of() : queries;
  }

  /** A job that reads files, keeps no ticks and queries nothing. */
  public EtlJob(
      String jobId,
      String archive,
      String lake,
      List<Integer> scales,
      Map<String, Map<LocalDate, Boolean>> calendars,
      List<EtlInput> inputs) {
    this(jobId, archive, lake, scales, calendars, false, inputs, List.of());
  }

  /** What the job is to answer with an outcome each: its inputs, then its queries. */
  public List<Attempt> attempts() {
    return Stream.concat(
            inputs.stream().map(EtlInput::attempt), queries.stream().map(TableQuery::attempt))
        .toList();
  }

  /**
   * What an input or a query, and its outcome, are known by.
   *
   * @param partition the dataset and the date that the lake files it under
   * @param attemptId under which the lake files it
   */
  public record Attempt(Partition partition, String attemptId) {

    /** Id of the dataset. */
    public String dataset() {
      return partition.dataset();
    }

    /** The date that the lake files it under. */
    public LocalDate date() {
      return partition.date();
    }
  }

  /**
   * A version of the archive to read.
   *
   * @param partition the dataset and the date that its file is filed under
   * @param version of the archive
   * @param attemptId under which the lake files what comes of it
   * @param files names, sizes and digests
   */
  public record EtlInput(
      @JsonUnwrapped Partition partition, int version, String attemptId, List<ArchivedFile> files) {

    /** Id of the dataset. */
    public String dataset() {
      return partition.dataset();
    }

    /** The date that its file is filed under. */
    public LocalDate date() {
      return partition.date();
    }

    /** What its outcome is known by. */
    public Attempt attempt() {
      return new Attempt(partition, attemptId);
    }
  }

  /**
   * Rows of the lake to be made from rows of the lake, by Spark SQL.
   *
   * @param query name of a file of {@code spark-etl/queries}, without its ending
   * @param table table of the lake that the answer becomes
   * @param partition the dataset and date that the lake files the answer under
   * @param attemptId under which the lake files the answer
   * @param inputs what the query reads: it sees a table of each name here, with the rows of the
   *     manifests of that name and no others
   */
  public record TableQuery(
      String query,
      String table,
      @JsonUnwrapped Partition partition,
      String attemptId,
      List<Manifest> inputs) {

    /** What its outcome is known by. */
    public Attempt attempt() {
      return new Attempt(partition, attemptId);
    }
  }
}

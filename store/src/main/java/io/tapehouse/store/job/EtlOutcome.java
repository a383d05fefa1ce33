package io.tapehouse.store.job;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tapehouse.dictionary.Partition;
import io.tapehouse.store.lake.Manifest;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one input or of one query of a job.
 *
 * @param partition the dataset and the date that its file is filed under
 * @param attemptId the attempt
 * @param status whether the lake has it now
 * @param complaint why not: the reader's words; null where it has
 * @param kind what kind of complaint: a name of UnreadableFileException.Kind, or ERROR
 * @param manifests what was written, by table of the lake
 * @param rows rows of the publisher's file, by table of the lake that they went to
 * @param warnings what the reader found strange but could read
 * @param badRows the first of the rows that could not be read
 * @param seconds how long its Spark tasks took together
 */
public record EtlOutcome(
    @JsonUnwrapped Partition partition,
    String attemptId,
    Status status,
    @Nullable String complaint,
    @Nullable String kind,
    Map<String, Manifest> manifests,
    Map<String, RowCounts> rows,
    List<String> warnings,
    List<BadRow> badRows,
    double seconds) {

  /** Id of the dataset. */
  public String dataset() {
    return partition.dataset();
  }

  /** The date that its file is filed under. */
  public LocalDate date() {
    return partition.date();
  }

  /** What it is the outcome of. */
  public EtlJob.Attempt attempt() {
    return new EtlJob.Attempt(partition, attemptId);
  }

  /** Everything went well. */
  public static EtlOutcome written(
      EtlJob.Attempt attempt,
      Map<String, Manifest> manifests,
      Map<String, RowCounts> rows,
      List<String> warnings,
      List<BadRow> badRows) {
    return new EtlOutcome(
        attempt.partition(),
        attempt.attemptId(),
        Status.WRITTEN,
        null,
        null,
        manifests,
        rows,
        warnings,
        badRows,
        0);
  }

  /**
   * Nothing is in the lake.
   *
   * @param status why: not {@code WRITTEN}
   */
  public static EtlOutcome notWritten(
      EtlJob.Attempt attempt, Status status, String kind, String complaint, List<BadRow> badRows) {
    return new EtlOutcome(
        attempt.partition(),
        attempt.attemptId(),
        status,
        complaint,
        kind,
        Map.of(),
        Map.of(),
        List.of(),
        badRows,
        0);
  }

  /** This outcome with other manifests. */
  public EtlOutcome with(Map<String, Manifest> others) {
    return new EtlOutcome(
        partition, attemptId, status, complaint, kind, others, rows, warnings, badRows, seconds);
  }

  /** This outcome with the time that its task took. */
  public EtlOutcome took(double taskSeconds) {
    return new EtlOutcome(
        partition,
        attemptId,
        status,
        complaint,
        kind,
        manifests,
        rows,
        warnings,
        badRows,
        taskSeconds);
  }

  /** Whether an input was written to the lake. */
  public enum Status {
    /** It was. */
    WRITTEN,
    /** Its file must not be loaded. */
    REFUSED,
    /** Spark gave it up, after as many tries as it makes of a task: a full disk, a defect. */
    FAILED
  }

  /**
   * A row that could not be read.
   *
   * @param fileName the file, with the entry of a zip after {@code !}
   * @param line line of the file, from 1
   * @param reason what was expected and what was found
   * @param raw the row as text
   */
  public record BadRow(String fileName, long line, String reason, String raw) {}

  /**
   * Rows of a publisher's file.
   *
   * @param read rows that belong to the table
   * @param accepted of these, the ones whose content is in the table
   * @param quarantined of these, the ones that could not be read
   */
  public record RowCounts(long read, long accepted, long quarantined) {}
}

package io.tapehouse.store.job;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tapehouse.dictionary.Partition;
import io.tapehouse.store.lake.Manifest;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one input of a job.
 *
 * @param partition the dataset and the date that its file is filed under
 * @param attemptId the attempt
 * @param status whether the lake has it now
 * @param complaint why not: the reader's words; null where it has
 * @param kind what kind of complaint: a name of UnreadableFileException.Kind, or ERROR
 * @param manifests what was written, by table of the lake
 * @param rows rows of the publisher's file, by table of the lake that they went to
 * @param warnings what the reader found strange but could read
 * @param badRows of a file that was refused for its rows, the first of them
 * @param seconds how long its Spark task took
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
    /** Something else went wrong: a full disk, a defect. */
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

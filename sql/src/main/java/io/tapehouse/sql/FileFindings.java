package io.tapehouse.sql;

import io.tapehouse.dictionary.Partition;
import io.tapehouse.sql.Refusal.QuarantinedRow;
import java.time.LocalDate;
import java.util.List;

/**
 * What was found about a date or a file that is not loaded as a partition of facts, such as a
 * holiday schedule: warnings of one check, and rows that could not be read.
 *
 * @param table the table that the check is about
 * @param partition the dataset and the date that its file is filed under
 * @param fileVersion version of the file in the archive; 0 where there is none
 * @param attemptId the attempt that found it
 * @param check name of the check
 * @param findings what it found; each becomes a failed check that does not block
 * @param quarantined the rows that could not be read
 */
public record FileFindings(
    String table,
    Partition partition,
    int fileVersion,
    String attemptId,
    String check,
    List<Finding> findings,
    List<QuarantinedRow> quarantined) {

  /** Id of the dataset. */
  public String dataset() {
    return partition.dataset();
  }

  /** The date that its file is filed under. */
  public LocalDate date() {
    return partition.date();
  }

  /** Copies the lists. */
  public FileFindings {
    findings = List.copyOf(findings);
    quarantined = List.copyOf(quarantined);
  }

  /**
   * A warning.
   *
   * @param subject what it is about
   * @param expected what the check expected
   * @param found what it found
   */
  public record Finding(String subject, String expected, String found) {}
}

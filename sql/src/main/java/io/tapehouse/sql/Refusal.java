package io.tapehouse.sql;

import io.tapehouse.dictionary.Partition;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * A file that was not loaded.
 *
 * @param partition the dataset and the date that its file is filed under
 * @param tables the tables that it would have filled; at least one
 * @param fileVersion version of the file in the archive
 * @param inputSha256 digest over what was read
 * @param rulesVersion version of the rules that read it
 * @param attemptId the attempt that refused it
 * @param fence number of the attempt, which {@link Warehouse#fence} has registered for the
 *     partition
 * @param verdict what it was taken for
 * @param reason what was expected and what was found
 * @param quarantined the rows that could not be read, as far as they are known
 */
public record Refusal(
    Partition partition,
    Set<String> tables,
    int fileVersion,
    String inputSha256,
    int rulesVersion,
    String attemptId,
    long fence,
    Verdict verdict,
    String reason,
    List<QuarantinedRow> quarantined) {

  /** Id of the dataset. */
  public String dataset() {
    return partition.dataset();
  }

  /** The date that its file is filed under. */
  public LocalDate date() {
    return partition.date();
  }

  /** Copies the collections. */
  public Refusal {
    tables = Set.copyOf(tables);
    quarantined = List.copyOf(quarantined);
    if (tables.isEmpty()) {
      throw new IllegalArgumentException("the refusal of " + partition + " names no table");
    }
  }

  /** What a file that is not loaded was taken for. */
  public enum Verdict {
    /** It cannot be right. */
    REFUSED("refused"),
    /** It is empty for a day that was open by the calendar; to be fetched again. */
    SUSPECT_EMPTY("suspect_empty");

    private final String status;

    Verdict(String status) {
      this.status = status;
    }

    /** The text in {@code load_ledger.status}. */
    public String status() {
      return status;
    }
  }

  /**
   * A row that could not be read.
   *
   * @param fileName the file, with the entry of a zip after {@code !}
   * @param lineNumber line of the file, from 1
   * @param reason what was expected and what was found
   * @param raw the line
   */
  public record QuarantinedRow(String fileName, long lineNumber, String reason, String raw) {}
}

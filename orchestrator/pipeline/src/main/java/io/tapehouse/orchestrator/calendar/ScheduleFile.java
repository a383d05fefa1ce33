package io.tapehouse.orchestrator.calendar;

import io.tapehouse.dictionary.Partition;
import io.tapehouse.extractors.BadRow;
import java.time.LocalDate;
import java.util.List;

/**
 * What became of a file that names closed days. Immutable.
 *
 * @param partition the dataset and the date that its file is filed under
 * @param version of the archive
 * @param rowsRead all its rows, good and bad; 0 where it could not be read
 * @param badRows the rows that could not be read
 * @param warnings what is unusual about it and yet no reason to refuse it
 * @param complaint why it was refused; empty: it was read
 */
public record ScheduleFile(
    Partition partition,
    int version,
    long rowsRead,
    List<BadRow> badRows,
    List<String> warnings,
    String complaint) {

  /** Id of the dataset. */
  public String dataset() {
    return partition.dataset();
  }

  /** The date that its file is filed under. */
  public LocalDate date() {
    return partition.date();
  }

  /** Copies the lists. */
  public ScheduleFile {
    badRows = List.copyOf(badRows);
    warnings = List.copyOf(warnings);
  }
}

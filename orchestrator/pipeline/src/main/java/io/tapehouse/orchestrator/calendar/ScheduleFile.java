package io.tapehouse.orchestrator.calendar;

import io.tapehouse.extractors.BadRow;
import java.time.LocalDate;
import java.util.List;

/**
 * What became of a file that names closed days. Immutable.
 *
 * @param dataset id of the dataset
 * @param date the date that it is filed under
 * @param version of the archive
 * @param rowsRead all its rows, good and bad; 0 where it could not be read
 * @param badRows the rows that could not be read
 * @param warnings what is unusual about it and yet no reason to refuse it
 * @param complaint why it was refused; empty: it was read
 */
public record ScheduleFile(
    String dataset,
    LocalDate date,
    int version,
    long rowsRead,
    List<BadRow> badRows,
    List<String> warnings,
    String complaint) {

  /** Copies the lists. */
  public ScheduleFile {
    badRows = List.copyOf(badRows);
    warnings = List.copyOf(warnings);
  }
}

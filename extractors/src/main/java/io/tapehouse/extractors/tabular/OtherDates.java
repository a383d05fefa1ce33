package io.tapehouse.extractors.tabular;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Counts the rows of a download of many dates that are of other dates than the one under which it
 * is filed: they are of other partitions. Not safe for use by many threads.
 */
final class OtherDates {

  private final SourceFile file;
  private long rows;
  private LocalDate first = LocalDate.MAX;
  private LocalDate last = LocalDate.MIN;

  OtherDates(SourceFile file) {
    this.file = file;
  }

  /** Takes a row of another date; false for one of the file's own. */
  boolean take(LocalDate date) {
    if (date.equals(file.date())) {
      return false;
    }
    rows++;
    first = date.isBefore(first) ? date : first;
    last = date.isAfter(last) ? date : last;
    return true;
  }

  long rows() {
    return rows;
  }

  /**
   * Refuses a file that has rows of other dates alone.
   *
   * @param all how many rows it has
   */
  void check(long all) throws UnreadableFileException {
    if (rows > 0 && rows == all) {
      throw new UnreadableFileException(
          Kind.WRONG_DATE,
          file,
          "expected rows of %s, found %d of %s to %s".formatted(file.date(), rows, first, last));
    }
  }

  /** What is worth a word; nothing where all rows are the file's own. */
  Optional<String> note() {
    return rows == 0
        ? Optional.empty()
        : Optional.of(
            "expected rows of %s, found %d more of %s to %s; they are of other partitions and were left out"
                .formatted(file.date(), rows, first, last));
  }
}

package io.tapehouse.sql;

/**
 * Rows of the publisher's file that belong to a table.
 *
 * @param read all of them
 * @param loaded those whose content is in the table
 * @param quarantined those that could not be read
 */
public record RowCounts(long read, long loaded, long quarantined) {

  /** For a table that takes no row of the file itself. */
  public static final RowCounts NONE = new RowCounts(0, 0, 0);

  /** Refuses negative counts. */
  public RowCounts {
    if (read < 0 || loaded < 0 || quarantined < 0) {
      throw new IllegalArgumentException(
          "counts of rows are not negative: read %d, loaded %d, quarantined %d"
              .formatted(read, loaded, quarantined));
    }
  }
}

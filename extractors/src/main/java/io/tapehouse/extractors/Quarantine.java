package io.tapehouse.extractors;

import java.util.ArrayList;
import java.util.List;

/**
 * The rows of one file that could not be read, kept with their reasons. A file with more of them
 * than the larger of 3 rows and 0.01 % is refused as a whole. Not safe for use by many threads.
 */
public final class Quarantine {

  private static final long ALLOWED_ROWS = 3;
  private static final double ALLOWED_SHARE = 0.0001;

  /** Rows kept while the size of the file is not known yet; more than any allowed share. */
  private static final int KEPT_ROWS = 10_000;

  /** What the warehouse's columns hold. */
  private static final int KEPT_CHARACTERS = 4_000;

  private static final int KEPT_REASON = 1_000;

  private SourceFile file;
  private final List<BadRow> rows = new ArrayList<>();
  private long count;

  /** An empty quarantine for {@code file}. */
  public Quarantine(SourceFile file) {
    this.file = file;
  }

  /** Attributes the rows to come to {@code entry}, a part of the file. */
  public void enter(SourceFile entry) {
    file = entry;
  }

  /**
   * Sets a row aside.
   *
   * @param line line of the file, from 1
   * @param reason what was expected and what was found
   * @param raw the row as text
   */
  public void add(long line, String reason, String raw) {
    count++;
    if (rows.size() < KEPT_ROWS) {
      rows.add(new BadRow(file.name(), line, cut(reason, KEPT_REASON), cut(raw, KEPT_CHARACTERS)));
    }
  }

  /**
   * To be called at the end of the file.
   *
   * @param rowsRead all rows of the file, good and bad
   * @throws UnreadableFileException when too many of them are bad
   */
  public void check(long rowsRead) throws UnreadableFileException {
    if (isOverfull(rowsRead)) {
      BadRow first = rows.get(0);
      throw new UnreadableFileException(
          UnreadableFileException.Kind.TOO_MANY_BAD_ROWS,
          file,
          first.line(),
          "expected at most %d bad rows of %d, found %d; the first: %s"
              .formatted(allowed(rowsRead), rowsRead, count, first.reason()),
          rows);
    }
  }

  /** Whether too many of {@code rowsRead} rows are bad. */
  public boolean isOverfull(long rowsRead) {
    return count > allowed(rowsRead);
  }

  /** The rows that were set aside, in the order of the file. */
  public List<BadRow> rows() {
    return List.copyOf(rows);
  }

  /** How many rows were set aside. */
  public long count() {
    return count;
  }

  private static long allowed(long rowsRead) {
    return Math.max(ALLOWED_ROWS, (long) (rowsRead * ALLOWED_SHARE));
  }

  private static String cut(String text, int characters) {
    return text.length() <= characters ? text : text.substring(0, characters);
  }
}

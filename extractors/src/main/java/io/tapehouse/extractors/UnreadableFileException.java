package io.tapehouse.extractors;

import java.util.ArrayList;
import java.util.List;

/**
 * A publisher's file that must not be loaded. The message names dataset, date, file and line, what
 * was expected and what was found.
 */
public class UnreadableFileException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final ArrayList<BadRow> badRows;

  /** Why a file is refused: what can be done about it differs. */
  public enum Kind {
    /** The bytes are not what the publisher means to send: fetch again. */
    DAMAGED,
    /** The file is of another day than the one that was asked for. */
    WRONG_DATE,
    /** The publisher changed the columns: the reader must be taught. */
    WRONG_COLUMNS,
    /** Too many rows cannot be read. */
    TOO_MANY_BAD_ROWS,
    /** Posted before the day was over: wait for the whole of it. */
    INCOMPLETE,
    /** The publisher has no data. */
    NO_DATA
  }

  /** A complaint about a file as a whole. */
  public UnreadableFileException(Kind kind, SourceFile file, String complaint) {
    super(file + ": " + complaint);
    this.kind = kind;
    this.badRows = new ArrayList<>();
  }

  /** A complaint about a line, counted from 1. */
  public UnreadableFileException(Kind kind, SourceFile file, long line, String complaint) {
    this(kind, file, line, complaint, List.of());
  }

  /** A complaint about rows, the first of which stands in {@code line}. */
  UnreadableFileException(
      Kind kind, SourceFile file, long line, String complaint, List<BadRow> badRows) {
    super(file + " line " + line + ": " + complaint);
    this.kind = kind;
    this.badRows = new ArrayList<>(badRows);
  }

  /** The rows for which the file is refused, as many as were kept; none for other reasons. */
  public List<BadRow> badRows() {
    return List.copyOf(badRows);
  }

  /** Why the file is refused. */
  public Kind kind() {
    return kind;
  }
}

package io.tapehouse.extractors;

/**
 * A publisher's file that must not be loaded. The message names dataset, date, file and line, what
 * was expected and what was found.
 */
public class UnreadableFileException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Kind kind;

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
    /** The publisher says that there is nothing. */
    NO_DATA
  }

  /** A complaint about a file as a whole. */
  public UnreadableFileException(Kind kind, SourceFile file, String complaint) {
    super(file + ": " + complaint);
    this.kind = kind;
  }

  /** A complaint about a line, counted from 1. */
  public UnreadableFileException(Kind kind, SourceFile file, long line, String complaint) {
    super(file + " line " + line + ": " + complaint);
    this.kind = kind;
  }

  /** Why the file is refused. */
  public Kind kind() {
    return kind;
  }
}

package io.tapehouse.extractors.text;

/** A row cannot be read; the message has what was expected and what was found. */
public final class BadCellException extends Exception {

  private static final long serialVersionUID = 1L;

  /** A complaint about a row. */
  public BadCellException(String reason) {
    // The row goes to quarantine with its line: a stack trace would not help.
    super(reason, null, false, false);
  }

  /** What was wrong with the row. */
  public String reason() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}

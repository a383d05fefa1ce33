package io.tapehouse.extractors.twse;

/** A row cannot be read; the message has what was expected and what was found. */
final class BadCellException extends Exception {

  private static final long serialVersionUID = 1L;

  BadCellException(String reason) {
    // The row goes to quarantine with its line: a stack trace would not help.
    super(reason, null, false, false);
  }

  /** What was wrong with the row. */
  String reason() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}

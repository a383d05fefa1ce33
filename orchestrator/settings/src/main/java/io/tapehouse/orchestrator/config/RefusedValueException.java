package io.tapehouse.orchestrator.config;

/** A text is no value of its key; the message has what was expected and what was found. */
final class RefusedValueException extends Exception {

  private static final long serialVersionUID = 1;

  RefusedValueException(String message) {
    super(message);
  }

  static RefusedValueException found(String expected, String text) {
    return new RefusedValueException("expected %s, found '%s'".formatted(expected, text));
  }
}

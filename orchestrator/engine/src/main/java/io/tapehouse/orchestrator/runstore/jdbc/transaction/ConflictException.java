package io.tapehouse.orchestrator.runstore.jdbc.transaction;

/** A row was no more what this transaction had read: it is to be tried again. */
final class ConflictException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ConflictException(String message) {
    super(message);
  }
}
